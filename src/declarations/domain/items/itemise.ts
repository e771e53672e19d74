import { plain } from '../../../vocabulary/decimal.js';
import { chapterOf } from '../../../vocabulary/identifiers/hs-code.js';
import { KILOGRAM } from '../../../vocabulary/unit.js';
import { amountText, descending, sum } from '../valuation/amounts.js';
import { completeLines, type CompleteLine } from './complete-lines.js';
import type { DeclarationInput, ItemDraft } from '../declaration.js';
import type { RuleBook } from '../rule-book.js';
import { group, groupsByValue, varietyOf, type Group } from './varieties.js';

/** How many varieties of a simplified declaration are itemised by themselves for their value. */
export const TOP_VARIETIES = 5;

const merged = (lines: readonly CompleteLine[], under: CompleteLine, itemNumber: number): ItemDraft => {
  const netWeightKg = sum(lines.map((line) => line.netWeightKg));
  const sameUnit = lines.every(({ unit }) => unit === under.unit);
  return {
    itemNumber,
    hsCode: under.hsCode,
    name: under.name,
    quantity: plain(sameUnit ? sum(lines.map(({ quantity }) => quantity)) : netWeightKg),
    unit: sameUnit ? under.unit : KILOGRAM,
    netWeightKg: plain(netWeightKg),
    totalPrice: amountText(sum(lines.map(({ totalPrice }) => totalPrice))),
    finalDestination: under.finalDestination,
    goodsLines: lines.map(({ line }) => line),
  };
};

/** A variety is one group a destination, the most valuable first (ties: lowest line). */
const byDestination = ({ lines }: Group): Group[] => groupsByValue(lines, ({ finalDestination }) => finalDestination);

/** What is left is one group a chapter and destination, the most valuable first (ties: chapter, then country). */
const byChapter = (lines: readonly CompleteLine[]): Group[] =>
  group(lines, ({ hsCode, finalDestination }) => `${chapterOf(hsCode)} ${finalDestination}`).sort(
    (left, right) => descending(left.value, right.value) || (left.key < right.key ? -1 : 1),
  );

/** The line a merged item takes HS code and name from: the first of the variety that is worth most within that item. */
const mostValuable = ({ lines }: Group): CompleteLine | undefined => groupsByValue(lines, varietyOf)[0]?.lines[0];

/** The varieties of a simplified declaration by what becomes of them, each list in descending value. */
export interface SortedVarieties {
  /** The five of highest value, itemised by themselves. */
  readonly top: readonly Group[];
  /** With export duty or inspection: itemised by themselves, and none of the five. */
  readonly apart: readonly Group[];
  /** What is merged by chapter and destination. */
  readonly rest: readonly Group[];
}

export const sortVarieties = (lines: readonly CompleteLine[], ruleBook: Pick<RuleBook, 'hsFlags'>): SortedVarieties => {
  const isSeparate = ({ lines: [first] }: Group): boolean => {
    if (first === undefined) return false;
    const { exportDuty, inspection } = ruleBook.hsFlags(first.hsCode);
    return exportDuty || inspection;
  };
  const varieties = groupsByValue(lines, varietyOf).map((variety) => ({ variety, apart: isSeparate(variety) }));
  const apart = varieties.filter((each) => each.apart).map(({ variety }) => variety);
  const free = varieties.filter((each) => !each.apart).map(({ variety }) => variety);
  return { top: free.slice(0, TOP_VARIETIES), apart, rest: free.slice(TOP_VARIETIES) };
};

const simplifiedGroups = (lines: readonly CompleteLine[], ruleBook: Pick<RuleBook, 'hsFlags'>): Group[] => {
  const { top, apart, rest } = sortVarieties(lines, ruleBook);
  const merging = new Set(rest.map(({ key }) => key));
  return [
    ...[...top, ...apart].flatMap(byDestination),
    // Filtered from all lines, not gathered by variety: ties below are settled by the order of the lines.
    ...byChapter(lines.filter((line) => merging.has(varietyOf(line)))),
  ];
};

/**
 * Merges goods lines into the items of the form. Not simplified, every line is an item, in the order of the line numbers
 * (the same goods on two lines stay two items). Simplified, the five varieties of highest value come first, those with export
 * duty or inspection next, then the rest merged by chapter and final destination (GACC 2019 No. 221, wording unverified).
 * Within a variety its destinations stand in descending value. There are no items while a line is unfinished.
 */
export const itemise = (
  input: Pick<DeclarationInput, 'goods' | 'simplified'>,
  ruleBook: Pick<RuleBook, 'hsFlags'>,
): ItemDraft[] => {
  const lines = completeLines(input.goods);
  if (lines === null) return [];
  if (input.simplified !== true) return lines.map((line, index) => merged([line], line, index + 1));
  return simplifiedGroups(lines, ruleBook).flatMap((each, index) => {
    const under = mostValuable(each);
    return under === undefined ? [] : [merged(each.lines, under, index + 1)];
  });
};
