import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput, GoodsLine } from '../declaration.js';

const HEADER = [
  'billOfLading',
  'containers',
  'packages',
  'grossWeightKg',
  'transportMode',
  'exitOffice',
  'tradeCountry',
  'arrivalCountry',
] as const satisfies readonly (keyof DeclarationInput)[];

const LINE = ['stall', 'legalQuantity1', 'elements', 'domesticSource'] as const satisfies readonly (keyof GoodsLine)[];

/** A field of the form that is empty, where it is (first), and the goods lines that lack it. */
export interface EmptyField {
  readonly place: readonly (string | number)[];
  readonly field: string;
  readonly lines: readonly string[];
}

/**
 * The fields of the paper form beyond those a submission needs that are empty: each once, not once a line, because a list of
 * two thousand lines without a column is one thing to mend.
 */
export function emptyFields(input: DeclarationInput): EmptyField[] {
  const header = HEADER.filter((field) => {
    const value = input[field];
    return !isGiven(value) || (Array.isArray(value) && value.length === 0);
  }).map((field) => ({ place: [field], field, lines: [] }));
  return [...header, ...LINE.flatMap((field) => emptyIn(input, field))];
}

function emptyIn({ goods = [] }: DeclarationInput, field: (typeof LINE)[number]): EmptyField[] {
  const lacking = [...goods.entries()].filter(([, line]) => !isGiven(line[field]));
  const [first] = lacking;
  if (!first) return [];
  // A line without a number of its own is named by its place, as the form would number it.
  return [
    { place: ['goods', first[0], field], field, lines: lacking.map(([index, { line }]) => `${line ?? index + 1}`) },
  ];
}
