import fc from 'fast-check';
import { declarationOf, EXAMPLE_RATES, exampleRuleBook, exampleLine } from '../../../../test/samples/example.js';
import { dec, Decimal } from '../../../vocabulary/decimal.js';
import { moneyText } from '../../../vocabulary/money.js';
import type { Charge } from '../declaration.js';
import { itemise } from '../items/itemise.js';
import { value } from './valuation.js';

const price = fc.integer({ min: 1, max: 5_000_000 }).map((cents) => new Decimal(cents).dividedBy(100).toFixed(2));
const charge = fc.record({
  mark: fc.constantFrom<Charge['mark']>('rate', 'total'),
  value: fc.integer({ min: 0, max: 4999 }).map((units) => new Decimal(units).dividedBy(1000).toFixed(3)),
  currency: fc.constantFrom(...Object.keys(EXAMPLE_RATES)),
});
const declaration = fc
  .record({
    prices: fc.array(price, { minLength: 1, maxLength: 30 }),
    tradeTerms: fc.constantFrom('FOB', 'CFR', 'CIF', 'C&I', 'EXW'),
    currency: fc.constantFrom(...Object.keys(EXAMPLE_RATES)),
    freight: charge,
    insurance: charge,
    otherCharges: charge,
  })
  .map(({ prices, ...header }) =>
    declarationOf(
      prices.map((totalPrice, index) => exampleLine(index + 1, { totalPrice })),
      header,
    ),
  );

const sum = (texts: readonly string[]): string =>
  moneyText(texts.reduce((total, text) => total.plus(dec(text)), new Decimal(0)));

describe('a valuation', () => {
  it('adds up: items to totals, prices to the declared total', () => {
    fc.assert(
      fc.property(declaration, (input) => {
        const ruleBook = exampleRuleBook();
        const result = value(input, itemise(input, ruleBook), ruleBook);
        if (Array.isArray(result)) return;
        expect(sum(result.items.map(({ fobCny }) => fobCny))).toBe(result.totals.fobCny);
        expect(sum(result.items.map(({ fobUsd }) => fobUsd))).toBe(result.totals.fobUsd);
        expect(sum(result.items.map(({ totalPrice }) => totalPrice))).toBe(result.totals.declared);
      }),
    );
  });

  it('strays from the FOB value converted as a whole by no more than half a cent an item', () => {
    fc.assert(
      fc.property(declaration, (input) => {
        const ruleBook = exampleRuleBook({ rates: { ...EXAMPLE_RATES, USD: { toCny: '1', toUsd: '0.33333' } } });
        const usd = { ...input, currency: 'USD' };
        const result = value(usd, itemise(usd, ruleBook), ruleBook);
        if (Array.isArray(result)) return;
        // At a CNY rate of 1 the CNY column is the FOB value in the declaration's own currency.
        const whole = dec(result.totals.fobCny).times('0.33333');
        const strays = dec(result.totals.fobUsd).minus(whole).abs();
        expect(strays.lessThanOrEqualTo(new Decimal('0.005').times(result.items.length))).toBe(true);
      }),
    );
  });

  it('never gives an item a negative value under the usual terms', () => {
    fc.assert(
      fc.property(declaration, (input) => {
        const ruleBook = exampleRuleBook();
        const result = value(input, itemise(input, ruleBook), ruleBook);
        if (Array.isArray(result)) return;
        for (const { fobCny, fobUsd } of result.items) {
          expect(dec(fobCny).isNegative() || dec(fobUsd).isNegative()).toBe(false);
        }
      }),
    );
  });
});
