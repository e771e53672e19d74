import { Decimal as Base } from 'decimal.js';

/**
 * Exact decimal numbers: the only numbers money, weights, quantities and rates are counted in.
 * A clone of its own, so that no dependency can change our precision behind our back; the exponents are set so wide
 * that `toString` never writes "1e+21" into an answer or a file.
 */
export const Decimal = Base.clone({
  precision: 40,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = Base;

const PLAIN = /^-?\d+(?:\.\d+)?$/;

/**
 * Reads plain decimal text ("13800", "-0.50") as it stands in the database or in a checked body.
 * Throws RangeError for anything else: decimal.js itself would also take "0x1f", "1e9" and "NaN".
 */
export const dec = (value: string | Decimal): Decimal => {
  if (typeof value !== 'string') return new Decimal(value);
  if (!PLAIN.test(value)) throw new RangeError(`not a plain decimal: ${JSON.stringify(value.slice(0, 40))}`);
  return new Decimal(value);
};

/** How long a decimal text may be; the defaults fit every column of the service with room to multiply. */
export interface DecimalLimits {
  maxIntegerDigits?: number;
  maxScale?: number;
}

const NON_NEGATIVE = /^(0|[1-9]\d*)(?:\.(\d+))?$/;

/**
 * Whether `text` is a non-negative plain decimal: no sign, no exponent, no blank, no leading zeros ("007" is an
 * identifier somebody put into the wrong column). Limits default to 15 digits before and 10 after the point, so that a
 * product of two still fits the 40 digits of {@link Decimal} exactly.
 */
export const isDecimalText = (text: string, limits: DecimalLimits = {}): boolean => {
  const { maxIntegerDigits = 15, maxScale = 10 } = limits;
  if (typeof text !== 'string' || text.length > maxIntegerDigits + maxScale + 1) return false;
  const match = NON_NEGATIVE.exec(text);
  if (!match) return false;
  return (match[1] ?? '').length <= maxIntegerDigits && (match[2] ?? '').length <= maxScale;
};

/** The shortest plain text of a number: "13800", "0.5", never "13800.00" and never an exponent. */
export const plain = (value: Decimal): string => value.toFixed();
