/** `npm run check`: format, lint, types, architecture, SQL, words, places of mutants and licences, of the service and of the console. All run, two at a time, and each says how it went. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { prepare, root } from './prepare.mjs';

const CONCURRENCY = 2;
const cache = join(root, 'node_modules', '.cache');
const sources = ['src', 'embedded-postgres', 'test', 'migrations', 'bench', 'scripts', 'console'].filter((folder) =>
  existsSync(join(root, folder)),
);

/** The longest first, so that the two lanes end together. */
const CHECKS = [
  [
    'lint',
    'node_modules/eslint/bin/eslint.js',
    ['.', '--max-warnings=0', '--cache', '--cache-strategy=content', '--cache-location', join(cache, 'eslint')],
  ],
  ['types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['sql', 'scripts/check-sql.mjs', []],
  [
    'architecture',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...sources],
  ],
  [
    'types of stories in a browser',
    'node_modules/typescript/bin/tsc',
    ['--noEmit', '-p', 'test/console/tsconfig.json'],
  ],
  ['console types', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'console/tsconfig.json']],
  ['words', 'scripts/words.mjs', []],
  ['mutants', 'scripts/mutants.mjs', ['--fits']],
  ['licences', 'scripts/licences.mjs', []],
  [
    'format',
    'node_modules/prettier/bin/prettier.cjs',
    ['--check', '.', '--log-level=warn', '--cache', '--cache-strategy=content'],
  ],
];

await prepare({ build: false });
const waiting = [...CHECKS];
const failed = [];
// Lint and types of the console look at the API's types: they are made of the present sources first.
await check('types of the API', 'scripts/console-types.mjs', []);
await Promise.all(Array.from({ length: CONCURRENCY }, lane));
console.log(failed.length === 0 ? 'Checked: all fine.' : `Checked: ${failed.join(', ')} failed.`);
process.exit(failed.length === 0 ? 0 : 1);

async function lane() {
  for (let next = waiting.shift(); next; next = waiting.shift()) await check(...next);
}

async function check(name, program, args) {
  const started = performance.now();
  const { code, output } = await run(process.execPath, [join(root, program), ...args], {
    cwd: root,
    quiet: true,
  });
  const took = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (code !== 0) failed.push(name);
  console.log(code === 0 ? `${name}: fine (${took})` : `${output.trim()}\n${name}: FAILED (${took})`);
}
