import { PERIOD_KINDS } from '../../src/periods/period-kind.js';
import { enterRuns, type PeriodKey, runPeriod } from '../../src/periods/ledger/period-ledger.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { runElsewhere } from '../support/processes/worker.js';

/**
 * Every kind of period is killed at every named point of its run, again and again on the same period, and leaves one result and no
 * half of it. FAULT_ROUNDS says how often: once in the suite, five times where a change lands.
 */
const ROUNDS = Number.parseInt(process.env['FAULT_ROUNDS'] ?? '1', 10);
const office = useOffice({ at: '2026-12-01T04:00:00Z' });
const given = new Given(office);
const MARKET = 'KQ-CTC';

const PERIODS = {
  'daily-clearance': '2026-11-12',
  'weekly-settlement': '2026-W46',
  'monthly-reminder': '2026-11',
  'pre-close-warning': '2026-11',
};

/** How many results the facts below make of each: by them a half or a double one would show. */
const RESULTS: Record<keyof typeof PERIODS, { sql: string; count: number }> = {
  'daily-clearance': { sql: 'SELECT id, digest FROM clearance_run ORDER BY id', count: 1 },
  'weekly-settlement': { sql: 'SELECT id, digest FROM settlement ORDER BY id', count: 3 },
  'monthly-reminder': { sql: `SELECT id, digest FROM reminder WHERE kind = 'reminder' ORDER BY id`, count: 2 },
  'pre-close-warning': { sql: `SELECT id, digest FROM reminder WHERE kind = 'pre-close' ORDER BY id`, count: 2 },
};

/** Each firm has something in each kind of result: closed and not paid for, returned, released and not closed. */
beforeAll(async () => {
  await given.followUp(MARKET, null);
  const items = [{ to: 'NGA', cny: '700.00', usd: '100.00' }];
  const filed = '2026-11-12T02:00:00.000Z';
  await given.declaration({ filed, released: filed, closed: '2026-11-12T04:00:00.000Z', items });
  for (const broker of ['brokerA', 'brokerB'] as const) await given.declaration({ filed, released: filed, broker });
  await given.declaration({ filed, returned: '2026-11-12T05:00:00.000Z', broker: 'brokerB' });
});

it('is tried with every kind of period', () => {
  expect(Object.keys(PERIODS).sort()).toEqual([...PERIOD_KINDS].sort());
});

describe.each(Object.keys(PERIODS) as (keyof typeof PERIODS)[])('%s', (kind) => {
  const key: PeriodKey = { kind, market: MARKET, period: PERIODS[kind] };
  const results = () => office.rows<{ id: string; digest: string }>(RESULTS[kind].sql);
  const run = async () =>
    (
      await office.rows('SELECT state, result, digest FROM period_run WHERE kind = $1 AND period = $2', [
        kind,
        key.period,
      ])
    )[0];

  // A warning about a month that is over would be too late, and is not made.
  beforeAll(() => office.clock.stopAt(kind === 'pre-close-warning' ? '2026-11-27T04:00:00Z' : '2026-12-01T04:00:00Z'));

  it(`leaves nothing when it is killed before its commit, ${ROUNDS} times at each point`, async () => {
    await given.system((tx) => enterRuns(tx, [{ ...key, dueAt: office.clock.now().toISOString() }]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const cut of ['period-claimed', 'period-worked'] as const) {
        expect(await runElsewhere(office, key, cut)).toMatchObject({ signal: 'SIGKILL' });
        expect(await run()).toEqual({ state: 'running', result: null, digest: null });
        expect(await results()).toEqual([]);
        expect(
          await office.rows('SELECT 1 FROM settlement_week WHERE week = $1 AND closed_at IS NOT NULL', [key.period]),
        ).toEqual([]);
      }
    }
  }, 600_000);

  it(`is done once when it is killed after its commit, and not again by ${ROUNDS} more`, async () => {
    expect(await runElsewhere(office, key, 'period-finished')).toMatchObject({ signal: 'SIGKILL' });
    const first = await results();
    expect(first).toHaveLength(RESULTS[kind].count);
    for (let round = 0; round < ROUNDS; round++) {
      expect(await runElsewhere(office, key, 'period-worked')).toMatchObject({ code: 0 });
    }
    await office.deliverTwice(runPeriod, { ...key });
    expect(await results()).toEqual(first);
    expect(await run()).toMatchObject({ state: 'finished' });
  }, 600_000);
});
