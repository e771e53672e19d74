import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { drawsOrStarts, usesQueue } from './story-needs.js';

const ROOT = process.cwd();

type Holder = typeof globalThis & { closeSharedServices?: () => Promise<void> };

/**
 * Runs a share of all stories as one file of Jest. Jest loads every module anew for each of its files, which costs more than most
 * stories do; as the parts of a chapter they share what was loaded. The hooks of a story hold for its own part only, so that its
 * service opens when its turn has come and ends with it. A story asked for by its name (`npm test -- receipts`) runs alone.
 */
export function chapter(file: string): void {
  const stories = specsIn('test');
  share(file, process.env['REDIS_URL'] ? stories.filter(usesQueue) : stories);
  // Behind the last story: what its stories have left to each other (test/support/shared-services.ts).
  afterAll(() => (globalThis as Holder).closeSharedServices?.(), 60_000);
}

/** The same for the rules beside the code, which need no service. */
export const chapterOfRules = (file: string): void =>
  share(
    file,
    ['src', 'embedded-postgres', 'console'].flatMap((folder) => specsIn(folder)),
  );

/** The stories of the console: one service and one browser serve all of them. */
export const chapterOfConsole = (file: string): void => share(file, specsIn('test/console', '.browser.ts'));

function specsIn(folder: string, ending = '.spec.ts'): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(ROOT, folder, name));
}

/** The dear ones are dealt out first, each to the chapter that has least so far: else the others wait for one. */
function share(file: string, specs: readonly string[]): void {
  const chapters = readdirSync(dirname(file)).sort();
  const shares = chapters.map(() => ({ specs: [] as string[], weight: 0 }));
  const weighed = [...specs].sort().map((spec) => ({ spec, weight: weightOf(spec) }));
  for (const { spec, weight } of weighed.sort((one, other) => other.weight - one.weight)) {
    const least = shares.reduce((found, each) => (each.weight < found.weight ? each : found));
    least.specs.push(spec);
    least.weight += weight;
  }
  for (const spec of shares[chapters.indexOf(basename(file))]?.specs ?? []) {
    describe(basename(spec).replace(/\.(spec|browser)\.ts$/, ''), () => {
      jest.requireActual(spec);
    });
  }
}

/** Roughly its seconds of work. */
function weightOf(spec: string): number {
  if (spec.endsWith('faults/kills.spec.ts')) return 20; // It starts two dozen processes, one after the other.
  return drawsOrStarts(spec) ? 3 : 1;
}
