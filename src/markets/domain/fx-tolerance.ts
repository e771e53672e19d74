/** Bank charges and rounding that may be missing of the declared value; ours, unverified. */
const FX_TOLERANCE_PERCENT = 5;
export const FX_TOLERANCE_PERCENT_MAX = 20;

/** Percent of the declared value that may be missing of the payments; a setting of the market. What is no such number is the default. */
export function fxTolerancePercent(settings: unknown): number {
  const value = (settings as Readonly<Record<string, unknown>> | null)?.['fxTolerancePercent'];
  return typeof value === 'number' && value >= 0 && value <= FX_TOLERANCE_PERCENT_MAX ? value : FX_TOLERANCE_PERCENT;
}
