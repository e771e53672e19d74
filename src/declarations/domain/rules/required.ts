import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven } from '../valuation/amounts.js';
import type { DeclarationInput, GoodsLine } from '../declaration.js';
import type { Rule } from './rule.js';

const HEADER = [
  'customsOffice',
  'consignor',
  'principal',
  'buyer',
  'tradeTerms',
  'currency',
  'goods',
] as const satisfies readonly (keyof DeclarationInput)[];

const LINE = [
  'line',
  'hsCode',
  'name',
  'quantity',
  'unit',
  'netWeightKg',
  'totalPrice',
  'finalDestination',
] as const satisfies readonly (keyof GoodsLine)[];

const missing = (...path: (string | number)[]): Violation =>
  violation('required-missing', pointer(...path), { field: String(path.at(-1)) });

/** A party that is not there at all is found once, not once a field. */
const partyFields = ({ consignor, principal, buyer }: DeclarationInput): Violation[] => {
  const found: Violation[] = [];
  if (isGiven(consignor)) {
    if (!isGiven(consignor.uscc)) found.push(missing('consignor', 'uscc'));
    if (!isGiven(consignor.name)) found.push(missing('consignor', 'name'));
  }
  if (isGiven(principal)) {
    if (!isGiven(principal.id)) found.push(missing('principal', 'id'));
    if (!isGiven(principal.name)) found.push(missing('principal', 'name'));
  }
  if (isGiven(buyer)) {
    if (!isGiven(buyer.name)) found.push(missing('buyer', 'name'));
    if (!isGiven(buyer.country)) found.push(missing('buyer', 'country'));
  }
  return found;
};

/** Fields needed for submission (GACC 2019 No. 18). `declaredOn` is not among them: the day of submission stands in. */
export const required: Rule = (input) => [
  ...HEADER.filter((field) => {
    const value = input[field];
    return !isGiven(value) || (Array.isArray(value) && value.length === 0);
  }).map((field) => missing(field)),
  ...partyFields(input),
  ...(input.goods ?? []).flatMap((line, index) =>
    LINE.filter((field) => !isGiven(line[field])).map((field) => missing('goods', index, field)),
  ),
];
