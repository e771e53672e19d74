import { dec, plain } from '../../../vocabulary/decimal.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven, isPositiveText, sumIfComplete } from '../valuation/amounts.js';
import type { DeclarationInput, GoodsLine } from '../declaration.js';
import type { Rule } from './rule.js';

const netAboveGross = (
  { netWeightKg: net, grossWeightKg: gross }: Pick<GoodsLine, 'netWeightKg' | 'grossWeightKg'>,
  ...path: (string | number)[]
): Violation[] =>
  isGiven(net) && isGiven(gross) && isPositiveText(gross) && dec(net).greaterThan(dec(gross))
    ? [violation('net-above-gross', pointer(...path, 'netWeightKg'), { net, gross })]
    : [];

const TIED = ['packages', 'grossWeightKg', 'netWeightKg'] as const;

/** A weight of zero is a finding of its own: it is no figure to compare or to add up. A line may well be without a package of its own. */
const figureOf = (line: GoodsLine, field: (typeof TIED)[number]): string | number | null => {
  const value = line[field];
  return isGiven(value) && (field === 'packages' || isPositiveText(String(value))) ? value : null;
};

/** A header figure against the sum of the lines, where the header and every line give it. */
const ties = (input: DeclarationInput): Violation[] =>
  TIED.flatMap((field) => {
    const header = input[field];
    if (!isGiven(header) || !isPositiveText(String(header))) return [];
    const lines = sumIfComplete((input.goods ?? []).map((line) => figureOf(line, field)));
    if (lines === null || lines.equals(dec(String(header)))) return [];
    return [violation('totals-do-not-tie', pointer(field), { field, lines: plain(lines), header: String(header) })];
  });

/** Weights and packages of the lines against each other and the header (GACC 2019 No. 18, Art. 24 to 26), exactly. */
export const weights: Rule = (input) => [
  ...netAboveGross(input),
  ...(input.goods ?? []).flatMap((line, index) => netAboveGross(line, 'goods', index)),
  ...ties(input),
];
