import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Classes that a sheet styles for themselves, not below or beside another one. */
function classesOf(sheet: string): string[] {
  const text = readFileSync(sheet, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const selectors = [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  return selectors.flatMap((selector) => /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1] ?? []);
}

describe('the style sheets of the console', () => {
  it('style no class twice: sheets of a desk stay when another desk is opened, and then both hold', () => {
    const console = join(__dirname, '..');
    const sheets = readdirSync(console, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^(?!dist).*\.css$/.test(name),
    );
    const owners = new Map<string, Set<string>>();
    for (const sheet of sheets) {
      for (const name of classesOf(join(console, sheet))) owners.set(name, (owners.get(name) ?? new Set()).add(sheet));
    }
    expect(owners.size).toBeGreaterThan(200);
    expect([...owners].filter(([, { size }]) => size > 1).map(([name, found]) => [name, ...found])).toEqual([]);
  });
});
