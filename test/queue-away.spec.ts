import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { Relay } from '../src/platform/outbox/relay.js';
import { drafted, submit } from './support/declaring.js';
import { putRates } from './support/market-day.js';
import { useOffice } from './support/office.js';

/**
 * The queue is away for a while: Redis is killed and comes back empty; on the PostgreSQL backend its schema is gone and comes back.
 * Seconds instead of minutes: nothing in the service counts how long it was.
 */
const onRedis = Boolean(process.env['REDIS_URL']);
const redis: { server: ChildProcess | null; port: number } = { server: null, port: 0 };

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const startRedis = async () => {
  const args = ['--port', String(redis.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  redis.server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve) =>
    redis.server?.stdout?.on('data', (text: Buffer) => text.includes('Ready to accept') && resolve()),
  );
};

/** A Redis of its own: the one that all tests share must not go away. */
beforeAll(async () => {
  if (!onRedis) return;
  redis.port = await freePort();
  await startRedis();
  process.env['REDIS_URL'] = `redis://127.0.0.1:${redis.port}`;
});
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
afterAll(() => redis.server?.kill('SIGKILL'));

const owner = async (sql: string): Promise<void> => {
  const client = new Client({ connectionString: office.databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
};
const goAway = async () => {
  if (!onRedis) return owner('ALTER SCHEMA bullmq RENAME TO bullmq_away');
  const gone = new Promise((resolve) => redis.server?.once('exit', resolve));
  redis.server?.kill('SIGKILL');
  await gone;
};
const comeBack = () => (onRedis ? startRedis() : owner('ALTER SCHEMA bullmq_away RENAME TO bullmq'));

const FILE = readFileSync(join(process.cwd(), 'test/samples/day-2021-12-28.csv'), 'utf8');
const sendFile = async (name: string) => {
  const { body } = await office
    .as('brokerA')
    .post('/v1/imports?kind=declarations')
    .set('Content-Type', 'text/csv')
    .send(FILE.replaceAll('DC-', name))
    .expect(202);
  return body.id as string;
};
const stateOf = async (id: string) => (await office.as('brokerA').get(`/v1/imports/${id}`).expect(200)).body.state;

beforeAll(async () => {
  await putRates(office);
  office.app.useLogger(false);
  office.get(Relay).start();
});
afterAll(() => office.get(Relay).stop());

it('accepts every write while the queue is away, and does all that was promised once it is back', async () => {
  await goAway();
  const files = [await sendFile('AWAY1-'), await sendFile('AWAY2-')];
  for (let n = 0; n < 3; n++) await submit(office, await drafted(office)).expect(200);
  await office.anonymous.get('/health/ready').expect(200);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await Promise.all(files.map(stateOf))).toEqual(['queued', 'queued']);
  await comeBack();
  const late = await sendFile('BACK-');
  for (
    let look = 0;
    look < 600 && (await Promise.all([...files, late].map(stateOf))).some((s) => s !== 'finished');
    look++
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await Promise.all([...files, late].map(stateOf))).toEqual(['finished', 'finished', 'finished']);
  expect(await office.rows('SELECT 1 FROM outbox WHERE sent_at IS NULL')).toEqual([]);
}, 120_000);
