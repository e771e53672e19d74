import { dec, Decimal, plain } from '../../../vocabulary/decimal.js';
import { moneyText } from '../../../vocabulary/money.js';

/** Whether a field was filled in. A draft's field may be absent, null or blank: all three mean "not yet". */
export const isGiven = <T>(value: T | null | undefined): value is T =>
  value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');

/** Whether a plain decimal text is above zero. Decided by its digits: parsing thousands of numbers just for this is slow. */
export const isPositiveText = (text: string): boolean => /^[^-]*[1-9]/.test(text);

/** The exact sum; zero of nothing. */
export const sum = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), new Decimal(0));

/** The sum of a field over all rows, or null unless every row gives it: half a sum compares with nothing. */
export const sumIfComplete = (values: readonly (string | number | null | undefined)[]): Decimal | null =>
  values.length > 0 && values.every(isGiven) ? sum(values.map((value) => dec(String(value)))) : null;

/** An amount with at least two decimals, and never with fewer than it has: totals must tie whatever was typed. */
export const amountText = (amount: Decimal): string => (amount.decimalPlaces() > 2 ? plain(amount) : moneyText(amount));

/** Larger first. */
export const descending = (left: Decimal, right: Decimal): number => right.comparedTo(left);
