import { SYSTEM } from '../../src/platform/database/actor.js';
import { publishAll } from '../../src/platform/outbox/outbox.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { PeriodicWork } from '../../src/platform/periodic-work.js';
import { defineJob, type JobDefinition, withdrawJob } from '../../src/platform/queue/job.js';
import { Processors } from '../../src/platform/queue/processors.js';
import { DEFAULT_WORKER_TIMING } from '../../src/platform/queue/worker-timing.js';
import { compactRollups } from '../../src/statistics/compact-rollups.jobs.js';
import { post, submitted } from '../support/trade/declaring.js';
import { atSize, reportFigures, until } from '../support/faults/faults.js';
import { Given } from '../support/trade/given.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { addressOf, byProxy, Proxy } from '../support/faults/proxy.js';
import { receipt } from '../support/trade/receiving.js';
import { shipping } from '../support/trade/shipping.js';
import { fileOf } from '../support/trade/trickle.js';

/**
 * PostgreSQL is away while a worker has jobs of every kind before it, on Redis also such as it takes in the meantime. With
 * FAULTS=full for 87 s, with a file of 1,200 declarations half read and 200 other jobs; else for 3 s.
 */
const AWAY_MS = atSize({ scaled: 3_000, full: 87_000 });
const DECLARATIONS = atSize({ scaled: 40, full: 1_200 });
const OTHER_JOBS = atSize({ scaled: 20, full: 100 });
const proxy = new Proxy();
const office = useOffice({
  at: '2021-12-28T04:00:00Z',
  // A job whose worker got it by a connection that broke is taken by another when its lock has run out.
  workerTiming: atSize({ scaled: { ...DEFAULT_WORKER_TIMING, jobLockMs: 2_000 }, full: DEFAULT_WORKER_TIMING }),
  wayToDatabase: async (databaseUrl) => {
    await proxy.open(addressOf(databaseUrl));
    return byProxy(databaseUrl, proxy);
  },
});
afterAll(() => proxy.close());

let impatient: JobDefinition<{ n: number }>;
const done = new Set<number>();
const lines: string[] = [];
const log = (line: unknown) => void lines.push(String(line));

beforeAll(async () => {
  // Its attempts would run out in a moment.
  impatient = defineJob('test-impatient', { attempts: 2, backoffMs: 10 });
  office.get(Processors).register({
    job: impatient,
    process: async ({ n }) => {
      await office.database.transaction(SYSTEM, (tx) => tx.run('SELECT pg_sleep(0.02)'));
      done.add(Number(n));
    },
  });
  await putRates(office);
  await new Given(office).followUp('KQ-CTC', '2021-12-27');
  office.app.useLogger({ log: () => undefined, warn: log, error: log });
  office.get(Relay).start();
  office.get(PeriodicWork).start();
});
afterAll(() => withdrawJob('test-impatient'));
afterAll(async () => {
  proxy.comeBack();
  proxy.goOn();
  await office.get(PeriodicWork).stop();
  await office.get(Relay).stop();
});
beforeEach(() => {
  lines.splice(0);
  done.clear();
});

const sendFile = async (name: string): Promise<string> => {
  const request = office.as('brokerA').post('/v1/imports?kind=declarations').set('Content-Type', 'text/csv');
  return (await request.send(fileOf(DECLARATIONS, name)).expect(202)).body.id;
};
const [row, rows] = [
  async <R>(sql: string, params: unknown[] = []) => (await asOwner<R>(office, sql, params))[0] as R,
  <R>(sql: string, params: unknown[] = []) => asOwner<R>(office, sql, params),
];
/** Work of every kind of job; returns how to see that it is done. */
async function wantEverything(round: number) {
  const { open, report } = shipping(office);
  const visit = await open();
  const { id } = await submitted(office, { containers: [{ number: visit.containerNumber, goodsLines: [1] }] });
  await post(office, [
    receipt('L', '28T12:00', { declarationId: id }),
    receipt(`n${round}`, '28T12:01', { declarationId: id }),
  ]);
  await report(visit.id, [{ code: 'CUSI', eventTime: '2021-12-28T04:00:00.000Z' }]).expect(200);
  const code = {
    channel: 'single-window',
    code: `n${round}`,
    meaning: 'released',
    name: '新',
    validFrom: '2021-01-01',
  };
  await office.as('admin').post('/v1/receipt-codes').send(code).expect(201);
  const file = await sendFile(`away${round}-`);
  await office.database.transaction(SYSTEM, async (tx) => {
    await publishAll(
      tx,
      impatient,
      Array.from({ length: OTHER_JOBS }, (_, n) => ({ n })),
    );
    await publishAll(
      tx,
      compactRollups,
      Array.from({ length: OTHER_JOBS }, () => ({})),
    );
  });
  office.clock.stopAt(new Date(Date.parse('2021-12-28T13:00:00Z') + round * 86_400_000).toISOString());
  await office.tick();
  return { id, file };
}

async function assertDone({ id, file }: { id: string; file: string }, round: number): Promise<void> {
  expect(await row('SELECT state FROM import_file WHERE id = $1', [file])).toEqual({ state: 'finished' });
  const taken = await row('SELECT count(*)::int AS count FROM declaration WHERE reference LIKE $1', [`away${round}-%`]);
  expect(taken).toEqual({ count: DECLARATIONS });
  expect(done.size).toBe(OTHER_JOBS);
  expect(await row('SELECT released_at IS NOT NULL AS read FROM declaration WHERE id = $1', [id])).toEqual({
    read: true,
  });
  const { runs } = await row<{ runs: object[] }>(
    `SELECT json_agg(json_build_object('state', state, 'attempts', attempts)) AS runs FROM period_run WHERE state <> 'x'`,
  );
  expect(new Set(runs.map((run) => JSON.stringify(run)))).toEqual(
    new Set([JSON.stringify({ state: 'finished', attempts: 1 })]),
  );
}

const FAULTS = {
  killed: { begin: () => proxy.kill(), end: () => proxy.comeBack() },
  frozen: { begin: () => proxy.freeze(), end: () => proxy.goOn() },
};
it.each(atSize<(keyof typeof FAULTS)[]>({ scaled: ['killed'], full: ['killed', 'frozen'] }))(
  'every job is done, though PostgreSQL was %s meanwhile, and none was counted as an attempt',
  async (fault) => {
    const round = fault === 'killed' ? 1 : 2;
    const work = await wantEverything(round);
    await until(async () => done.size > 0);
    FAULTS[fault].begin();
    const gone = performance.now();
    const before = await row<{ open: number }>('SELECT count(*)::int AS open FROM outbox');
    expect(before.open).toBeGreaterThan(0);
    await until(() => performance.now() - gone >= AWAY_MS);
    FAULTS[fault].end();
    const back = performance.now();
    await until(async () => (await rows('SELECT 1 FROM outbox')).length === 0);
    await until(async () => (await rows("SELECT 1 FROM period_run WHERE state <> 'finished'")).length === 0);
    reportFigures(`PostgreSQL ${fault}`, {
      'seconds away': Math.round((back - gone) / 1_000),
      'jobs waiting': before.open,
      'seconds until all was done': Math.round((performance.now() - back) / 100) / 10,
      'lines logged': lines.length,
    });
    await assertDone(work, round);
    expect(lines.filter((line) => line.includes('failed'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('The database is away'))).toHaveLength(1);
  },
  atSize({ scaled: 90_000, full: 300_000 }),
);
