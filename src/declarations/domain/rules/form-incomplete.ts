import { isGiven } from '../valuation/amounts.js';
import type { Tariff } from '../../../reference/domain/tariff.js';
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

const LINE = [
  'stall',
  'legalQuantity1',
  'legalQuantity2',
  'elements',
  'domesticSource',
] as const satisfies readonly (keyof GoodsLine)[];

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
export function emptyFields(input: DeclarationInput, tariff: Tariff | null): EmptyField[] {
  const header = HEADER.filter((field) => {
    const value = input[field];
    return !isGiven(value) || (Array.isArray(value) && value.length === 0);
  }).map((field) => ({ place: [field], field, lines: [] }));
  return [...header, ...LINE.flatMap((field) => emptyIn(input, field, tariff))];
}

/** A second legal quantity is asked for only where the tariff is known to have a second unit. */
const isAsked = (field: keyof GoodsLine, { hsCode }: GoodsLine, tariff: Tariff | null): boolean =>
  field !== 'legalQuantity2' || (isGiven(hsCode) && tariff?.get(hsCode)?.units.length === 2);

function emptyIn({ goods = [] }: DeclarationInput, field: (typeof LINE)[number], tariff: Tariff | null): EmptyField[] {
  const lacking = [...goods.entries()].filter(([, line]) => !isGiven(line[field]) && isAsked(field, line, tariff));
  const [first] = lacking;
  if (!first) return [];
  // A line without a number of its own is named by its place, as the form would number it.
  return [
    { place: ['goods', first[0], field], field, lines: lacking.map(([index, { line }]) => `${line ?? index + 1}`) },
  ];
}
