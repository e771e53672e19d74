/**
 * `node scripts/mutants.mjs [words]`: takes guards, filters and policies out one by one, each in a copy of the sources, and runs the stories
 * that should notice. Prints which were caught, by how many tests, and ends with 1 when fewer than 95 % were. Words choose mutants by their names, `--list`
 * prints the names, `--fits` says only which no longer fit the sources (`npm run check` does): their place has moved, and the list has to follow.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, misfit, mutated } from './mutants/fits.mjs';
import { MUTANTS } from './mutants/list.mjs';
import { copyOfSources, runStory, Server } from './mutants/running.mjs';

const SHARE_NEEDED = 0.95;
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const chosen = MUTANTS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (process.argv.includes('--list')) {
  for (const { name } of chosen) console.log(name);
  process.exit(0);
}

const misfits = chosen.flatMap((mutant) => {
  const why = misfit(mutant);
  return why === null ? [] : [`does not fit: ${mutant.name}: ${why}`];
});
for (const line of misfits) console.log(line);
if (process.argv.includes('--fits')) {
  console.log(`Mutants: ${chosen.length - misfits.length} of ${chosen.length} fit.`);
  process.exit(misfits.length === 0 ? 0 : 1);
}

const copy = copyOfSources();
const server = await Server.start();
/** By file: the tests that have passed, with whatever was removed. A test that fails anyway would catch everything. */
const passing = new Map();
const counts = { caught: 0, survived: 0, failed: 0 };
const doubtful = [];
for (const mutant of chosen.filter((each) => misfit(each) === null)) {
  const started = performance.now();
  const { outcome, detail, tests, failures } = await outcomeOf(mutant).catch(failedBy);
  const isDoubtful = outcome === 'caught' && !isShown(tests, failures);
  if (isDoubtful) doubtful.push({ name: mutant.name, tests, failures });
  else counts[outcome]++;
  const took = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${isDoubtful ? 'caught?' : outcome}: ${mutant.name} (${detail}, ${took} s)`);
}
for (const { name, tests, failures } of doubtful) {
  if (!isShown(tests, failures)) await runAll(tests);
  const outcome = isShown(tests, failures) ? 'caught' : 'failed';
  counts[outcome]++;
  if (outcome === 'failed') console.log(`failed: ${name} (${tests.file} fails without it too)`);
}
await server.stop();
const run = counts.caught + counts.survived;
const share = run === 0 ? 0 : counts.caught / run;
console.log(
  `Mutants: ${counts.caught} of ${run} caught (${(100 * share).toFixed(1)} %), ${counts.failed} could not be tried, ${misfits.length} do not fit.`,
);
process.exit(misfits.length === 0 && counts.failed === 0 && share >= SHARE_NEEDED ? 0 : 1);

async function outcomeOf(mutant) {
  let count = 0;
  for (const story of mutant.stories) {
    const tests = { file: fileOf(story), only: mutant.only };
    const { passed, failures, output } = await withMutant(mutant, tests);
    // A run without a test has shown nothing: it does not begin, or does not end.
    if (passed.length + failures.length === 0) return failedBy(`no test ran: ${output.trim().slice(-300)}`);
    if (failures.length > 0) return { outcome: 'caught', detail: describe(passed, failures), tests, failures };
    count += passed.length;
  }
  return { outcome: 'survived', detail: `${count} tests pass` };
}

function failedBy(error) {
  return { outcome: 'failed', detail: String(error) };
}

/** Tests that took too long are named so: a machine with other work explains them too. */
function describe(passed, failures) {
  const late = failures.filter(({ error }) => error.includes('Exceeded timeout')).length;
  const all = passed.length + failures.length;
  return `${failures.length} of ${all} tests fail${late > 0 ? `, ${late} took too long` : ''}: ${failures[0].name}`;
}

/** Whether one of the tests that failed passes where this is not removed. */
function isShown({ file }, failures) {
  return failures.some(({ name }) => passing.get(file)?.has(name));
}

async function withMutant({ sql, file, from, to }, tests) {
  if (sql !== undefined) return server.without(sql, (template) => runAll(tests, template));
  const place = join(copy, file);
  const source = readFileSync(place, 'utf8');
  writeFileSync(place, mutated({ file, from, to }, copy));
  try {
    return await runAll(tests);
  } finally {
    writeFileSync(place, source);
  }
}

async function runAll(tests, template) {
  const result = await runStory(copy, tests, server, template);
  passing.set(tests.file, new Set([...(passing.get(tests.file) ?? []), ...result.passed]));
  return result;
}
