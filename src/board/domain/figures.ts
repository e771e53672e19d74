import { kindsAt, type Level, LEVELS, type OpenItemKind } from '../../vocabulary/open-item-kinds.js';
import type { Instant } from '../../vocabulary/period.js';

/** A number for every name, also where nothing was counted: who draws a board must not guess what is missing. */
export function numbersBy<K extends string>(
  names: readonly K[],
  counts: readonly { readonly name: string; readonly n: number }[],
): Record<K, number> {
  const countOf = (name: K): number => sumOf(counts.filter((count) => count.name === name).map(({ n }) => n));
  return Object.fromEntries(names.map((name) => [name, countOf(name)])) as Record<K, number>;
}

/** How many items of one kind and level are open, and how many of them overdue. */
export interface ItemCount {
  readonly kind: OpenItemKind;
  readonly level: Level;
  readonly n: number;
  readonly overdue: number;
}

export interface ItemFigures {
  readonly total: number;
  readonly overdue: number;
  readonly byLevel: Record<Level, number>;
}

export interface OpenItemFigures extends ItemFigures {
  /** Every kind that is counted, always in the same order. */
  readonly byKind: readonly (ItemFigures & { readonly kind: OpenItemKind })[];
}

export const openItemFigures = (counts: readonly ItemCount[], at: Instant): OpenItemFigures => ({
  ...figuresOf(counts),
  byKind: kindsAt(at).map((kind) => ({ kind, ...figuresOf(counts.filter((count) => count.kind === kind)) })),
});

const figuresOf = (counts: readonly ItemCount[]): ItemFigures => ({
  total: sumOf(counts.map(({ n }) => n)),
  overdue: sumOf(counts.map(({ overdue }) => overdue)),
  byLevel: numbersBy(
    LEVELS,
    counts.map(({ level, n }) => ({ name: level, n })),
  ),
});

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
