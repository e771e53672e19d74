import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven, isPositiveText } from '../valuation/amounts.js';
import type { Rule } from './rule.js';

type Amount = string | number | null | undefined;

const isNotPositive = (value: Amount): value is string | number => isGiven(value) && !isPositiveText(String(value));

const notPositive = (value: string | number, ...path: (string | number)[]): Violation =>
  violation('amount-not-positive', pointer(...path), { field: String(path.at(-1)), value: String(value) });

const HEADER_AMOUNTS = ['packages', 'grossWeightKg', 'netWeightKg'] as const;
const LINE_AMOUNTS = ['quantity', 'grossWeightKg', 'netWeightKg', 'totalPrice'] as const;

/**
 * Goods that are declared weigh, count and cost something (GACC 2019 No. 18, Art. 24: packages are not 0). A line may have
 * no package of its own: small goods travel in another line's carton.
 */
export const positive: Rule = (input) => {
  const found: Violation[] = [];
  for (const field of HEADER_AMOUNTS) {
    const value = input[field];
    if (isNotPositive(value)) found.push(notPositive(value, field));
  }
  for (const [index, line] of (input.goods ?? []).entries()) {
    for (const field of LINE_AMOUNTS) {
      const value = line[field];
      if (isNotPositive(value)) found.push(notPositive(value, 'goods', index, field));
    }
  }
  return found;
};
