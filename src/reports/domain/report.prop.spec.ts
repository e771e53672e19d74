import fc from 'fast-check';
import { dec } from '../../vocabulary/decimal.js';
import { type ReportCell, type ReportForm, report } from './report.js';

const cell = fc.record({
  side: fc.constantFrom('now', 'before'),
  key: fc.tuple(fc.constantFrom('AGO', 'BRA', 'NGA', 'PAK', 'ZAF'), fc.constantFrom('54', '61')),
  value: fc.bigInt({ min: 0n, max: 10n ** 13n }).map((cents) => dec(String(cents)).div(100).toFixed(2)),
  netWeightKg: fc.constantFrom('0', '0.5', '13800'),
  declarations: fc.constantFrom('1', '7'),
  declarationsInAll: fc.constantFrom('0', '3'),
});
const cells = fc.uniqueArray(cell, { selector: ({ side, key }) => JSON.stringify([side, key]), maxLength: 20 });

const form: ReportForm = { groupBy: ['country', 'chapter'], sort: 'value' };

describe('a report', () => {
  it('ties its rows to its total and stands in descending value, ties by key', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const { rows, total } = report(form, list as unknown as ReportCell[]);
        const sum = rows.reduce((all, row) => all.plus(dec(row.value)), dec('0'));
        expect(sum.toFixed(2)).toBe(total);
        rows.slice(1).forEach((row, index) => {
          const above = rows[index];
          const gap = dec(above?.value ?? '').comparedTo(dec(row.value));
          expect(gap > 0 || (gap === 0 && String(above?.key) < String(row.key))).toBe(true);
        });
      }),
    );
  });

  it('does not depend on the order in which the sums came', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const given = list as unknown as ReportCell[];
        expect(report(form, [...given].reverse())).toEqual(report(form, given));
      }),
    );
  });
});
