import { readFileSync } from 'node:fs';
import { PeriodKinds } from '../../src/periods/period-kinds.service.js';
import { nextDay } from '../../src/vocabulary/period.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
/** Over the ends of two years, one of which has 53 weeks. */
const [FROM, UNTIL] = ['2025-12-30', '2027-01-05'];

describe('the unit of every kind of period', () => {
  it('gives the same periods in PostgreSQL, which looks for those that are due, as in the service', async () => {
    for (const [kind, { unit }] of office.get(PeriodKinds).all()) {
      const [first] = unit.daysOf(unit.periodOf(FROM));
      const periods: string[] = [];
      for (let day = first; day <= UNTIL; day = nextDay(unit.daysOf(periods.at(-1) ?? '')[1]))
        periods.push(unit.periodOf(day));
      const rows = await office.rows<{ period: string }>(
        'SELECT to_char(start, $1) AS period FROM generate_series($2::timestamp, $3::timestamp, $4::interval) AS g (start)',
        [unit.label, first, UNTIL, unit.step],
      );
      expect([kind, rows.map(({ period }) => period)]).toEqual([kind, periods]);
      expect(periods.filter((period) => !unit.isPeriod(period))).toEqual([]);
    }
  });
});

it('every kind of period has a name in the console', () => {
  const texts = readFileSync('console/texts/officer-pages.ts', 'utf8');
  const named = [...texts.matchAll(/^ {2}'period\.([\w-]+)'/gm)].map(([, kind]) => kind);
  const kinds = office
    .get(PeriodKinds)
    .all()
    .map(([kind]) => kind);
  expect(named.sort()).toEqual(kinds.sort());
});
