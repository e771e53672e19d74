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

/** The dear ones are dealt out first: else one chapter may get most of them, and the others wait for it. */
function share(file: string, specs: readonly string[]): void {
  const chapters = readdirSync(dirname(file)).sort();
  const sorted = [...specs].sort();
  const dealt = [...sorted.filter(drawsOrStarts), ...sorted.filter((spec) => !drawsOrStarts(spec))];
  const place = chapters.indexOf(basename(file));
  for (const spec of dealt.filter((_, n) => n % chapters.length === place)) {
    describe(basename(spec).replace(/\.(spec|browser)\.ts$/, ''), () => {
      jest.requireActual(spec);
    });
  }
}
