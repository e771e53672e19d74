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

/**
 * A declaration with the changes in it: every field that is given replaces the whole field, `goods` the whole list; then
 * `goodsByLine` changes single lines, and `without` takes fields away. What is not named stays as it is.
 */
export function merged(input: DeclarationInput, { goodsByLine, without = [], ...changes }: Changes): DeclarationInput {
  const kept = Object.entries({ ...input, ...given(changes) }).filter(([name]) => !without.includes(name));
  const whole = Object.fromEntries(kept) as unknown as DeclarationInput;
  if (!goodsByLine) return whole;
  const lines = [...(whole.goods ?? [])];
  for (const change of goodsByLine) {
    const index = lines.findIndex(({ line }) => line !== undefined && line === change.line);
    const line = { ...lines[index], ...given(change) };
    if (index < 0) lines.push(line);
    else lines[index] = line;
  }
  return { ...whole, goods: lines };
}
