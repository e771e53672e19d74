import { Decimal } from '../../../vocabulary/decimal.js';
import { sum } from '../valuation/amounts.js';
import type { GoodsLine } from '../declaration.js';
import type { Rate } from '../../../reference/domain/rates.js';
import { itemise, TOP_VARIETIES } from '../items/itemise.js';
import type { RuleBook } from '../rule-book.js';
import { CEILING_USD, usdOf } from '../rules/ceiling.js';
import { MAX_ITEMS, MIN_VARIETIES } from '../rules/merging.js';
import type { Block, SplitLine } from './blocks.js';

/** What a part has to keep to. */
export interface BinLimits {
  readonly rate: Rate;
  readonly simplified: boolean;
  readonly ruleBook: Pick<RuleBook, 'hsFlags'>;
  readonly goodsOf: (lines: readonly SplitLine[]) => readonly GoodsLine[];
  /** How often items may still be merged out just to see how many they are; it keeps two thousand lines quick. */
  countingsLeft: number;
}

/** A part that is being filled. */
export class Bin {
  readonly lines: SplitLine[] = [];
  private total = new Decimal(0);
  /** What its items are at least: one a chapter and destination, one a variety kept apart and destination. */
  private readonly keys = new Set<string>();
  /** The destinations of each variety: the five of highest value are one item each. */
  private readonly destinations = new Map<string, Set<string>>();
  private mostDestinations = 0;

  constructor(private readonly limits: BinLimits) {}

  /** What its lines add up to, in the currency of the declaration. */
  get totalSoFar(): Decimal {
    return this.total;
  }

  add(block: Block): void {
    this.lines.push(...block);
    this.total = this.total.plus(totalOf(block));
    for (const line of block) {
      this.keys.add(keyOf(line));
      const known = (this.destinations.get(line.variety) ?? new Set()).add(line.finalDestination);
      this.destinations.set(line.variety, known);
      this.mostDestinations = Math.max(this.mostDestinations, known.size);
    }
  }

  /** Whether the block may come in: total and items stay within the limits. */
  fits(block: Block, total = totalOf(block)): boolean {
    const usd = usdOf(this.total.plus(total), this.limits.rate);
    return usd.lessThanOrEqualTo(CEILING_USD) && this.itemsFit(block);
  }

  private itemsFit(block: Block): boolean {
    const count = this.lines.length + block.length;
    if (count <= MAX_ITEMS) return true;
    const varieties = block.map(({ variety }) => variety);
    if (!this.limits.simplified || sizeWith(this.destinations, varieties) < MIN_VARIETIES) return false;
    const atLeast = sizeWith(this.keys, block.map(keyOf));
    if (atLeast > MAX_ITEMS) return false;
    if (atLeast + this.topItemsAtMost(block) <= MAX_ITEMS) return true;
    if (this.lines.length > 0 && this.limits.countingsLeft-- <= 0) return false;
    return itemCount([...this.lines, ...block], this.limits) <= MAX_ITEMS;
  }

  /** What the five varieties of highest value can add beside their chapters: an item for each of their destinations. */
  private topItemsAtMost(block: Block): number {
    const coming = new Map<string, Set<string>>();
    for (const { variety, finalDestination } of block) {
      coming.set(variety, (coming.get(variety) ?? new Set()).add(finalDestination));
    }
    const widest = [...coming].reduce(
      (most, [variety, destinations]) =>
        Math.max(most, sizeWith(this.destinations.get(variety) ?? new Set(), [...destinations])),
      this.mostDestinations,
    );
    return TOP_VARIETIES * widest;
  }
}

/** No total above this is within the ceiling, whatever the rounding to cents. */
export const largestTotal = ({ rate }: Pick<BinLimits, 'rate'>): Decimal =>
  CEILING_USD.plus('0.01').dividedBy(rate.toUsd).plus('0.00001');

export const totalOf = (block: Block): Decimal => sum(block.map(({ totalPrice }) => totalPrice));

/** Whether a part of these lines is simplified: only from five varieties on. */
export const isSimplified = (lines: readonly SplitLine[], { simplified }: Pick<BinLimits, 'simplified'>): boolean =>
  simplified && new Set(lines.map(({ variety }) => variety)).size >= MIN_VARIETIES;

/** The items of a part after merging. */
export const itemCount = (lines: readonly SplitLine[], limits: BinLimits): number =>
  itemise({ goods: limits.goodsOf(lines), simplified: isSimplified(lines, limits) }, limits.ruleBook).length;

const keyOf = ({ apart, variety, chapter, finalDestination }: SplitLine): string =>
  apart ? `${variety} ${finalDestination}` : chapter;

/** How many there are when more come in. */
const sizeWith = (known: Pick<ReadonlySet<string>, 'has' | 'size'>, more: readonly string[]): number =>
  known.size + new Set(more.filter((each) => !known.has(each))).size;
