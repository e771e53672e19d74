import type { Dimension } from './dimensions.js';
import { shortText, unitsOf, unitsText } from './fixed-point.js';
import type { Sort } from './question.js';
import { changeOf, shares } from './shares.js';
import { comparableKey, keyBefore } from './year-before.js';

/**
 * Which period a sum is of: the one asked for, the one its rows are compared with, or, where that is of other dates, the one its
 * total is compared with.
 */
export type SumSide = 'now' | 'before' | 'total-before';

/** A sum as the database gives it: two decimals, so its digits are whole cents. */
export interface ReportCell {
  readonly side: SumSide;
  /** Values of the dimensions, in the order of `groupBy`. */
  readonly key: readonly string[];
  readonly value: string;
  readonly netWeightKg: string;
  /** Declarations in this row; one declaration may be in several. */
  readonly declarations: string;
  /** What this row adds to the number of declarations of the whole answer. */
  readonly declarationsInAll: string;
}

/** What one statement has read: the sums by key, and how many countries and declarations are in them. */
export interface ReportSums {
  readonly cells: readonly ReportCell[];
  readonly countries: number;
  readonly declarations: number;
}

/** One row of the answer. */
export interface ReportRow {
  readonly key: readonly string[];
  readonly value: string;
  readonly share: string;
  readonly declarations: number;
  readonly netWeightKg: string;
  /** Against the same period a year before, 0.2110 is 21.1 % more; null without one. */
  readonly change: string | null;
}

export interface ReportFigures {
  readonly total: string;
  readonly netWeightKg: string;
  /** Against the same dates a year before, however the rows are grouped. */
  readonly change: string | null;
  readonly rows: readonly ReportRow[];
}

const CENTS = 2;
const WEIGHT_SCALE = 5;

interface Counted {
  readonly key: readonly string[];
  readonly cents: bigint;
  readonly netWeightKg: string;
  readonly declarations: string;
}

/** What a report is made of beside its sums: how it is grouped and sorted, and keys that are rows whatever was exported. */
export interface ReportForm {
  readonly groupBy: readonly Dimension[];
  readonly sort: Sort;
  readonly filled?: readonly (readonly string[])[];
}

/** Puts the sums of a period and of the year before together. The rows add up to the total to the cent. */
export function report({ groupBy, sort, filled = [] }: ReportForm, cells: readonly ReportCell[]): ReportFigures {
  const present: Counted[] = [];
  const before = new Map<string, bigint>();
  let [total, rowsBefore, totalBefore, weight] = [0n, 0n, null as bigint | null, 0n];
  for (const { side, key, value, ...cell } of cells) {
    const cents = unitsOf(value, CENTS);
    if (side === 'total-before') totalBefore = (totalBefore ?? 0n) + cents;
    else if (side === 'before') {
      before.set(comparableKey(groupBy, key), cents);
      rowsBefore += cents;
    } else {
      present.push({ key, cents, netWeightKg: cell.netWeightKg, declarations: cell.declarations });
      total += cents;
      weight += unitsOf(cell.netWeightKg, WEIGHT_SCALE);
    }
  }
  const byWeeks = groupBy.includes('week') || groupBy.includes('settlementWeek');
  present.push(...missingOf(filled, present));
  present.sort(sort === 'key' ? (left, right) => compareKeys(left.key, right.key) : byValueThenKey);
  const parts = shares(present.map(({ cents }) => cents));
  return {
    total: unitsText(total, CENTS),
    netWeightKg: shortText(weight, WEIGHT_SCALE),
    change: changeOf(total, byWeeks ? (totalBefore ?? 0n) : rowsBefore),
    rows: present.map(({ key, cents, netWeightKg, declarations }, index) => ({
      key,
      value: unitsText(cents, CENTS),
      share: parts[index] ?? '0.0000',
      declarations: Number(declarations),
      netWeightKg,
      change: changeOf(cents, before.get(keyBefore(groupBy, key) ?? '')),
    })),
  };
}

/** Rows of nothing for the keys that have none. */
function missingOf(filled: readonly (readonly string[])[], present: readonly Counted[]): Counted[] {
  if (filled.length === 0) return [];
  const known = new Set(present.map(({ key }) => JSON.stringify(key)));
  return filled
    .filter((key) => !known.has(JSON.stringify(key)))
    .map((key) => ({ key, cents: 0n, netWeightKg: '0', declarations: '0' }));
}

function byValueThenKey(left: Counted, right: Counted): number {
  if (left.cents !== right.cents) return left.cents > right.cents ? -1 : 1;
  return compareKeys(left.key, right.key);
}

/** By code, not by the rules of any language: the order must be the same on every machine. */
function compareKeys(left: readonly string[], right: readonly string[]): number {
  const index = left.findIndex((value, at) => value !== right[at]);
  if (index < 0) return 0;
  return (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
}
