import { dec, plain } from '../../../vocabulary/decimal.js';
import { groupBy } from '../../../vocabulary/group-by.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import type { Charge, DeclarationInput, GoodsLine } from '../declaration.js';
import { isGiven, sum } from '../valuation/amounts.js';

const LINE_FIGURES = [
  'quantity',
  'legalQuantity1',
  'legalQuantity2',
  'packages',
  'grossWeightKg',
  'netWeightKg',
  'totalPrice',
] as const;
const HEADER_FIGURES = ['packages', 'grossWeightKg', 'netWeightKg'] as const;
const CHARGES = ['freight', 'insurance', 'otherCharges'] as const;
/** What the figures of a declaration are in: where a part says something else, its figures mean something else. */
const MEASURES = ['currency', 'tradeTerms'] as const;

/** A goods line of a part, and where it stands. */
interface PlacedLine {
  readonly goods: GoodsLine;
  readonly part: number;
  readonly index: number;
}

/** A comparison still to be made: fifty parts of two thousand lines take a while. */
export type Comparison = () => Violation[];

/**
 * Compares the parts of a split with the draft they are made of: goods lines by their number, which a part keeps, also where a line
 * is divided among several parts. What the draft does not say a part may add; what it says is in the parts, no more and no less. Header
 * figures that no part has are left to be filled in, as a proposal leaves them.
 */
export function comparisonsOf(whole: DeclarationInput, parts: readonly DeclarationInput[]): Comparison[] {
  const before = groupBy(whole.goods ?? [], ({ line }) => line);
  const after = groupBy(
    parts.flatMap(({ goods = [] }, part) => goods.map((each, index): PlacedLine => ({ goods: each, part, index }))),
    ({ goods }) => goods.line,
  );
  const lines = [...new Set([...before.keys(), ...after.keys()])];
  return [
    () => MEASURES.flatMap((field) => measure(field, whole, parts)),
    () => HEADER_FIGURES.flatMap((field) => headerFigure(field, whole, parts)),
    () => CHARGES.flatMap((field) => charge(field, whole, parts)),
    ...lines.map((line) => () => goodsLine(line, before.get(line) ?? [], after.get(line) ?? [])),
  ];
}

const differs = (place: string, params: Record<string, string>): Violation => violation('split-differs', place, params);

function goodsLine(line: number | undefined, before: readonly GoodsLine[], after: readonly PlacedLine[]): Violation[] {
  const [only, ...more] = after;
  const place = (field: string): string =>
    only && more.length === 0 ? pointer('parts', only.part, 'goods', only.index, field) : pointer('parts');
  const numbered: Record<string, string> = line === undefined ? {} : { line: String(line) };
  const unitsOf = (goods: readonly GoodsLine[]): string =>
    [...new Set(goods.flatMap(({ unit }) => (isGiven(unit) ? [unit] : [])))].sort().join(', ');
  const [from, to] = [unitsOf(before), unitsOf(after.map(({ goods }) => goods))];
  // In other units the quantities cannot be compared.
  const isMeasured = from === '' || to === '' || from === to;
  return [
    ...(isMeasured ? [] : [differs(place('unit'), { ...numbered, field: 'unit', from, to })]),
    ...LINE_FIGURES.filter((field) => isMeasured || field !== 'quantity').flatMap((field) => {
      const values = before.map((each) => each[field]).filter(isGiven);
      if (before.length > 0 && values.length === 0) return [];
      const params = difference(values, after.map(({ goods }) => goods[field]).filter(isGiven));
      return params ? [differs(place(field), { ...numbered, field, ...params })] : [];
    }),
  ];
}

function headerFigure(
  field: (typeof HEADER_FIGURES)[number],
  whole: DeclarationInput,
  parts: readonly DeclarationInput[],
): Violation[] {
  const value = whole[field];
  const values = parts.map((part) => part[field]).filter(isGiven);
  if (!isGiven(value) || values.length === 0) return [];
  const params = difference([value], values);
  return params ? [differs(pointer('parts'), { field, ...params })] : [];
}

/** Sums of both sides where they are not the same number. */
function difference(before: readonly (string | number)[], after: readonly (string | number)[]) {
  const [from, to] = [before, after].map((values) => sum(values.map((value) => dec(String(value)))));
  return from && to && !from.equals(to) ? { from: plain(from), to: plain(to) } : null;
}

/** A total is divided among the parts; a rate and a price per tonne are the same in each. */
function charge(
  field: (typeof CHARGES)[number],
  whole: DeclarationInput,
  parts: readonly DeclarationInput[],
): Violation[] {
  const own = whole[field];
  const said = parts.map((part) => part[field]);
  const odd = said.flatMap((each, index) =>
    fits(own, whole, each, parts[index] ?? whole)
      ? []
      : [differs(pointer('parts', index, field), { field, from: chargeText(own), to: chargeText(each) })],
  );
  if (odd.length > 0 || own?.mark !== 'total') return odd;
  const params = difference(
    [own.value],
    said.flatMap((each) => each?.value ?? []),
  );
  return params ? [differs(pointer('parts'), { field, ...params })] : [];
}

type Currencies = Pick<DeclarationInput, 'currency'>;

/** Whether the charge of a part is of the kind of the draft's: a share of its total, or the same rate. */
function fits(own: Charge | undefined, whole: Currencies, each: Charge | undefined, part: Currencies): boolean {
  if (!own) return !each || dec(each.value).isZero();
  if (!each) return own.mark === 'total';
  const isSame = each.mark === own.mark && (each.currency ?? part.currency) === (own.currency ?? whole.currency);
  return isSame && (own.mark === 'total' || dec(each.value).equals(dec(own.value)));
}

const chargeText = (each: Charge | undefined): string =>
  each ? [each.value, each.mark, each.currency ?? ''].join(' ').trim() : '0';

function measure(
  field: (typeof MEASURES)[number],
  whole: DeclarationInput,
  parts: readonly DeclarationInput[],
): Violation[] {
  const from = whole[field];
  return parts.flatMap((part, index) => {
    const to = part[field];
    return !isGiven(from) || !isGiven(to) || from === to
      ? []
      : [differs(pointer('parts', index, field), { field, from, to })];
  });
}
