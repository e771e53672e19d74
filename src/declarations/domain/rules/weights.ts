import { dec, plain } from '../../../vocabulary/decimal.js';
import { pointer, violation, type Violation } from '../../../vocabulary/violation.js';
import { isGiven, sumWhereAllGive } from '../amounts.js';
import type { DeclarationInput, GoodsLine } from '../declaration.js';
import type { Rule } from './rule.js';

const netAboveGross = (
  { netWeightKg: net, grossWeightKg: gross }: Pick<GoodsLine, 'netWeightKg' | 'grossWeightKg'>,
  ...path: (string | number)[]
): Violation[] =>
  isGiven(net) && isGiven(gross) && dec(net).greaterThan(dec(gross))
    ? [violation('net-above-gross', pointer(...path, 'netWeightKg'), { net, gross })]
    : [];

const TIED = ['packages', 'grossWeightKg', 'netWeightKg'] as const;

/** A header figure against the sum of the lines, where the header and every line give it. */
const ties = (input: DeclarationInput): Violation[] =>
  TIED.flatMap((field) => {
    const header = input[field];
    if (!isGiven(header)) return [];
    const lines = sumWhereAllGive((input.goods ?? []).map((line) => line[field]));
    if (lines === null || lines.equals(dec(String(header)))) return [];
    return [violation('totals-do-not-tie', pointer(field), { field, lines: plain(lines), header: String(header) })];
  });

/** Weights and packages of the lines against each other and the header (GACC 2019 No. 18, Art. 24 to 26), exactly. */
export const weights: Rule = (input) => [
  ...netAboveGross(input),
  ...(input.goods ?? []).flatMap((line, index) => netAboveGross(line, 'goods', index)),
  ...ties(input),
];
