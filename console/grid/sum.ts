import type { GoodsField, GoodsRow } from './rows.js';

/** An exact decimal: `units` of 10 to the power of minus `scale`. Floats hold neither money nor weights. */
export interface Exact {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^(\d{1,20})(?:\.(\d{1,20}))?$/;

/** A plain decimal text as an exact number, or null where it is none. */
export function exact(text: string): Exact | null {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  return whole === undefined ? null : { units: BigInt(whole + fraction), scale: fraction.length };
}

const rescaled = ({ units, scale }: Exact, to: number): bigint => units * 10n ** BigInt(to - scale);

export function plus(one: Exact, other: Exact): Exact {
  const scale = Math.max(one.scale, other.scale);
  return { units: rescaled(one, scale) + rescaled(other, scale), scale };
}

/** Below zero, zero or above zero, as `one` is less than, the same as or more than `other`. */
export function compareExact(one: Exact, other: Exact): number {
  const difference = minus(one, other).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const minus = (one: Exact, other: Exact): Exact => plus(one, { units: -other.units, scale: other.scale });

/** Half-up to `scale` decimals, as the monthly conversion of customs rounds. Negative numbers mirror positive ones. */
export function rounded(value: Exact, scale: number): Exact {
  if (value.scale <= scale) return { units: rescaled(value, scale), scale };
  const step = 10n ** BigInt(value.scale - scale);
  const size = value.units < 0n ? -value.units : value.units;
  const units = (size + step / 2n) / step;
  return { units: value.units < 0n ? -units : units, scale };
}

/** "18600.00"; with at least `decimals` decimals and never with fewer than the number has. */
export function exactText({ units, scale }: Exact, decimals = 0): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits
    .slice(digits.length - scale)
    .replace(/0+$/, '')
    .padEnd(decimals, '0');
  return `${units < 0n ? '\u2212' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Thousands by comma, for the eye. */
export const grouped = (text: string): string => text.replace(/\d(?=(?:\d{3})+(?:\.|$))(?<!\.\d*)/g, '$&,');

/** The sum of a field over all rows, and how many rows have no number there. */
export interface FieldSum {
  readonly sum: Exact;
  readonly given: number;
  readonly unread: number;
}

/** Cents of money and grams of weights are the finest these sums start from; a finer price or weight makes them finer. */
const SCALE: Partial<Record<GoodsField, number>> = { totalPrice: 2, grossWeightKg: 3, netWeightKg: 3 };

export function sumField(rows: readonly GoodsRow[], field: GoodsField): FieldSum {
  let sum: Exact = { units: 0n, scale: SCALE[field] ?? 0 };
  let given = 0;
  let unread = 0;
  for (const { cells } of rows) {
    const text = cells[field];
    if (text === undefined) continue;
    const value = exact(text);
    if (value === null) unread += 1;
    else {
      sum = plus(sum, value);
      given += 1;
    }
  }
  return { sum, given, unread };
}

/** A total in US dollars at the month's rate, half-up to cents: an estimate until the service answers. Null without a rate. */
export function usdEstimate(total: Exact, toUsd: string | null | undefined): Exact | null {
  const rate = toUsd === null || toUsd === undefined ? null : exact(toUsd);
  if (rate === null) return null;
  return rounded({ units: total.units * rate.units, scale: total.scale + rate.scale }, 2);
}

/** How far a total is towards a limit, in whole per cent, rounded down: what is just below must not read 100. */
export function percentOf(total: Exact, limit: Exact): number {
  const scale = Math.max(total.scale, limit.scale);
  const of = rescaled(limit, scale);
  return of === 0n ? 0 : Number((rescaled(total, scale) * 100n) / of);
}
