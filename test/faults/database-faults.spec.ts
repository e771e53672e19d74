import { newId } from '../../src/vocabulary/id.js';
import { declaration } from '../support/trade/declaring.js';
import { atSize, FULL, reportFigures, until } from '../support/faults/faults.js';
import { useOffice } from '../support/office.js';
import { OwnPostgres } from '../support/servers/own-postgres.js';
import { addressOf, Proxy } from '../support/faults/proxy.js';

/**
 * The database fails while people write: answers to COMMIT are cut off, connections are lost, sessions and the whole server are killed,
 * the server is frozen. Whoever got a 503 asks again with the same Idempotency-Key. Nothing is lost, nothing is there twice, and no
 * answer is a 5xx other than 503. FAULTS=full: one minute of kills and a freeze of 30 s.
 */
const postgres = new OwnPostgres();
const proxy = new Proxy();
beforeAll(async () => {
  await postgres.start({ durable: true });
  await proxy.open(addressOf(postgres.url));
  postgres.environment['TEST_SERVER_URL'] = `postgres://loomgate@127.0.0.1:${proxy.port}/loomgate`;
}, 60_000);
const office = useOffice({ at: '2021-12-28T04:00:00Z', environment: postgres.environment });
afterAll(async () => {
  proxy.close();
  await postgres.stop();
}, 60_000);
beforeAll(() => office.app.useLogger(false));

const WRITERS = 8;
const CUTS = atSize({ scaled: 10, full: 40 });
const KILLED_MS = atSize({ scaled: 2_000, full: 60_000 });
const FROZEN_MS = atSize({ scaled: 1_500, full: 30_000 });
const statuses = new Map<number, number>();
let slowestMs = 0;
let replays = 0;

/** One attempt to write a draft; its status. */
async function attempt(key: string): Promise<number> {
  const began = performance.now();
  const { status, headers } = await office
    .as('brokerA')
    .post('/v1/declarations')
    .set('Idempotency-Key', key)
    .send(declaration({ reference: key }));
  slowestMs = Math.max(slowestMs, performance.now() - began);
  if (headers['idempotency-replayed']) replays++;
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  return status;
}

/** Asks until it is written. */
const write = async (key: string) => until(async () => (await attempt(key)) === 201, 20);

async function expectSingleEffects(keys: readonly string[]): Promise<void> {
  const rows = await office.rows<{ reference: string; count: number }>(
    'SELECT reference, count(*)::int AS count FROM declaration WHERE reference = ANY ($1) GROUP BY reference',
    [keys],
  );
  expect(rows).toHaveLength(keys.length);
  expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
  expect([...statuses.keys()].sort()).toEqual([201, 503]);
  // By time only at full size, on a quiet machine: the suite runs stories beside each other.
  if (FULL) expect(slowestMs).toBeLessThan(5_000);
}

it('answers to COMMIT that are cut off are 503; each write is there once when it is repeated', async () => {
  const keys: string[] = [];
  for (let cut = 0; cut < CUTS;) {
    const key = newId();
    keys.push(key);
    proxy.cutAnswerTo(/COMMIT/);
    // Work in the background may have met the cut instead.
    if ((await attempt(key)) === 503) cut++;
    await write(key);
  }
  await expectSingleEffects(keys);
  // Some of what was answered 503 had been written.
  expect(replays).toBeGreaterThan(0);
  reportFigures('Cut answers to COMMIT', { writes: keys.length, replays });
}, 60_000);

it('connections that the network loses without a word are replaced: the next call after one that fails finds a new one', async () => {
  const keys = Array.from({ length: 20 }, () => newId());
  await Promise.all(keys.slice(0, 10).map(write));
  proxy.loseAll();
  await Promise.all(keys.slice(10).map(write));
  await expectSingleEffects(keys);
}, 60_000);

it(
  'kills of sessions and a freeze under load lose nothing and double nothing',
  async () => {
    const keys: string[] = [];
    let isOver = false;
    const writers = Array.from({ length: WRITERS }, async () => {
      while (!isOver) {
        const key = newId();
        keys.push(key);
        await write(key);
      }
    });
    const end = performance.now() + KILLED_MS;
    let kills = 0;
    while (performance.now() < end) {
      await postgres.killSession(kills++);
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    postgres.freeze();
    await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
    postgres.thaw();
    await until(async () => (await office.anonymous.get('/health/ready')).status === 200);
    isOver = true;
    await Promise.all(writers);
    const answers = Object.fromEntries([...statuses].map(([status, count]) => [`answers ${status}`, count]));
    reportFigures('Database faults', { kills, written: keys.length, ...answers, 'slowest ms': Math.round(slowestMs) });
    await expectSingleEffects(keys);
  },
  atSize({ scaled: 90_000, full: 300_000 }),
);
