import { dec } from '../../../vocabulary/decimal.js';
import { pointer, violation, type Violation } from '../../../vocabulary/violation.js';
import { isGiven } from '../amounts.js';
import type { Rule } from './rule.js';

const notPositive = (value: string | number | null | undefined, ...path: (string | number)[]): Violation[] =>
  isGiven(value) && !dec(String(value)).greaterThan(0)
    ? [violation('amount-not-positive', pointer(...path), { field: String(path.at(-1)), value: String(value) })]
    : [];

const LINE_AMOUNTS = ['quantity', 'grossWeightKg', 'netWeightKg', 'totalPrice'] as const;

/**
 * Goods that are declared weigh, count and cost something (GACC 2019 No. 18, Art. 24: packages are not 0). A line may have
 * no package of its own: small goods travel in another line's carton.
 */
export const positive: Rule = ({ packages, grossWeightKg, netWeightKg, goods = [] }) => [
  ...notPositive(packages, 'packages'),
  ...notPositive(grossWeightKg, 'grossWeightKg'),
  ...notPositive(netWeightKg, 'netWeightKg'),
  ...goods.flatMap((line, index) => LINE_AMOUNTS.flatMap((field) => notPositive(line[field], 'goods', index, field))),
];
