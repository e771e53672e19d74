import fc from 'fast-check';
import { Decimal, plain } from './decimal.js';
import { allocate, cents, moneyText } from './money.js';

const scaled = (units: bigint, scale: number): Decimal => new Decimal(`${units}e-${scale}`);
const totals = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map((units) => scaled(units, 2));
const weight = fc
  .tuple(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 19n })), fc.nat({ max: 6 }))
  .map(([units, scale]) => scaled(units, scale));
const someWeights = fc
  .array(weight, { minLength: 1, maxLength: 60 })
  .filter((list) => list.some((one) => !one.isZero()));
const sumOf = (list: Decimal[]): Decimal => list.reduce((left, right) => left.plus(right), new Decimal(0));

describe('allocation', () => {
  it('adds up exactly to its total, in cents', () => {
    fc.assert(
      fc.property(totals, someWeights, (total, weights) => {
        const parts = allocate(total, weights);
        expect(plain(sumOf(parts))).toBe(plain(total));
        expect(parts.every((part) => part.decimalPlaces() <= 2)).toBe(true);
      }),
    );
  });

  it('gives nothing to a zero weight and never more than a cent off the exact share', () => {
    fc.assert(
      fc.property(totals, someWeights, (total, weights) => {
        const sum = sumOf(weights);
        const parts = allocate(total, weights);
        for (const [index, part] of parts.entries()) {
          const own = weights[index] ?? new Decimal(0);
          if (own.isZero()) expect(part.isZero()).toBe(true);
          const exact = total.times(own).div(sum);
          expect(part.minus(exact).abs().lessThan('0.0100000001')).toBe(true);
        }
      }),
    );
  });

  it('gives a heavier weight at least as much as a lighter one', () => {
    fc.assert(
      fc.property(
        totals.map((total) => total.abs()),
        someWeights,
        (total, weights) => {
          const parts = allocate(total, weights);
          const order = weights.map((own, index) => ({ own, part: parts[index] ?? new Decimal(0) }));
          order.sort((a, b) => a.own.comparedTo(b.own) || a.part.comparedTo(b.part));
          for (const [index, { part }] of order.entries()) {
            const next = order[index + 1];
            if (next && !next.own.equals(order[index]?.own ?? 0))
              expect(next.part.greaterThanOrEqualTo(part)).toBe(true);
          }
        },
      ),
    );
  });

  it('mirrors a reversal and does not depend on the unit of the weights', () => {
    fc.assert(
      fc.property(totals, someWeights, fc.bigInt({ min: 1n, max: 10n ** 6n }), (total, weights, factor) => {
        const parts = allocate(total, weights).map(plain);
        expect(allocate(total.negated(), weights).map((part) => plain(part.negated()))).toEqual(parts);
        expect(
          allocate(
            total,
            weights.map((one) => one.times(factor.toString())),
          ).map(plain),
        ).toEqual(parts);
      }),
    );
  });

  it('writes every amount with two decimals and reads it back', () => {
    fc.assert(
      fc.property(totals, (total) => {
        expect(moneyText(total)).toMatch(/^-?\d+\.\d{2}$/);
        expect(cents(new Decimal(moneyText(total))).equals(total)).toBe(true);
      }),
    );
  });
});
