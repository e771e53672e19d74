import { Decimal } from './decimal.js';
import { largestRemainder } from './largest-remainder.js';

/** Rounds an amount half-up (away from zero) to cents, as the monthly customs conversion does for each item. */
export const cents = (amount: Decimal): Decimal => amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);

/** An amount as the contract writes it: always two decimals, "18600.00". Rounded first: a tenth of a cent owed is not "-0.00". */
export const moneyText = (amount: Decimal): string => cents(amount).toFixed(2);

/** A decimal as a whole number of 10^-scale units. Exact: no division, no 40-digit rounding. */
const inUnits = (value: Decimal, scale: number): bigint => {
  const [whole = '0', fraction = ''] = value.toFixed().split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
};

/**
 * Spreads `total` over `weights` by largest remainder: the parts have `scale` decimals and add up exactly to `total`;
 * of equal remainders the earlier index gets the odd unit; a zero weight gets zero. A negative total (a reversal) is the
 * exact mirror of its positive, so that a reversed declaration cancels item by item.
 * Throws RangeError when no weight is positive, a weight is negative, or `total` has more than `scale` decimals.
 */
export const allocate = (total: Decimal, weights: readonly Decimal[], scale = 2): Decimal[] => {
  if (!total.isFinite() || total.decimalPlaces() > scale) throw new RangeError(`total has more than ${scale} decimals`);
  if (weights.some((weight) => weight.isNegative() && !weight.isZero())) throw new RangeError('a weight is negative');
  const weightScale = Math.max(0, ...weights.map((weight) => weight.decimalPlaces()));
  const parts = weights.map((weight) => inUnits(weight, weightScale));
  const units = largestRemainder(inUnits(total.abs(), scale), parts);
  const sign = total.isNegative() ? -1n : 1n;
  return units.map((part) => new Decimal(`${sign * part}e-${scale}`));
};
