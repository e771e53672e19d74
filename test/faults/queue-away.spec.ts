import { Relay } from '../../src/platform/outbox/relay.js';
import { PeriodicWork } from '../../src/platform/periodic-work.js';
import { WorkerLiveness } from '../../src/platform/queue/worker-liveness.js';
import { atSize, FULL, reportFigures, until } from '../support/faults/faults.js';
import { Given } from '../support/trade/given.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { ON_REDIS, OwnRedis } from '../support/servers/own-redis.js';
import { asOwner } from '../support/owner.js';
import { Trickle } from '../support/trade/trickle.js';

/**
 * The queue is away while people work on: Redis is killed and comes back empty; on the PostgreSQL backend its schema is gone and
 * comes back. Ten minutes with FAULTS=full, else three seconds; in both the clock of the service passes six days, a week's and a
 * month's end.
 */
const AWAY_MS = atSize({ scaled: 3_000, full: 600_000 });
const ROUNDS = atSize({ scaled: 6, full: 600 });
const CLOCK_MOVES_MS = (150 * 3_600_000) / ROUNDS;
/** No worker counts as stalled because the queue is away. Scaled down this is checked only while it is away. */
const CHECK_EVERY_MS = atSize({ scaled: 200, full: 10_000 });
const redis = new OwnRedis();

const environment: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  if (!ON_REDIS) return;
  await redis.start();
  environment['REDIS_URL'] = redis.url;
});
const office = useOffice({ at: '2021-12-28T04:00:00Z', environment });
afterAll(() => redis.kill());

const goAway = () => (ON_REDIS ? redis.kill() : asOwner(office, 'ALTER SCHEMA bullmq RENAME TO bullmq_away'));
const comeBack = () => (ON_REDIS ? redis.start() : asOwner(office, 'ALTER SCHEMA bullmq_away RENAME TO bullmq'));

const trickle = new Trickle(office);
let isStalled = false;
const complaints: string[] = [];
const complain = (line: unknown) => void complaints.push(String(line));

beforeAll(async () => {
  await putRates(office);
  await new Given(office).followUp('KQ-CTC', '2021-12-28');
  office.app.useLogger({ log: () => undefined, warn: complain, error: complain });
  office.get(Relay).start();
  office.get(PeriodicWork).start();
});
afterAll(async () => {
  office.get(WorkerLiveness).stop();
  await office.get(PeriodicWork).stop();
  await office.get(Relay).stop();
});

it(
  'accepts every write while the queue is away, and processes every message, once, when it is back',
  async () => {
    await goAway();
    office.get(WorkerLiveness).onStalled(() => (isStalled = true));
    office.get(WorkerLiveness).start(CHECK_EVERY_MS);
    const gone = performance.now();
    for (let round = 1; round <= ROUNDS; round++) {
      await trickle.round(CLOCK_MOVES_MS);
      const early = (round * AWAY_MS) / ROUNDS - (performance.now() - gone);
      await new Promise((resolve) => setTimeout(resolve, Math.max(early, 0)));
    }
    const waiting = await trickle.outbox();
    const away = await trickle.effects();
    expect(away).toMatchObject({ submissions: ROUNDS, receipts: ROUNDS, events: ROUNDS });
    expect(away).toMatchObject({ following: 0, files: 0, imported: 0 });
    expect(away?.['openPeriods']).toBeGreaterThan(7);
    expect(waiting.unsent).toBeGreaterThanOrEqual(2 * ROUNDS + 8);
    if (!FULL) office.get(WorkerLiveness).stop();
    await comeBack();
    const back = performance.now();
    await trickle.sendFile('AWAY-LATE-');
    await until(async () => (await trickle.outbox()).open === 0 && (await trickle.effects())?.['openPeriods'] === 0);
    reportFigures('Queue away', {
      seconds: Math.round((back - gone) / 1_000),
      writes: trickle.writes,
      waiting: waiting.unsent,
      'seconds to drain': Math.round((performance.now() - back) / 100) / 10,
      'peak RSS MB': trickle.rssPeakMb,
      'lines logged': complaints.length,
    });
    const files = ROUNDS + 1;
    const done = { following: ROUNDS, files, imported: 2 * files, openPeriods: 0 };
    expect(await trickle.effects()).toEqual({ ...away, ...done });
    for (const { periods, ended } of await trickle.periods()) expect(ended).toBe(periods);
    expect(isStalled).toBe(false);
    expect(complaints.filter((line) => /^(outbox waits|Redis is away)/.test(line))).toHaveLength(1);
  },
  atSize({ scaled: 120_000, full: 1_500_000 }),
);
