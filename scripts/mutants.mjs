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
/** By story and tests: how they end as long as nothing is removed. A story that fails anyway would catch everything. */
const sound = new Map();
const counts = { caught: 0, survived: 0, failed: 0 };
for (const mutant of chosen.filter((each) => misfit(each) === null)) {
  const started = performance.now();
  const { outcome, detail } = await outcomeOf(mutant).catch((error) => ({ outcome: 'failed', detail: String(error) }));
  counts[outcome]++;
  console.log(`${outcome}: ${mutant.name} (${detail}, ${((performance.now() - started) / 1000).toFixed(0)} s)`);
}
await server.stop();
const run = counts.caught + counts.survived;
const share = run === 0 ? 0 : counts.caught / run;
console.log(
  `Mutants: ${counts.caught} of ${run} caught (${(100 * share).toFixed(1)} %), ${counts.failed} could not be tried, ${misfits.length} do not fit.`,
);
process.exit(misfits.length === 0 && counts.failed === 0 && share >= SHARE_NEEDED ? 0 : 1);

async function outcomeOf(mutant) {
  let passing = 0;
  for (const story of mutant.stories) {
    const tests = { file: fileOf(story), only: mutant.only };
    if (!(await isSound(tests))) return { outcome: 'failed', detail: `${story} fails without it too` };
    const { passed, failures, output } = await withMutant(mutant, tests);
    // A run without a test has shown nothing: it does not begin, or does not end.
    if (passed + failures.length === 0)
      return { outcome: 'failed', detail: `no test ran: ${output.trim().slice(-300)}` };
    if (failures.length > 0) return { outcome: 'caught', detail: describe(passed, failures) };
    passing += passed;
  }
  return { outcome: 'survived', detail: `${passing} tests pass` };
}

/** Tests that took too long are named so: a machine with other work explains them too. */
function describe(passed, failures) {
  const late = failures.filter(({ error }) => error.includes('Exceeded timeout')).length;
  return `${failures.length} of ${passed + failures.length} tests fail${late > 0 ? `, ${late} took too long` : ''}: ${failures[0].name}`;
}

async function isSound(tests) {
  const key = JSON.stringify(tests);
  if (!sound.has(key)) sound.set(key, await runStory(copy, tests, server));
  const { passed, failures } = sound.get(key);
  return passed > 0 && failures.length === 0;
}

async function withMutant({ sql, file, from, to }, tests) {
  if (sql !== undefined) return server.without(sql, (template) => runStory(copy, tests, server, template));
  const place = join(copy, file);
  const source = readFileSync(place, 'utf8');
  writeFileSync(place, mutated({ file, from, to }, copy));
  try {
    return await runStory(copy, tests, server);
  } finally {
    writeFileSync(place, source);
  }
}
