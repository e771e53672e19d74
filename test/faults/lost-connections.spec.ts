import { readConfig } from '../../src/platform/config/config.js';
import {
  type AnyQueue,
  type AnyWorker,
  migrateQueue,
  openBackend,
  type QueueBackend,
} from '../../src/platform/queue/backend.js';
import { until } from '../support/faults/faults.js';
import { useOffice } from '../support/office.js';
import { ON_REDIS } from '../support/servers/own-redis.js';
import { addressOf, byProxy, Proxy } from '../support/faults/proxy.js';

/** All connections between one process and its queue are lost at once and in silence, as by a firewall that was restarted. */
const office = useOffice({ own: true });
const proxy = new Proxy();
let backend: QueueBackend;
let queue: AnyQueue;
let worker: AnyWorker;
const done: string[] = [];

beforeAll(async () => {
  const redisUrl = process.env['REDIS_URL'] ?? '';
  const { hostname, port } = new URL(redisUrl || 'redis://none');
  await proxy.open(ON_REDIS ? { host: hostname, port: Number(port || 6379) } : addressOf(office.databaseUrl));
  if (!ON_REDIS) await migrateQueue(office.ownerUrl, ['lost']);
  const config = readConfig(ON_REDIS ? { REDIS_URL: `redis://127.0.0.1:${proxy.port}` } : {});
  backend = await openBackend(config, byProxy(office.databaseUrl, proxy), office.name);
  queue = backend.queue('lost');
  worker = backend.worker('lost', async ({ name }) => void done.push(name), {
    concurrency: 2,
    jobLockMs: 15_000,
    onAnswer: () => undefined,
    onError: () => undefined,
  });
  for (const each of [queue, worker]) each.on('error', () => undefined);
  await worker.waitUntilReady();
  void worker.run();
}, 60_000);
afterAll(() => proxy.close());

it('a queue whose connections were lost in silence is used again by new ones', async () => {
  await queue.addBulk([{ name: 'before', data: {}, opts: {} }]);
  await until(() => done.includes('before'));
  proxy.loseAll();
  const add = () => queue.addBulk([{ name: 'after', data: {}, opts: { jobId: 'after-1' } }]);
  await until(() => add().then(Boolean, () => false));
  await until(() => done.includes('after'));
  expect(done).toEqual(['before', 'after']);
}, 120_000);

it('and closes soon, though the lost ones never confirm their end', async () => {
  await worker.close();
  await queue.close();
  await backend.close();
});
