/**
 * Sums come from the database as text with a fixed number of decimals at most. Added up as whole units they stay exact and
 * cost a tenth of general decimals, which a report of thousands of rows feels.
 */
export function unitsOf(text: string, scale: number): bigint {
  const point = text.indexOf('.');
  if (point < 0) return BigInt(text) * 10n ** BigInt(scale);
  const fraction = text.slice(point + 1);
  if (fraction.length > scale) throw new RangeError(`more than ${scale} decimals: ${text}`);
  return BigInt(text.slice(0, point) + fraction.padEnd(scale, '0'));
}

/** Units as text with all their decimals: `unitsText(18600n, 2)` is "186.00". */
export function unitsText(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Units as the shortest text: `shortText(1250000n, 5)` is "12.5". */
export const shortText = (units: bigint, scale: number): string => unitsText(units, scale).replace(/\.?0+$/, '');
