import { DemoMonth } from '../../src/demo/demo-month.service.js';
import { useOffice } from '../support/office.js';

const AT = '2026-11-18T02:00:00Z';
const SIZE = { containersPerDay: 4, seed: 7 };

const one = useOffice({ at: AT, empty: true });
const other = useOffice({ at: AT, empty: true });

const played = (on: typeof one) => on.get(DemoMonth).play('2026-09', SIZE, () => undefined);

describe('a month that is played', () => {
  it('ends in the same results each time', async () => {
    const [first, second] = [await played(one), await played(other)];
    expect(second).toEqual(first);
    // No two periods of a kind have the same content: what is compared is not nothing.
    const digests = first.periods.filter(({ kind }) => kind === 'daily-clearance').map(({ sha256 }) => sha256);
    expect(new Set(digests).size).toBeGreaterThan(25);
    expect(first.declarations).toBeGreaterThan(100);
  }, 240_000);

  it('has cleared every day, settled every week that ended and reminded of the month, once each', async () => {
    const runs = await one.rows<{ kind: string; periods: number; state: string }>(
      `SELECT kind, count(*)::int AS periods, min(state) AS state FROM period_run
       WHERE kind <> 'pre-close-warning' AND market = 'KQ-CTC' GROUP BY kind ORDER BY kind`,
    );
    expect(runs).toEqual([
      { kind: 'daily-clearance', periods: 30, state: 'finished' },
      { kind: 'monthly-reminder', periods: 1, state: 'finished' },
      { kind: 'weekly-settlement', periods: 4, state: 'finished' },
    ]);
    const [found] = await one.rows<{ days: number; items: number; lines: number; reminders: number }>(
      `SELECT (SELECT count(*)::int FROM clearance_run WHERE market = 'KQ-CTC') AS days, (SELECT count(*)::int FROM clearance_item) AS items,
         (SELECT count(*)::int FROM settlement_line) AS lines, (SELECT count(*)::int FROM reminder) AS reminders`,
    );
    expect(found?.days).toBe(30);
    for (const count of [found?.items, found?.lines, found?.reminders]) expect(count).toBeGreaterThan(0);
  });
});
