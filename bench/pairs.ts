export const PAIRS = Number.parseInt(process.env['BENCH_PAIRS'] ?? '7', 10);

export interface Compared {
  readonly name: string;
  /** Done before each of both, outside of what is measured. */
  readonly before?: () => Promise<unknown>;
  readonly ours: () => Promise<unknown>;
  readonly baseline: () => Promise<unknown>;
}

/**
 * Runs both alternately in the same minute, some pairs after one that does not count, and prints the medians and the ratio
 * baseline / ours: 1.00 is as fast as the baseline. The machine's load moves both; the ratio stays.
 */
export async function compare({ name, ours, baseline, before = async () => undefined }: Compared): Promise<void> {
  const measured = async (work: () => Promise<unknown>) => {
    await before();
    return milliseconds(work);
  };
  await measured(ours);
  await measured(baseline);
  const pairs: [number, number][] = [];
  for (let pair = 0; pair < PAIRS; pair++) pairs.push([await measured(ours), await measured(baseline)]);
  const ratios = pairs.map(([own, base]) => base / own);
  const [own, base] = [median(pairs.map(([first]) => first)), median(pairs.map(([, second]) => second))];
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `${name}: ours ${own.toFixed(2)} ms, baseline ${base.toFixed(2)} ms, ratio ${median(ratios).toFixed(2)} (${range})`,
  );
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
