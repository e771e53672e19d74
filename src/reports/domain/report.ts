import { Decimal, dec, plain } from '../../vocabulary/decimal.js';
import type { Dimension } from './dimensions.js';
import { changeOf, shares } from './shares.js';
import { comparableKey, keyBefore } from './year-before.js';

/** A sum as the database gives it: two decimals, so its digits are whole cents. */
export interface Cell {
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

/** Puts the sums of a period and of the year before together. The rows add up to the total to the cent. */
export function report(groupBy: readonly Dimension[], cells: readonly Cell[]): ReportFigures {
  const present = cells
    .filter((cell) => !cell.prior)
    .map((cell) => ({ ...cell, cents: centsOf(cell.value) }))
    .sort((a, b) => (a.cents === b.cents ? compareKeys(a.key, b.key) : a.cents > b.cents ? -1 : 1));
  const before = new Map<string, bigint>();
  for (const cell of cells) if (cell.prior) before.set(comparableKey(groupBy, cell.key), centsOf(cell.value));
  const parts = shares(present.map((cell) => cell.cents));
  const total = present.reduce((sum, cell) => sum + cell.cents, 0n);
  const totalBefore = [...before.values()].reduce((sum, cents) => sum + cents, 0n);
  return {
    total: centsText(total),
    declarations: present.reduce((sum, cell) => sum + Number(cell.declarationsInAll), 0),
    netWeightKg: plain(present.reduce((sum, cell) => sum.plus(dec(cell.netWeightKg)), new Decimal(0))),
    change: changeOf(total, totalBefore),
    rows: present.map((cell, index) => ({
      key: cell.key,
      value: centsText(cell.cents),
      share: parts[index] ?? '0.0000',
      declarations: Number(cell.declarations),
      netWeightKg: cell.netWeightKg,
      change: changeOf(cell.cents, before.get(keyBefore(groupBy, cell.key) ?? '')),
    })),
  };
}

const centsOf = (value: string): bigint => BigInt(value.replace('.', ''));

function centsText(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** By code, not by the rules of any language: the order must be the same on every machine. */
function compareKeys(left: readonly string[], right: readonly string[]): number {
  const index = left.findIndex((value, at) => value !== right[at]);
  if (index < 0) return 0;
  return (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
}
