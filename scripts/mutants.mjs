/**
 * `node scripts/mutants.mjs [words]`: takes guards, filters and policies out one by one, each in a copy of the sources, and runs the stories
 * that should notice. Prints which were caught and ends with 1 when fewer than 95 % were. Words choose mutants by their names, `--list`
 * prints the names. A mutant that no longer fits the sources is an error: its place has moved, and the list has to follow.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MUTANTS } from './mutants/list.mjs';
import { root } from './prepare.mjs';

const SHARE_NEEDED = 0.95;
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = MUTANTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (process.argv.includes('--list')) {
  for (const { name } of chosen) console.log(name);
  process.exit(0);
}

const copy = mkdtempSync(join(tmpdir(), 'loomgate-mutants-'));
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
copySources();
// A story that fails anyway would catch everything.
const found = new Map(chosen.map(({ stories, only }) => [JSON.stringify([stories, only]), { stories, only }]));
for (const { stories, only } of found.values()) {
  if (!noticed(stories, only, {})) continue;
  console.error(`Fails without any mutant: ${stories.join(' ')}${only === undefined ? '' : ` -t '${only}'`}`);
  process.exit(1);
}
const survivors = [];
const misfits = [];
for (const mutant of chosen) {
  const started = performance.now();
  const outcome = outcomeOf(mutant);
  if (outcome === 'survived') survivors.push(mutant.name);
  if (outcome === 'does not fit') misfits.push(mutant.name);
  console.log(`${outcome}: ${mutant.name} (${((performance.now() - started) / 1000).toFixed(0)} s)`);
}
const run = chosen.length - misfits.length;
const caught = run - survivors.length;
console.log(
  `Mutants: ${caught} of ${run} caught (${((100 * caught) / Math.max(1, run)).toFixed(1)} %), ${misfits.length} do not fit.`,
);
process.exit(misfits.length === 0 && run > 0 && caught / run >= SHARE_NEEDED ? 0 : 1);

function copySources() {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split(
    '\n',
  );
  for (const file of files.filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function outcomeOf({ file, from, to, sql, stories, only }) {
  if (sql !== undefined) return noticed(stories, only, { MUTANT_SQL: sql }) ? 'caught' : 'survived';
  const place = join(copy, file);
  const source = readFileSync(place, 'utf8');
  if (source.split(from).length !== 2) return 'does not fit';
  // A function, so that no character of the text has a meaning of its own.
  writeFileSync(
    place,
    source.replace(from, () => to),
  );
  try {
    return noticed(stories, only, {}) ? 'caught' : 'survived';
  } finally {
    writeFileSync(place, source);
  }
}

/** Whether a story, or a rule beside the code, fails. */
function noticed(stories, only, environment) {
  const jest = join(copy, 'node_modules', 'jest', 'bin', 'jest.js');
  const chosenTests = only === undefined ? [] : ['-t', only];
  const { status } = spawnSync(process.execPath, [jest, '--bail', '--silent', ...chosenTests, ...stories], {
    cwd: copy,
    env: { ...process.env, ...environment, STORIES: 'apart', DATA_DIR: join(copy, '.data') },
    stdio: 'ignore',
  });
  return status !== 0;
}
