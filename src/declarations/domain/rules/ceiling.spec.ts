import {
  declarationOf,
  EXAMPLE_RATES,
  exampleRuleBook,
  exampleLine,
  breachTexts,
} from '../../../../test/samples/example.js';
import { ceiling } from './ceiling.js';

const breachesOf = (prices: readonly string[], currency = 'USD', ruleBook = exampleRuleBook()): string[] =>
  breachTexts(
    ceiling(
      declarationOf(
        prices.map((totalPrice, index) => exampleLine(index + 1, { totalPrice })),
        { currency },
      ),
      ruleBook,
    ),
  );

const NEAR = ['near-ceiling /goods'];
const EXCEEDED = ['ceiling-exceeded /goods'];

describe('the ceiling of 150,000.00 USD', () => {
  it.each([
    [['135000.00'], []],
    [['135000.01'], NEAR],
    [['150000.00'], NEAR],
    [['150000.01'], EXCEEDED],
    [['100000.00', '50000.00'], NEAR],
    [['100000.00', '50000.01'], EXCEEDED],
    [['999999999999999.99'], EXCEEDED],
  ])('holds for %j: %j', (prices, expected) => {
    expect(breachesOf(prices)).toEqual(expected);
  });

  // 0.15641 USD a yuan: 959,018.00 is 150,000.00538, 959,017.96 is 149,999.999…
  it.each([
    ['959017.96', NEAR],
    ['959017.99', NEAR], // 150,000.0038…: shown as 150,000.00, which passes
    ['959018.00', EXCEEDED], // 150,000.0053…: shown as 150,000.01
  ])('is tested in CNY after rounding half-up to cents: %s, %j', (price, expected) => {
    expect(breachesOf([price], 'CNY')).toEqual(expected);
  });

  it('moves with the rate of the month', () => {
    const october = exampleRuleBook({ month: '2021-10', rates: { CNY: { toCny: '1', toUsd: '0.15516' } } });
    expect(breachesOf(['960000.00'], 'CNY')).toEqual(EXCEEDED);
    expect(breachesOf(['960000.00'], 'CNY', october)).toEqual(NEAR);
  });

  it('finds nothing without a rate or a currency: other rules find that', () => {
    expect(breachesOf(['999999.00'], 'JPY')).toEqual([]);
    expect(breachesOf(['999999.00'], '', exampleRuleBook({ rates: EXAMPLE_RATES }))).toEqual([]);
  });

  it('counts the prices of an unfinished draft', () => {
    const goods = [
      exampleLine(1, { totalPrice: '150000.01', hsCode: undefined }),
      exampleLine(2, { totalPrice: undefined }),
    ];
    expect(breachTexts(ceiling(declarationOf(goods), exampleRuleBook()))).toEqual(EXCEEDED);
  });

  it('only warns when it is near, and never says 100 % before it is reached', () => {
    const [found] = ceiling(declarationOf([exampleLine(1, { totalPrice: '149999.99' })]), exampleRuleBook());
    expect(found).toMatchObject({ severity: 'warning', params: { usd: '149999.99', percent: '99.9' } });
  });
});
