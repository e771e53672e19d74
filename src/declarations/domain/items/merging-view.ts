import { dec, plain, type Decimal } from '../../../vocabulary/decimal.js';
import { amountText, isGiven, sumIfComplete } from '../valuation/amounts.js';
import { completeLines } from './complete-lines.js';
import type { DeclarationInput, GoodsLine, ItemDraft } from '../declaration.js';
import { itemise, sortVarieties } from './itemise.js';
import type { RuleBook } from '../rule-book.js';
import { varietyOf } from './varieties.js';

/**
 * Why a goods line became the item it is: `not-simplified`, every line is an item; `top-variety`, one of the five of highest
 * value; `export-duty` and `inspection`, never merged with other goods; `chapter`, merged with the rest of its chapter.
 */
export type MergeReason = 'not-simplified' | 'top-variety' | 'export-duty' | 'inspection' | 'chapter';

export interface MergedLine extends GoodsLine {
  /** Null while nothing is merged: a line is unfinished. */
  readonly itemNumber: number | null;
  /** Null also where the rules were changed since it was submitted, and would merge it otherwise now. */
  readonly reason: MergeReason | null;
}

export interface MergedItem extends ItemDraft {
  readonly packages: string | null;
  readonly grossWeightKg: string | null;
}

/** One side added up, in the declaration's currency; null where not every line gives the figure. */
export interface SideTotals {
  readonly totalPrice: string | null;
  readonly packages: string | null;
  readonly netWeightKg: string | null;
  readonly grossWeightKg: string | null;
}

type Figure = keyof SideTotals;
const FIGURES: readonly Figure[] = ['totalPrice', 'packages', 'netWeightKg', 'grossWeightKg'];

/** Goods lines beside the items they went into, both added up by themselves and compared. */
export interface MergingView {
  readonly lines: readonly MergedLine[];
  readonly items: readonly MergedItem[];
  readonly totals: { readonly lines: SideTotals; readonly items: SideTotals };
  /** Figure by figure; null where there is nothing to compare. */
  readonly tie: Readonly<Record<Figure, boolean | null>>;
  /** Null while nothing is merged. */
  readonly ties: boolean | null;
}

/** The reason of every line, by its number; empty while a line is unfinished. */
const reasonsOf = (
  { goods, simplified }: Pick<DeclarationInput, 'goods' | 'simplified'>,
  ruleBook: Pick<RuleBook, 'hsFlags'>,
): Map<number, MergeReason> => {
  const lines = completeLines(goods) ?? [];
  if (simplified !== true) return new Map(lines.map(({ line }) => [line, 'not-simplified']));
  const { top, rest } = sortVarieties(lines, ruleBook);
  const keysOf = (groups: typeof top) => new Set(groups.map(({ key }) => key));
  const [tops, rests] = [keysOf(top), keysOf(rest)];
  return new Map(
    lines.map((line): [number, MergeReason] => {
      const key = varietyOf(line);
      if (tops.has(key)) return [line.line, 'top-variety'];
      if (rests.has(key)) return [line.line, 'chapter'];
      return [line.line, ruleBook.hsFlags(line.hsCode).exportDuty ? 'export-duty' : 'inspection'];
    }),
  );
};

const isSameMerging = (items: readonly ItemDraft[], expected: readonly ItemDraft[]): boolean =>
  items.length === expected.length &&
  items.every(({ goodsLines }, index) => String(goodsLines) === String(expected[index]?.goodsLines));

const figureOf = (field: Figure, rows: readonly (GoodsLine | MergedItem)[]): string | null => {
  const total: Decimal | null = sumIfComplete(rows.map((row) => row[field]));
  if (total === null) return null;
  return field === 'totalPrice' ? amountText(total) : plain(total);
};

const sideOf = (rows: readonly (GoodsLine | MergedItem)[]): SideTotals => ({
  totalPrice: figureOf('totalPrice', rows),
  packages: figureOf('packages', rows),
  netWeightKg: figureOf('netWeightKg', rows),
  grossWeightKg: figureOf('grossWeightKg', rows),
});

/**
 * Shows what merging did: each line with its item, each item with its lines. The sides are added up apart from each other,
 * the items from what the items say, so that `ties` is a proof and not a copy. `items` are those that were declared; the
 * reasons are those of the rules of `ruleBook`, where these give the same items.
 */
export const mergingView = (
  input: Pick<DeclarationInput, 'goods' | 'simplified'>,
  items: readonly ItemDraft[],
  ruleBook: Pick<RuleBook, 'hsFlags'>,
): MergingView => {
  const goods = input.goods ?? [];
  const isExplained = items.length > 0 && isSameMerging(items, itemise(input, ruleBook));
  const reasons = isExplained ? reasonsOf(input, ruleBook) : new Map<number, MergeReason>();
  const itemOf = new Map(items.flatMap(({ itemNumber, goodsLines }) => goodsLines.map((line) => [line, itemNumber])));
  const lines = goods.map((each) => ({
    ...each,
    itemNumber: itemOf.get(each.line ?? 0) ?? null,
    reason: reasons.get(each.line ?? 0) ?? null,
  }));
  const byLine = new Map(goods.map((each) => [each.line, each]));
  const shown = items.map((item) => {
    const own = item.goodsLines.flatMap((line) => byLine.get(line) ?? []);
    return { ...item, packages: figureOf('packages', own), grossWeightKg: figureOf('grossWeightKg', own) };
  });
  const totals = { lines: sideOf(goods), items: sideOf(shown) };
  const tie = Object.fromEntries(
    FIGURES.map((field) => [field, tiesIn(totals.lines[field], totals.items[field], items.length > 0)]),
  ) as Record<Figure, boolean | null>;
  const compared = FIGURES.map((field) => tie[field]).filter(isGiven);
  return { lines, items: shown, totals, tie, ties: items.length === 0 ? null : compared.every(Boolean) };
};

const tiesIn = (lines: string | null, items: string | null, isMerged: boolean): boolean | null => {
  if (!isMerged || (lines === null && items === null)) return null;
  return lines !== null && items !== null && dec(lines).equals(dec(items));
};
