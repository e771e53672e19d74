import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput } from '../declaration.js';
import type { Rule } from './rule.js';

const duplicates = ({ goods = [] }: DeclarationInput): Violation[] => {
  const seen = new Set<number>();
  return goods.flatMap(({ line }, index) => {
    if (!isGiven(line)) return [];
    if (seen.has(line))
      return [violation('goods-line-duplicate', pointer('goods', index, 'line'), { line: `${line}` })];
    seen.add(line);
    return [];
  });
};

const unknownInContainers = ({ goods = [], containers = [] }: DeclarationInput): Violation[] => {
  // A line that has no number yet may be the one that is named: it is found missing there, not unknown here.
  if (goods.some(({ line }) => !isGiven(line))) return [];
  const known = new Set(goods.map(({ line }) => line));
  return containers.flatMap(({ number, goodsLines = [] }, index) => {
    const unknown = [...goodsLines.entries()].filter(([, line]) => !known.has(line));
    const each = unknown
      .slice(0, NAMED_ONE_BY_ONE)
      .map(([position, line]) => unknownLine(pointer('containers', index, 'goodsLines', position), `${line}`, number));
    const rest = unknown.slice(NAMED_ONE_BY_ONE).map(([, line]) => line);
    if (rest.length === 0) return each;
    return [...each, unknownLine(pointer('containers', index, 'goodsLines'), rest.join(', '), number)];
  });
};

/** Of a container that names more unknown lines, the rest make one finding: a list for another cargo names all of its lines. */
const NAMED_ONE_BY_ONE = 10;

const unknownLine = (place: string, line: string, container: string): Violation =>
  violation('goods-line-unknown', place, { line, container });

/** Line numbers are unique (the later of two is the finding), and containers name lines that exist. */
export const goodsLines: Rule = (input) => [...duplicates(input), ...unknownInContainers(input)];
