import { Relay } from '../../src/platform/outbox/relay.js';
import { PeriodicWork } from '../../src/platform/periodic-work.js';
import { WorkerLiveness } from '../../src/platform/queue/worker-liveness.js';
import { drafted } from '../support/trade/declaring.js';
import { until } from '../support/faults/faults.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { HAS_REDIS, OwnRedis } from '../support/servers/own-redis.js';
import { Trickle } from '../support/trade/trickle.js';

/** A service that starts while Redis is away: everything is served, and the outbox is processed once Redis is there. */
const redis = new OwnRedis();
const environment: NodeJS.ProcessEnv = {};
beforeAll(async () => {
  await redis.reserve();
  environment['REDIS_URL'] = redis.url;
});
const office = useOffice({ at: '2021-12-28T04:00:00Z', environment });
afterAll(() => redis.kill());

const lines: string[] = [];
/** Lines in words: requests are logged as objects. */
const note = (line: unknown) => void (typeof line === 'string' && lines.push(line));
beforeAll(async () => {
  office.app.useLogger({ log: note, warn: note, error: note });
  await putRates(office);
  office.get(Relay).start();
  office.get(PeriodicWork).start();
  office.get(WorkerLiveness).start(100);
});
afterAll(async () => {
  office.get(WorkerLiveness).stop();
  await office.get(PeriodicWork).stop();
  await office.get(Relay).stop();
});

const trickle = new Trickle(office);

it('starts, is ready and takes every write', async () => {
  await office.anonymous.get('/health/ready').expect(200);
  await drafted(office);
  await trickle.sendFile('EARLY-');
  await until(() => office.rows('SELECT 1 FROM outbox').then((rows) => rows.length > 0));
  expect((await trickle.effects())?.['files']).toBe(0);
});

it('processes the outbox when Redis comes, also after it went away again, with a line for each', async () => {
  if (!HAS_REDIS) return void process.stderr.write('No redis-server here: a Redis that comes later was not tried.\n');
  await redis.start();
  await until(async () => (await trickle.effects())?.['files'] === 1);
  await redis.kill();
  await trickle.sendFile('LATER-');
  await until(() => lines.some((line) => line.startsWith('Redis is away')));
  await redis.start();
  await until(async () => (await trickle.effects())?.['files'] === 2);
  const ofRedis = lines.filter((line) => line.startsWith('Redis'));
  expect(ofRedis.map((line) => line.replace(/:.*/, ''))).toEqual([
    'Redis answers again.',
    'Redis is away, jobs wait',
    'Redis answers again.',
  ]);
}, 60_000);
