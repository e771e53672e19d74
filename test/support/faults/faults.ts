/**
 * How large the faults are: with FAULTS=full at the size an operator meets them (minutes), else scaled down, so that everybody runs
 * them each time. The one place that reads it.
 */
export const FULL = process.env['FAULTS'] === 'full';

export const atSize = <T>(size: { scaled: T; full: T }): T => (FULL ? size.full : size.scaled);

/** What a fault at full size cost, for the person who ran it: figures to read, not to test. */
export function reportFigures(what: string, figures: Readonly<Record<string, number | string>>): void {
  if (!FULL) return;
  const texts = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  process.stderr.write(`\n${what}: ${texts.join(', ')}\n`);
}

/** Repeats the check until it holds. One that never does fails by the time limit of the test. */
export async function until(is: () => Promise<boolean> | boolean, everyMs = 100): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, everyMs));
}
