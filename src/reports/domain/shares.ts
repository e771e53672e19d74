import { largestRemainder } from '../../vocabulary/largest-remainder.js';
import { unitsText } from './fixed-point.js';

const DECIMALS = 4;
const SCALE = 10_000n;

/**
 * Each value's part of the total, with four decimals, by largest remainder: where the total is positive the shares add up
 * to exactly 1. Of equal remainders the earlier row gets the odd unit. Values are whole cents and may be negative (an
 * adjustment of an earlier week). With nothing to share out, all shares are 0.
 */
export function shares(values: readonly bigint[]): string[] {
  const total = values.reduce((sum, value) => sum + value, 0n);
  if (total <= 0n) return values.map(() => '0.0000');
  return largestRemainder(SCALE, values).map((units) => unitsText(units, DECIMALS));
}

/** How a value has changed, as a part of the one before, four decimals half-up; null without a positive one before. */
export function changeOf(value: bigint, before: bigint | undefined): string | null {
  if (before === undefined || before <= 0n) return null;
  const twice = 2n * SCALE * (value - before);
  const magnitude = ((twice < 0n ? -twice : twice) + before) / (2n * before);
  return unitsText(twice < 0n ? -magnitude : magnitude, DECIMALS);
}
