import fc from 'fast-check';
import { addDays, daysBetween, daysOfMonth, monthOf, nextDay } from '../../vocabulary/period.js';
import { type Span, splitPeriod } from './spans.js';

const period = fc
  .tuple(fc.integer({ min: 0, max: 8_000 }), fc.integer({ min: 0, max: 900 }))
  .map(([start, length]) => [addDays('2010-01-01', start), addDays('2010-01-01', start + length)] as const);

describe('a period split into whole months and days', () => {
  it('covers each of its days exactly once', () => {
    fc.assert(
      fc.property(period, ([from, to]) => {
        const { months, days } = splitPeriod(from, to);
        const whole: Span<string>[] = months ? [[daysOfMonth(months[0])[0], daysOfMonth(months[1])[1]]] : [];
        const parts = [...days, ...whole].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(parts[0]?.[0]).toBe(from);
        expect(parts.at(-1)?.[1]).toBe(to);
        parts.slice(1).forEach(([first], index) => expect(first).toBe(nextDay(parts[index]?.[1] ?? '')));
      }),
    );
  });

  it('leaves fewer than a month of days at each end', () => {
    fc.assert(
      fc.property(period, ([from, to]) => {
        const { months, days } = splitPeriod(from, to);
        for (const [first, last] of days) {
          expect(daysBetween(first, last)).toBeLessThan(months ? 30 : 61);
          if (months) expect(monthOf(first)).toBe(monthOf(last));
        }
      }),
    );
  });

  it.each([
    ['2021-01-01', '2021-12-31', ['2021-01', '2021-12'], []],
    ['2021-01-31', '2021-02-01', null, [['2021-01-31', '2021-02-01']]],
    ['2021-01-31', '2021-02-28', ['2021-02', '2021-02'], [['2021-01-31', '2021-01-31']]],
    ['2020-02-01', '2020-02-28', null, [['2020-02-01', '2020-02-28']]],
    [
      '2020-12-15',
      '2021-02-03',
      ['2021-01', '2021-01'],
      [
        ['2020-12-15', '2020-12-31'],
        ['2021-02-01', '2021-02-03'],
      ],
    ],
  ])('of %s to %s is %j and %j', (from, to, months, days) => {
    expect(splitPeriod(from, to)).toEqual({ months, days });
  });
});
