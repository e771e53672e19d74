import { dec, Decimal } from '../../../vocabulary/decimal.js';
import { allocate, cents, moneyText } from '../../../vocabulary/money.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { amountText, isGiven, sum } from './amounts.js';
import { chargeAmount, missingRate, TERMS, unknownTerms, type ChargeField } from './charges.js';
import type { DeclarationInput, Item, ItemDraft, Totals, Valuation } from '../declaration.js';
import type { Rate } from '../../../reference/domain/rates.js';
import { type MarketOfRules, rateOf, type RuleBook } from '../rule-book.js';

/** Items with their FOB values, what they add up to, and the rates that were used. */
export interface Valued {
  items: Item[];
  totals: Totals;
  valuation: Valuation;
}

/** A valuation as it is read: until the declared rates were kept, there were others only where a closing had valued. */
export const completeValuation = ({ declared, ...valuation }: StoredValuation): Valuation => {
  const { month, rates } = valuation;
  return { ...valuation, declared: declared ?? { month, rates } };
};

/** The rates of the declared total, with the FOB values that they gave. */
export const declaredValues = (
  { declared: { month, rates } }: Pick<Valuation, 'declared'>,
  { fobCny, fobUsd }: Pick<Totals, 'fobCny' | 'fobUsd'>,
): Valuation['declared'] => ({ month, rates, fobCny, fobUsd });

type StoredValuation = Omit<Valuation, 'declared'> & Partial<Pick<Valuation, 'declared'>>;
type ValuationRuleBook = Pick<RuleBook, 'rates' | 'month'> & {
  readonly market: Pick<MarketOfRules, 'code' | 'rateBasis'> | null;
};

interface Charges {
  minus: Decimal;
  plus: Decimal;
  largest: ChargeField;
  rates: Record<string, Rate>;
}

/** Everything that lies between the declared total and FOB under the terms, in the declaration's currency. */
const chargesOf = (input: DeclarationInput, total: Decimal, ruleBook: ValuationRuleBook): Charges | Violation[] => {
  const terms = input.tradeTerms ?? '';
  const applied = Object.hasOwn(TERMS, terms) ? TERMS[terms] : undefined;
  if (applied === undefined) return [unknownTerms(terms)];
  const breaches: Violation[] = [];
  const charges: Charges = { minus: new Decimal(0), plus: new Decimal(0), largest: 'freight', rates: {} };
  let largest = new Decimal(-1);
  for (const sign of ['minus', 'plus'] as const) {
    for (const field of applied[sign]) {
      const charge = chargeAmount(input, field, total, ruleBook);
      if (Array.isArray(charge)) {
        breaches.push(...charge);
        continue;
      }
      charges[sign] = charges[sign].plus(charge.amount);
      Object.assign(charges.rates, charge.rates);
      if (charge.amount.greaterThan(largest)) {
        largest = charge.amount;
        charges.largest = field;
      }
    }
  }
  return breaches.length > 0 ? breaches : charges;
};

/** A charge spread over the items by value; most declarations have none, and nothing need not be divided. */
const shares = (charge: Decimal, prices: readonly Decimal[]): readonly Decimal[] =>
  charge.isZero() ? [] : allocate(charge, prices);

/** Each item's FOB value in the declaration's currency: its price, less or plus its share of the charges. */
const fobOf = (prices: readonly Decimal[], { minus, plus }: Charges): Decimal[] => {
  const [less, more] = [shares(minus, prices), shares(plus, prices)];
  return prices.map((price, index) => price.minus(less[index] ?? 0).plus(more[index] ?? 0));
};

/**
 * Values items at FOB: the declared total less or plus the charges of its terms, spread by value (largest remainder), then
 * converted by the month's two rates, half-up to cents an item; the declaration's FOB is the sum of its items.
 * Answers violations instead when terms, currency or a rate are missing or the charges leave no positive value.
 * To value at the closing month, pass that month's rule book.
 */
export const value = (
  input: DeclarationInput,
  items: readonly ItemDraft[],
  ruleBook: ValuationRuleBook,
): Valued | Violation[] => {
  const { currency } = input;
  if (!isGiven(currency)) return [violation('required-missing', pointer('currency'), { field: 'currency' })];
  if (items.length === 0) return [violation('required-missing', pointer('goods'), { field: 'goods' })];
  const rate = rateOf(ruleBook, currency);
  if (rate === null) return [missingRate(pointer('currency'), currency, ruleBook)];

  const prices = items.map(({ totalPrice }) => dec(totalPrice));
  const total = sum(prices);
  const charges = chargesOf(input, total, ruleBook);
  if (Array.isArray(charges)) return charges;
  if (!total.minus(charges.minus).plus(charges.plus).greaterThan(0)) {
    const params = { total: amountText(total), charges: moneyText(charges.minus), currency };
    return [violation('charges-exceed-total', pointer(charges.largest, 'value'), params)];
  }

  const [toCny, toUsd] = [dec(rate.toCny), dec(rate.toUsd)];
  const fob = fobOf(prices, charges).map((each) => ({ cny: cents(each.times(toCny)), usd: cents(each.times(toUsd)) }));
  const used = { month: ruleBook.month, rates: { [currency]: rate, ...charges.rates } };
  return {
    items: items.map((item, index) => ({
      ...item,
      fobUsd: moneyText(fob[index]?.usd ?? new Decimal(0)),
      fobCny: moneyText(fob[index]?.cny ?? new Decimal(0)),
    })),
    totals: {
      declared: amountText(total),
      usd: moneyText(total.times(toUsd)),
      cny: moneyText(total.times(toCny)),
      fobUsd: moneyText(sum(fob.map(({ usd }) => usd))),
      fobCny: moneyText(sum(fob.map(({ cny }) => cny))),
    },
    valuation: { ...used, basis: ruleBook.market?.rateBasis ?? 'declaration', declared: used },
  };
};
