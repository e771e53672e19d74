import { SYSTEM } from '../../src/platform/database/actor.js';
import { publish } from '../../src/platform/outbox/outbox.js';
import type { FailedMessage } from '../../src/platform/outbox/failed-messages.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { defineJob, type JobDefinition, withdrawJob } from '../../src/platform/queue/job.js';
import { Processors } from '../../src/platform/queue/processors.js';
import { loseTheQueue } from '../support/faults/lose-the-queue.js';
import { useOffice, type Who } from '../support/office.js';

/** Jobs that fail for good: by a fault of the code, or by data that cannot be worked on. */
const office = useOffice({ own: true });
let job: JobDefinition<{ market: string | null }>;
let cause: Error | null = null;
const done: (string | null)[] = [];
const lines: string[] = [];

/** After the service has started, which refuses to with a job that nobody does. */
beforeAll(() => {
  job = defineJob('test-failing', { attempts: 2, backoffMs: 10 });
  office.get(Processors).register({
    job,
    process: async ({ market }) => {
      if (cause) throw cause;
      done.push(market);
    },
  });
});
afterAll(() => withdrawJob('test-failing'));
beforeEach(() => {
  done.splice(0);
  lines.splice(0);
  office.app.useLogger({ log: () => undefined, warn: () => undefined, error: (line: string) => lines.push(line) });
});
afterEach(() => office.app.useLogger(['error']));

const want = (...markets: (string | null)[]) =>
  office.database.transaction(SYSTEM, async (tx) => {
    for (const market of markets) await publish(tx, job, { market });
  });
const failed = async (who: Who = 'admin', query = ''): Promise<FailedMessage[]> =>
  (await office.as(who).get(`/v1/jobs/failed${query}`).expect(200)).body.items;
const retry = (who: Who, id = '') => office.as(who).post(`/v1/jobs/failed/${id}/retry`);
const gauge = async (name: string) =>
  Number(
    (await office.anonymous.get('/metrics').expect(200)).text
      .split('\n')
      .find((line) => line.startsWith(name))
      ?.split(' ')[1],
  );
/** The time of the next attempt comes. */
const pass = () => office.database.transaction(SYSTEM, (tx) => tx.run('UPDATE outbox SET next_attempt_at = now()'));

it('are listed with their cause, counted, and logged once; they hold up no other', async () => {
  cause = new Error('not\0 today');
  await want('KQ-CTC', 'YW-ICC', null);
  await office.drain({ failuresAllowed: true });
  expect(await failed()).toMatchObject(
    [null, 'YW-ICC', 'KQ-CTC'].map((market) => ({ job: 'test-failing', market, attempts: 2, error: 'not  today' })),
  );
  expect(lines.filter((line) => line.startsWith('test-failing failed for good: not'))).toHaveLength(3);
  expect(await gauge('loomgate_jobs_failed{job="test-failing"}')).toBe(3);
  expect(await gauge('loomgate_jobs_failed{job="run-import"}')).toBe(0);
  expect(await gauge('loomgate_oldest_waiting_seconds{of="outbox"}')).toBeGreaterThan(0);
  expect(await gauge('loomgate_queue_depth{state="waiting"}')).toBe(0);
});

it('are seen by officers of their market and by administrators, page by page', async () => {
  expect((await failed('officer')).map(({ market }) => market)).toEqual(['KQ-CTC']);
  expect((await failed('admin', '?market=YW-ICC')).map(({ market }) => market)).toEqual(['YW-ICC']);
  expect(await failed('admin', '?job=run-import')).toEqual([]);
  const { body } = await office.as('admin').get('/v1/jobs/failed?limit=2').expect(200);
  expect((await failed('admin', `?cursor=${body.nextCursor}`)).map(({ market }) => market)).toEqual(['KQ-CTC']);
  await office.as('brokerA').get('/v1/jobs/failed').expect(403);
  await office.as('admin').get('/v1/jobs/failed?state=x').expect(400);
});

it('are tried again by themselves, and are done when their cause is gone', async () => {
  await pass();
  await office.drain({ failuresAllowed: true });
  expect((await failed()).map(({ attempts }) => attempts)).toEqual([3, 3, 3]);
  expect(lines).toEqual([]);
  cause = null;
  await office.drain({ failuresAllowed: true });
  expect(done).toEqual([]); // Not before their time.
  await pass();
  await office.drain({ failuresAllowed: true });
  expect(done.sort()).toEqual(['KQ-CTC', 'YW-ICC', null]);
  await office.get(Relay).enqueueUnprocessed(0); // What is processed is written.
  expect(await failed()).toEqual([]);
  expect(await gauge('loomgate_jobs_failed{job="test-failing"}')).toBe(0);
});

it('are tried again at once for who may ask for it, and not once they are done', async () => {
  cause = new Error('not today');
  await want('KQ-CTC');
  await office.drain({ failuresAllowed: true });
  const [message] = await failed();
  await retry('officerElsewhere', message?.id).expect(404);
  await retry('brokerA', message?.id).expect(403);
  await retry('admin', 'x').expect(404);
  cause = null;
  const { body } = await retry('officer', message?.id).expect(202);
  expect(body).toMatchObject({ id: message?.id, attempts: 2, nextAttemptAt: null });
  await office.drain({ failuresAllowed: true });
  expect(done).toEqual(['KQ-CTC']);
  await office.get(Relay).enqueueUnprocessed(0);
  await retry('officer', message?.id).expect(404);
  const { body: audit } = await office.as('admin').get(`/v1/audit?subject=${message?.id}`).expect(200);
  expect(audit.items).toMatchObject([{ action: 'job.retried', detail: { job: 'test-failing' } }]);
});

it('are not forgotten by a queue that loses everything', async () => {
  cause = new Error('not today');
  await want('KQ-CTC');
  await office.drain({ failuresAllowed: true });
  await loseTheQueue(office);
  expect(await failed()).toMatchObject([{ attempts: 2, error: 'not today' }]);
  cause = null;
  await pass();
  await office.drain({ failuresAllowed: true });
  expect(done).toEqual(['KQ-CTC']);
});

it('are also jobs that no code does any more', async () => {
  await office.database.transaction(SYSTEM, (tx) =>
    tx.run(`INSERT INTO outbox (id, job, payload) VALUES ('019a95e2-4c00-7000-8000-000000000071', 'test-gone', '{}')`),
  );
  await office.drain({ failuresAllowed: true });
  expect(await failed('admin', '?job=test-gone')).toMatchObject([
    { attempts: 1, error: 'No processor for "test-gone".' },
  ]);
});
