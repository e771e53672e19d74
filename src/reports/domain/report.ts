import type { Dimension } from './dimensions.js';
import { shortText, unitsOf, unitsText } from './fixed-point.js';
import { changeOf, shares } from './shares.js';
import { comparableKey, keyBefore } from './year-before.js';

/** A sum as the database gives it: two decimals, so its digits are whole cents. */
export interface ReportCell {
  readonly prior: boolean;
  /** Values of the dimensions, in the order of `groupBy`. */
  readonly key: readonly string[];
  readonly value: string;
  readonly netWeightKg: string;
  /** Declarations in this row; one declaration may be in several. */
  readonly declarations: string;
  /** What this row adds to the number of declarations of the whole answer. */
  readonly declarationsInAll: string;
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
  readonly declarations: number;
  readonly netWeightKg: string;
  readonly change: string | null;
  /** In descending value, ties by key. */
  readonly rows: readonly ReportRow[];
}

const CENTS = 2;
const WEIGHT_SCALE = 5;

interface Counted {
  readonly cell: ReportCell;
  readonly cents: bigint;
}

/** Puts the sums of a period and of the year before together. The rows add up to the total to the cent. */
export function report(groupBy: readonly Dimension[], cells: readonly ReportCell[]): ReportFigures {
  const present: Counted[] = [];
  const before = new Map<string, bigint>();
  let [total, totalBefore, weight, declarations] = [0n, 0n, 0n, 0];
  for (const cell of cells) {
    const cents = unitsOf(cell.value, CENTS);
    if (cell.prior) {
      before.set(comparableKey(groupBy, cell.key), cents);
      totalBefore += cents;
      continue;
    }
    present.push({ cell, cents });
    total += cents;
    weight += unitsOf(cell.netWeightKg, WEIGHT_SCALE);
    declarations += Number(cell.declarationsInAll);
  }
  present.sort(byValueThenKey);
  const parts = shares(present.map(({ cents }) => cents));
  return {
    total: unitsText(total, CENTS),
    declarations,
    netWeightKg: shortText(weight, WEIGHT_SCALE),
    change: changeOf(total, totalBefore),
    rows: present.map(({ cell, cents }, index) => ({
      key: cell.key,
      value: unitsText(cents, CENTS),
      share: parts[index] ?? '0.0000',
      declarations: Number(cell.declarations),
      netWeightKg: cell.netWeightKg,
      change: changeOf(cents, before.get(keyBefore(groupBy, cell.key) ?? '')),
    })),
  };
}

function byValueThenKey(left: Counted, right: Counted): number {
  if (left.cents !== right.cents) return left.cents > right.cents ? -1 : 1;
  return compareKeys(left.cell.key, right.cell.key);
}

/** By code, not by the rules of any language: the order must be the same on every machine. */
function compareKeys(left: readonly string[], right: readonly string[]): number {
  const index = left.findIndex((value, at) => value !== right[at]);
  if (index < 0) return 0;
  return (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
}
