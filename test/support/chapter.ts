import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Runs a share of all stories as one file of Jest. Jest loads every module anew for each of its files, which costs more than most
 * stories do; as the parts of a chapter they share what was loaded. The hooks of a story hold for its own part only, so that its
 * service opens when its turn has come and ends with it. A story asked for by its name (`npm test -- receipts`) runs alone.
 */
export function chapter(file: string): void {
  const chapters = readdirSync(dirname(file)).sort();
  const folder = dirname(dirname(file));
  const stories = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.spec.ts'),
  );
  const place = chapters.indexOf(basename(file));
  for (const story of stories.sort().filter((_, n) => n % chapters.length === place)) {
    describe(basename(story, '.spec.ts'), () => {
      jest.requireActual(join(folder, story));
    });
  }
}
