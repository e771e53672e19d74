import { dec, Decimal } from './decimal.js';
import { allocate, cents, moneyText } from './money.js';

const texts = (parts: Decimal[]): string[] => parts.map(moneyText);
const weights = (...list: string[]): Decimal[] => list.map((text) => dec(text));

describe('money', () => {
  test.each([
    ['0.005', '0.01'],
    ['0.004999', '0.00'],
    ['2.675', '2.68'],
    ['1.005', '1.01'],
    ['-0.005', '-0.01'],
    ['150000.005', '150000.01'],
    ['150000.00499', '150000.00'],
    ['18600', '18600.00'],
    ['-0.001', '0.00'],
  ])('rounds %s half-up to %s', (amount, expected) => {
    expect(moneyText(cents(dec(amount)))).toBe(expected);
    expect(moneyText(dec(amount))).toBe(expected);
  });

  test.each([
    ['100.00', ['1', '1', '1'], ['33.34', '33.33', '33.33']],
    ['0.02', ['1', '1', '1'], ['0.01', '0.01', '0.00']],
    ['850.00', ['18600.00', '0', '9300.00'], ['566.67', '0.00', '283.33']],
    ['10.00', ['0', '5'], ['0.00', '10.00']],
    ['0.00', ['3', '4'], ['0.00', '0.00']],
    ['0.01', ['1', '2'], ['0.00', '0.01']],
    ['-100.00', ['1', '1', '1'], ['-33.34', '-33.33', '-33.33']],
    ['100.00', ['0.000001', '0.000002'], ['33.33', '66.67']],
  ])('spreads %s over %j as %j', (total, given, expected) => {
    expect(texts(allocate(dec(total), weights(...given)))).toEqual(expected);
  });

  it('spreads in whatever scale the total has', () => {
    expect(allocate(dec('10'), weights('1', '1', '1'), 0).map(String)).toEqual(['4', '3', '3']);
    expect(allocate(dec('1.0000'), weights('1', '2'), 4).map(String)).toEqual(['0.3333', '0.6667']);
  });

  test.each([
    ['no weight at all', '1.00', []],
    ['only zero weights', '1.00', ['0', '0']],
    ['a negative weight', '1.00', ['2', '-1']],
    ['more decimals than the scale', '1.001', ['1']],
  ])('refuses to spread over %s', (_, total, given) => {
    expect(() => allocate(dec(total), weights(...given))).toThrow(RangeError);
  });
});
