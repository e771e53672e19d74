import fc from 'fast-check';
import { dec } from '../../src/vocabulary/decimal.js';
import { moneyText } from '../../src/vocabulary/money.js';
import { usdOf } from '../../src/declarations/domain/rules/ceiling.js';
import { sum } from '../../src/declarations/domain/valuation/amounts.js';
import { newRow } from './rows.js';
import { compareExact, exact, exactText, grouped, minus, percentOf, rounded, sumField, usdEstimate } from './sum.js';

const number = (text: string) => exact(text) ?? { units: 0n, scale: 0 };

describe('exact sums', () => {
  it.each([
    ['18600', 2, '18600.00'],
    ['0.005', 2, '0.005'],
    ['007.10', 0, '7.1'],
    ['0', 2, '0.00'],
  ])('%s with %i decimals reads %s', (text, decimals, expected) =>
    expect(exactText(number(text), decimals)).toBe(expected),
  );

  it.each(['', 'abc', '1e3', '-1', '1.', '.5', '1,000'])('%j is no number', (text) => expect(exact(text)).toBeNull());

  it('count what has no number', () => {
    const rows = [{ totalPrice: '0.10' }, { totalPrice: '0.20' }, { totalPrice: 'x' }, {}].map((cells) =>
      newRow(cells),
    );
    const { sum: total, given, unread } = sumField(rows, 'totalPrice');
    expect([exactText(total, 2), given, unread]).toEqual(['0.30', 2, 1]);
  });

  it.each([
    ['0.125', '0.13'],
    ['0.124999', '0.12'],
    ['2.5', '2.50'],
  ])('round %s half-up to %s', (text, expected) => expect(exactText(rounded(number(text), 2), 2)).toBe(expected));

  it('mirror below zero', () => {
    const below = minus(number('1'), number('1.125'));
    expect(exactText(rounded(below, 2))).toBe('\u22120.13');
    expect(compareExact(number('1'), number('1.00'))).toBe(0);
  });

  it('are grouped for the eye, digits behind the point are not', () => {
    expect(['1', '1000', '1234567.891234', '\u22121234.50'].map(grouped)).toEqual([
      '1',
      '1,000',
      '1,234,567.891234',
      '\u22121,234.50',
    ]);
  });

  it('never read 100 % below the limit', () => {
    expect(percentOf(number('149999.99'), number('150000.00'))).toBe(99);
    expect(percentOf(number('150000.00'), number('150000.00'))).toBe(100);
  });
});

const price = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.integer({ min: 0, max: 4 }))
  .map(([units, scale]) => dec(units.toString()).dividedBy(dec('10').pow(scale)).toFixed());
const rate = fc.integer({ min: 1, max: 2_000_000 }).map((units) => dec(String(units)).dividedBy(100_000).toFixed());

describe('the estimate in US dollars', () => {
  it('is what the service counts against the ceiling, to the cent, for 1,000 drafts', () => {
    fc.assert(
      fc.property(fc.array(price, { minLength: 1, maxLength: 40 }), rate, (prices, toUsd) => {
        const rows = prices.map((totalPrice) => newRow({ totalPrice }));
        const estimate = usdEstimate(sumField(rows, 'totalPrice').sum, toUsd);
        expect(estimate && exactText(estimate, 2)).toBe(
          moneyText(usdOf(sum(prices.map((text) => dec(text))), { toUsd })),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is none without a rate', () => expect(usdEstimate(number('1'), null)).toBeNull());
});
