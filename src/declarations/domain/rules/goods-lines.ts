import { pointer, violation, type Violation } from '../../../vocabulary/violation.js';
import { isGiven } from '../amounts.js';
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
  // A line that has no number yet may be the one that is named: told as missing there, not as unknown here.
  if (goods.some(({ line }) => !isGiven(line))) return [];
  const known = new Set(goods.map(({ line }) => line));
  return containers.flatMap(({ number, goodsLines }, index) =>
    (goodsLines ?? []).flatMap((line, position) =>
      known.has(line)
        ? []
        : [
            violation('goods-line-unknown', pointer('containers', index, 'goodsLines', position), {
              line: `${line}`,
              container: number,
            }),
          ],
    ),
  );
};

/** Line numbers are unique (the later of two is told), and containers name lines that exist. */
export const goodsLines: Rule = (input) => [...duplicates(input), ...unknownInContainers(input)];
