import { MarketHistory } from '../../src/demo/market-history.service.js';
import { Markets } from '../../src/markets/markets.service.js';
import { PeriodRuns } from '../../src/periods/ledger/period-runs.service.js';
import { Periods } from '../../src/periods/periods.service.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { checkFigures } from '../../src/reports/figures-check/check-figures.jobs.js';
import type { FigureDifference } from '../../src/reports/figures-check/figure-differences.query.js';
import { FiguresCheck } from '../../src/reports/figures-check/figures-check.service.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';

const NIGHT = '2026-11-17T19:00:00Z';
const office = useOffice({ at: NIGHT });

const NOTHING = { valueCny: '0.00', valueUsd: '0.00', netWeightKg: '0', declarations: '0' };
const checked = () => office.get(FiguresCheck).check();
const recorded = () =>
  office.rows<{ day: string; differences: number; found: FigureDifference[] }>(
    'SELECT day, differences, found FROM figures_check ORDER BY day',
  );
const metric = async (name: string) => {
  const { text } = await office.anonymous.get('/metrics').expect(200);
  return new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1];
};

/** Of statements, a line of the market's own. */
const WHICH: Record<string, string> = {
  settlement_line: 'WHERE settlement_id = (SELECT id FROM settlement WHERE broker_id IS NULL)',
};

/** Changes one row of a table by one cent, as only the owner of the database can, and changes it back. */
async function withOneCent(table: string, column: string, work: () => Promise<void>): Promise<void> {
  /** Each version of a row has a place of its own. */
  const add = async (cent: string, place: string) => {
    const [changed] = await asOwner<{ place: string }>(
      office,
      `UPDATE ${table} SET ${column} = ${column} + ${cent} WHERE ctid = ${place} RETURNING ctid::text AS place`,
    );
    return `'${changed?.place}'::tid`;
  };
  const place = await add('0.01', `(SELECT min(ctid) FROM ${table} ${WHICH[table] ?? ''})`);
  try {
    await work();
  } finally {
    await add('-0.01', place);
  }
}

describe('the check of the figures at night', () => {
  beforeAll(async () => {
    office.clock.stopAt(NIGHT);
    await office.get(MarketHistory).write({ days: 3, declarationsPerDay: 4, seed: 3 }, '2026-11-01', () => undefined);
    office.clock.stopAt(NIGHT);
  }, 60_000);

  it('finds nothing where nothing is wrong', async () => {
    expect(await checked()).toEqual([]);
  });

  it.each([
    ['declaration_item', 'fob_cny', 'ledger', '-0.01'],
    ['export_fact', 'value_cny', 'ledger', '0.01'],
    ['rollup_day', 'value_cny', 'rollup_day', '0.01'],
    ['rollup_day_country', 'value_cny', 'rollup_day_country', '0.01'],
    ['rollup_day_country_chapter', 'value_cny', 'rollup_day_country_chapter', '0.01'],
    ['rollup_month', 'value_cny', 'rollup_month', '0.01'],
    ['rollup_month_country', 'value_cny', 'rollup_month_country', '0.01'],
    ['rollup_month_country_chapter', 'value_cny', 'rollup_month_country_chapter', '0.01'],
  ])('finds one cent in %s.%s and names the figure', async (table, column, figure, cent) => {
    await withOneCent(table, column, async () => {
      const found = (await checked()).filter((difference) => difference.figure === figure);
      expect(found).toEqual([
        {
          ...{ ...NOTHING, figure, market: 'KQ-CTC', valueCny: cent },
          period: expect.stringMatching(/^2026-1[01](-\d\d)?$/) as string,
          of: expect.stringMatching(/[A-Z]{3}/) as string,
        },
      ]);
    });
    expect(await checked()).toEqual([]);
  });

  it('finds one cent in the statement of a settled week', async () => {
    const key = { kind: 'weekly-settlement', market: 'KQ-CTC', period: '2026-W44' };
    await office.database.transaction(SYSTEM, async (tx) => {
      await office.get(Markets).beginFollowUp(tx, '2026-10-30');
      await office.get(PeriodRuns).request(tx, key);
    });
    await office.get(Periods).runNow(key);
    expect(await checked()).toEqual([]);
    await withOneCent('settlement_line', 'value_cny', async () => {
      expect(await checked()).toEqual([
        {
          ...NOTHING,
          figure: 'statement',
          market: 'KQ-CTC',
          period: '2026-W44',
          valueCny: '0.01',
          of: expect.any(String) as string,
        },
      ]);
    });
  });

  it('raises an alarm once a night, however often it is asked to check', async () => {
    await withOneCent('rollup_month_country', 'value_usd', async () => {
      await office.get(FiguresCheck).publishIfDue();
      await office.drain();
      await office.deliverTwice(checkFigures, { day: '2026-11-18' });
    });
    expect(await recorded()).toEqual([
      {
        day: '2026-11-18',
        differences: 1,
        found: [expect.objectContaining({ figure: 'rollup_month_country', valueUsd: '0.01' })],
      },
    ]);
    expect(await metric('loomgate_figures_differing')).toBe('1');
    const trail = await office.rows<{ n: number }>(
      `SELECT (detail ->> 'differences')::int AS n FROM audit_entry WHERE action = 'figures.differ'`,
    );
    expect(trail).toEqual([{ n: 1 }]);
  });

  it('waits for the night, and says when all is well again', async () => {
    office.clock.stopAt('2026-11-18T18:00:00Z');
    await office.get(FiguresCheck).publishIfDue();
    await office.drain();
    expect(await recorded()).toHaveLength(1);
    office.clock.stopAt('2026-11-18T18:31:00Z');
    await office.get(FiguresCheck).publishIfDue();
    await office.get(FiguresCheck).publishIfDue();
    expect(await office.rows(`SELECT job FROM outbox WHERE job = 'check-figures'`)).toHaveLength(1);
    await office.drain();
    expect((await recorded()).map(({ day, differences }) => [day, differences])).toEqual([
      ['2026-11-18', 1],
      ['2026-11-19', 0],
    ]);
    expect(await metric('loomgate_figures_differing')).toBe('0');
  });
});
