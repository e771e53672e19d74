import { Client } from 'pg';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { publishAll } from '../../src/platform/outbox/outbox.js';
import { MessageOutcomes } from '../../src/platform/outbox/message-outcomes.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { defineJob, type JobDefinition, withdrawJob } from '../../src/platform/queue/job.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { Processors } from '../../src/platform/queue/processors.js';
import { until } from '../support/faults/faults.js';
import { loseTheQueue } from '../support/faults/lose-the-queue.js';
import { useOffice } from '../support/office.js';

/** Small messages that go through the queue together: a hundred of them are batches of seven. */
const office = useOffice({ own: true });
let small: JobDefinition<{ n: number }>;
const MESSAGES = 100;
/** Two of one batch. */
const BAD = [37, 38];

const processed = new Map<number, number>();
let failures = 0;

/** After the service has started, which refuses to with a job that nobody does. */
beforeAll(() => {
  small = defineJob('test-small', { small: true, attempts: 3, backoffMs: 10 });
  office.get(Processors).register({
    job: small,
    process: async ({ n }) => {
      processed.set(Number(n), (processed.get(Number(n)) ?? 0) + 1);
      if (BAD.includes(Number(n)) && failures-- > 0) throw new Error(`not ${n} this time`);
    },
  });
});
afterAll(() => withdrawJob('test-small'));
beforeEach(() => processed.clear());

const publishMessages = () =>
  office.database.transaction(SYSTEM, (tx) =>
    publishAll(
      tx,
      small,
      Array.from({ length: MESSAGES }, (_, n) => ({ n })),
    ),
  );
const unprocessed = () => office.rows<{ id: string }>('SELECT id FROM outbox');
/** As another worker might have left them: most batches have lost the message whose id the batch has. */
const deleteAllBut = (places: readonly number[]) =>
  office.database.transaction(SYSTEM, (tx) =>
    tx.run(`DELETE FROM outbox WHERE NOT (payload ->> 'n')::int % 7 = ANY ($1::int[])`, [places]),
  );
const times = (n: number) => [...processed.values()].filter((each) => each === n).length;

it('go in batches', async () => {
  await office.get(Jobs).pause();
  await publishMessages();
  await office.get(Relay).sendBatch();
  expect((await office.get(Jobs).depth()).waiting).toBe(15);
  await office.get(Jobs).start();
  await office.drain();
  expect(times(1)).toBe(MESSAGES);
});

it('are gone from the outbox when writeProcessed resolves, also where another call was deleting already', async () => {
  const holder = new Client({ connectionString: office.ownerUrl });
  await holder.connect();
  await office.get(Jobs).pause();
  await publishMessages();
  await office.get(Relay).sendBatch();
  await holder.query('BEGIN; LOCK TABLE outbox IN SHARE MODE'); // Nothing can be deleted.
  await office.get(Jobs).start();
  await until(() => processed.size === MESSAGES);
  void office.get(MessageOutcomes).writeProcessed();
  let isSaid = false;
  const said = office
    .get(MessageOutcomes)
    .writeProcessed()
    .then(() => (isSaid = true));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isSaid).toBe(false);
  await holder.query('COMMIT');
  await said;
  expect(await unprocessed()).toEqual([]);
  await holder.end();
});

it('those that fail keep none of their batch from being processed, are all logged, and are tried again without the others', async () => {
  failures = 4;
  const complaints: string[] = [];
  const complain = (line: string) => void complaints.push(line.replace(/ \(message .*\)$/, ''));
  office.app.useLogger({ log: () => undefined, warn: complain, error: complain });
  await publishMessages();
  await office.drain();
  office.app.useLogger(['error']);
  expect(BAD.map((n) => processed.get(n))).toEqual([3, 3]);
  expect(times(1)).toBe(MESSAGES - 2);
  const lines = [1, 2].flatMap((attempt) =>
    BAD.map((n) => `test-small failed, attempt ${attempt}: not ${n} this time`),
  );
  expect(complaints.sort()).toEqual(lines);
  await office.get(MessageOutcomes).writeProcessed();
  expect(await unprocessed()).toEqual([]);
});

it('are not processed twice because they are enqueued again while they wait', async () => {
  await office.get(Jobs).pause();
  await publishMessages();
  await office.get(Relay).sendBatch();
  await deleteAllBut([4, 5, 6]);
  const left = (await unprocessed()).length;
  for (let sweep = 0; sweep < 3; sweep++) expect(await office.get(Relay).enqueueUnprocessed(0)).toBe(left);
  await office.get(Jobs).start();
  await office.drain();
  expect(times(1)).toBe(MESSAGES);
});

it('that were not processed before the queue lost them are processed once they are enqueued again, and the others are not', async () => {
  await office.get(Jobs).pause();
  await publishMessages();
  await office.get(Relay).sendBatch();
  await deleteAllBut([3]);
  const left = (await unprocessed()).length;
  await loseTheQueue(office);
  expect(await office.get(Relay).enqueueUnprocessed(0)).toBe(left);
  await office.get(Jobs).start();
  await office.drain();
  await office.get(MessageOutcomes).writeProcessed();
  expect([left, processed.size, times(1)]).toEqual([14, 14, 14]);
  expect(await unprocessed()).toEqual([]);
});

it('are processed also where some of their batch fail for good: one line each, and only those stay open', async () => {
  failures = Infinity;
  const lines: string[] = [];
  office.app.useLogger({ log: () => undefined, warn: () => undefined, error: (line: string) => lines.push(line) });
  await publishMessages();
  await office.drain({ failuresAllowed: true });
  office.app.useLogger(['error']);
  expect([...BAD.map((n) => processed.get(n)), times(1)]).toEqual([3, 3, MESSAGES - 2]);
  await office.get(MessageOutcomes).writeProcessed();
  expect(await office.rows('SELECT attempts, last_error AS error FROM outbox ORDER BY id')).toEqual(
    BAD.map((n) => ({ attempts: 3, error: `not ${n} this time` })),
  );
  expect(lines.map((line) => line.replace(/ \(message .*/, '')).sort()).toEqual(
    BAD.map((n) => `test-small failed for good: not ${n} this time`),
  );
});
