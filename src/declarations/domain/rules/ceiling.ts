import { dec, Decimal } from '../../../vocabulary/decimal.js';
import { cents, moneyText } from '../../../vocabulary/money.js';
import { violation } from '../../../messages/refusals/violation.js';
import { amountText, isGiven, sum } from '../valuation/amounts.js';
import type { Rate } from '../../../reference/domain/rates.js';
import { rateOf } from '../rule-book.js';
import type { Rule } from './rule.js';

/** USD for one declaration, inclusive (GACC 2019 No. 221, Art. 1). */
export const CEILING_USD = new Decimal('150000.00');
const NEAR_USD = CEILING_USD.times('0.9');

/** A declared total in USD as the form shows it: half-up to cents. The ceiling is compared with this figure and no other. */
export const usdOf = (total: Decimal, rate: Pick<Rate, 'toUsd'>): Decimal => cents(total.times(dec(rate.toUsd)));

/**
 * The declared total in USD against the ceiling. It is rounded half-up to cents before it is compared, as the form shows it:
 * 150,000.004 passes as 150,000.00 and 150,000.005 does not. The declared total is tested, not FOB: unverified which.
 * Of an unfinished draft the prices there are count: what exceeds already will not come down by adding goods.
 */
export const ceiling: Rule = (input, ruleBook) => {
  const { currency, goods = [] } = input;
  const rate = isGiven(currency) ? rateOf(ruleBook, currency) : null;
  if (!isGiven(currency) || rate === null) return [];
  const total = sum(goods.flatMap(({ totalPrice }) => (isGiven(totalPrice) ? [dec(totalPrice)] : [])));
  const usd = usdOf(total, rate);
  const params = { usd: moneyText(usd), ceiling: moneyText(CEILING_USD) };
  if (usd.greaterThan(CEILING_USD)) {
    return [
      violation('ceiling-exceeded', '/goods', { ...params, total: amountText(total), currency, month: ruleBook.month }),
    ];
  }
  if (usd.greaterThan(NEAR_USD)) {
    // Rounded down: a declaration just below the ceiling must not read "100 % of it".
    const percent = usd.times(100).dividedBy(CEILING_USD).toFixed(1, Decimal.ROUND_DOWN);
    return [violation('near-ceiling', '/goods', { ...params, percent }, 'warning')];
  }
  return [];
};
