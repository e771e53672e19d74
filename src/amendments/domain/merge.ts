import type { DeclarationInput, GoodsLine } from '../../declarations/domain/declaration.js';

/** What an amendment asks for: fields of a declaration, each whole. */
export interface Changes extends Partial<DeclarationInput> {
  /** Goods lines by their number, each with the fields that change; a number that is not there yet is a new line. */
  readonly goodsByLine?: readonly GoodsLine[] | undefined;
  /** Fields that are taken away: leaving one out means that it stays. */
  readonly without?: readonly string[] | undefined;
}

const given = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** What containers say of these goods lines; of others they say nothing. */
export const namingOnly = (lines: ReadonlySet<number | undefined>, input: DeclarationInput): DeclarationInput => {
  if (!input.containers) return input;
  const containers = input.containers.map(({ goodsLines, ...container }) =>
    goodsLines ? { ...container, goodsLines: goodsLines.filter((line) => lines.has(line)) } : container,
  );
  return { ...input, containers };
};

/**
 * A declaration with the changes in it: every field that is given replaces the whole field, `goods` the whole list; then
 * `goodsByLine` changes single lines, and `without` takes fields away. What is not named stays as it is, but for a goods
 * line that is removed: containers that are not given name it no longer.
 */
export function merged(input: DeclarationInput, { goodsByLine, without = [], ...changes }: Changes): DeclarationInput {
  const staying = Object.entries({ ...input, ...given(changes) }).filter(([name]) => !without.includes(name));
  const whole = Object.fromEntries(staying) as unknown as DeclarationInput;
  if (!goodsByLine) return changes.containers ? whole : withoutRemovedLines(whole, input);
  const lines = [...(whole.goods ?? [])];
  for (const change of goodsByLine) {
    const index = lines.findIndex(({ line }) => line !== undefined && line === change.line);
    const line = { ...lines[index], ...given(change) };
    if (index < 0) lines.push(line);
    else lines[index] = line;
  }
  const next = { ...whole, goods: lines };
  return changes.containers ? next : withoutRemovedLines(next, input);
}

function withoutRemovedLines(next: DeclarationInput, before: DeclarationInput): DeclarationInput {
  const linesOf = ({ goods = [] }: DeclarationInput) => new Set(goods.map(({ line }) => line));
  const [known, stay] = [linesOf(before), linesOf(next)];
  const named = (next.containers ?? []).flatMap(({ goodsLines }) => goodsLines ?? []);
  return namingOnly(new Set(named.filter((line) => stay.has(line) || !known.has(line))), next);
}
