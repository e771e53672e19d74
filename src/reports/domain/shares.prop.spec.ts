import fc from 'fast-check';
import { dec } from '../../vocabulary/decimal.js';
import { changeOf, shares } from './shares.js';

const values = fc.array(fc.bigInt({ min: -1_000n, max: 10n ** 14n }), { minLength: 1, maxLength: 60 });
const total = (list: readonly bigint[]) => list.reduce((sum, value) => sum + value, 0n);

describe('shares', () => {
  it('add up to exactly 1 where there is anything to share', () => {
    fc.assert(
      fc.property(
        values.filter((list) => total(list) > 0n),
        (list) => {
          const sum = shares(list).reduce((all, share) => all.plus(dec(share)), dec('0'));
          expect(sum.toFixed(4)).toBe('1.0000');
        },
      ),
    );
  });

  it('are within one unit of the exact part', () => {
    fc.assert(
      fc.property(
        values.filter((list) => total(list) > 0n),
        (list) => {
          for (const [index, share] of shares(list).entries()) {
            const exact = dec(String(list[index])).div(String(total(list)));
            expect(dec(share).minus(exact).abs().lessThan('0.0001')).toBe(true);
          }
        },
      ),
    );
  });

  it.each([
    [
      [1n, 1n, 1n],
      ['0.3334', '0.3333', '0.3333'],
    ],
    [
      [0n, 0n],
      ['0.0000', '0.0000'],
    ],
    [[], []],
    [[5n], ['1.0000']],
    [
      [300n, -100n],
      ['1.5000', '-0.5000'],
    ],
    [[-5n], ['0.0000']],
  ])('of %p are %p', (list, expected) => {
    expect(shares(list)).toEqual(expected);
  });
});

describe('a change against the year before', () => {
  it.each([
    [12110n, 10000n, '0.2110'],
    [0n, 10000n, '-1.0000'],
    [10000n, 10000n, '0.0000'],
    [30015n, 24784n, '0.2111'],
    [1n, 30000n, '-1.0000'],
    [29999n, 30000n, '0.0000'],
    [9995n, 10000n, '-0.0005'],
    [100n, 0n, null],
    [100n, -5n, null],
    [100n, undefined, null],
  ])('from %p against %p is %p', (value, before, expected) => {
    expect(changeOf(value, before)).toBe(expected);
  });

  it('is the exact quotient, half up in its fourth decimal', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 15n }), (value, before) => {
        const exact = dec(String(value)).minus(String(before)).div(String(before));
        const written = dec(changeOf(value, before) ?? '');
        expect(written.minus(exact).abs().lessThanOrEqualTo('0.00005')).toBe(true);
      }),
    );
  });
});
