import { SYSTEM } from '../../src/platform/database/actor.js';
import { publish } from '../../src/platform/outbox/outbox.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { compactRollups } from '../../src/statistics/compact-rollups.jobs.js';
import { atSize, FULL, reportFigures, until } from '../support/faults/faults.js';
import { useOffice } from '../support/office.js';
import { ON_REDIS, OwnRedis } from '../support/servers/own-redis.js';
import { addressOf, byProxy, Proxy } from '../support/faults/proxy.js';
import { fileOf } from '../support/trade/trickle.js';
import { start } from '../support/processes/worker.js';

/**
 * The real service as a process of its own, whose connection to the queue is lost in silence: at the moment when it fetches the
 * next job, and again whenever it does so on a new one. With FAULTS=full it checks as often as in production, else six times as often.
 * A worker alone is also in test/platform/worker-liveness.spec.ts, too.
 */
const CHECKS: Record<string, string> = atSize({ scaled: { CHECK_EVERY_MS: '1500' }, full: {} });
const NOTICED_WITHIN_MS = 90_000;
const FETCHES_A_JOB = ON_REDIS ? /:limiter/ : /move_to_active/;
const redis = new OwnRedis();

const environment: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  if (!ON_REDIS) return;
  await redis.start();
  environment['REDIS_URL'] = redis.url;
});
const office = useOffice({ environment });
afterAll(() => redis.kill());
// Only the processes take jobs.
beforeAll(() => office.get(Jobs).pause());

/** The service with PROCESS_ROLE=worker, by this way to the server of its queue or directly. */
function startService(proxy?: Proxy, environment: Record<string, string> = {}) {
  return start(['one-service'], {
    ...CHECKS,
    ...environment,
    PROCESS_ROLE: 'worker',
    PORT: '0',
    DATA_DIR: `/tmp/${office.name}-worker`,
    DATABASE_URL: proxy && !ON_REDIS ? byProxy(office.databaseUrl, proxy) : office.databaseUrl,
    ...(ON_REDIS ? { REDIS_URL: proxy ? `redis://127.0.0.1:${proxy.port}` : redis.url } : {}),
  });
}

/** With FAULTS=full a job stays with a worker that does not renew its lock as long as in production. */
const LOCK: Record<string, string> = atSize({ scaled: { JOB_LOCK_MS: '3000' }, full: {} });

/** Publishes a job and waits until a worker has processed it. */
async function work(): Promise<void> {
  await office.database.transaction(SYSTEM, (tx) => publish(tx, compactRollups, {}));
  await until(async () => (await office.rows('SELECT 1 FROM outbox')).length === 0);
}

const proxy = new Proxy();
const services: ReturnType<typeof startService>[] = [];
beforeEach(() => proxy.open(ON_REDIS ? { host: '127.0.0.1', port: redis.port } : addressOf(office.databaseUrl)));
afterEach(() => {
  for (const { process } of services.splice(0)) process.kill('SIGKILL');
  proxy.close();
});

it.each(atSize({ scaled: ['beside one that works'], full: ['alone', 'beside one that works'] }))(
  'a worker that has stalled, %s, is noticed and ends with an error and one line, to be started anew',
  async (where) => {
    const stalled = startService(proxy);
    const other = where === 'alone' ? null : startService();
    services.push(stalled, ...(other ? [other] : []));
    for (const { output } of services) await until(() => output().includes('Loomgate:'));
    await work();
    proxy.loseThoseThatSay(FETCHES_A_JOB);
    const lost = performance.now();
    const end = await stalled.ended;
    const after = performance.now() - lost;
    reportFigures(`Stalled worker ${where}`, { 'seconds until noticed': Math.round(after / 1_000) });
    expect(end).toMatchObject({ code: 1, signal: null });
    expect(end.output.match(/no longer receives jobs/g)).toHaveLength(1);
    if (FULL) expect(after).toBeLessThan(NOTICED_WITHIN_MS);
    if (!other) return;
    await work();
    other.process.kill('SIGTERM');
    expect(await other.ended).toMatchObject({ code: 0 });
  },
  atSize({ scaled: 90_000, full: 180_000 }),
);

it('what a worker was killed in the middle of is done by another, and was no attempt', async () => {
  const killed = startService(undefined, { ...LOCK, KILL_AT: 'import-staged' });
  services.push(killed);
  const request = office.as('brokerA').post('/v1/imports?kind=declarations').set('Content-Type', 'text/csv');
  const { body } = await request.send(fileOf(2, 'KILLED-')).expect(202);
  expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
  const ended = performance.now();
  const other = startService(undefined, LOCK);
  services.push(other);
  await until(async () => (await office.rows('SELECT 1 FROM outbox')).length === 0);
  reportFigures('Killed worker', {
    'seconds until another had done its job': Math.round((performance.now() - ended) / 1_000),
  });
  const done = await office.as('brokerA').get(`/v1/imports/${body.id}`).expect(200);
  expect(done.body).toMatchObject({ state: 'finished', accepted: 2 });
  expect(other.output()).not.toContain('failed');
}, 120_000);
