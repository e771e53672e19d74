/**
 * `npm test [-- arguments of Jest]`: every test, with a plain count as the last line. The stories start a PostgreSQL of their own
 * (test/support/servers/global-setup.ts) unless DATABASE_URL names one; with REDIS_URL the stories that use
 * the queue run on Redis. A story that is named runs by itself (`npm test -- receipts`); all run as chapters (test/support/chapter.ts).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from './browser/chromium.mjs';
import { run } from './child.mjs';
import { endWithParent } from './parent.mjs';
import { failWith, prepare, root } from './prepare.mjs';

const WORKERS_MAX = 4;
const OPTIONS_WITH_VALUE = ['--selectProjects', '-t', '--testNamePattern', '-w', '--maxWorkers'];
/** What a developer may have set for `npm start` must not decide whether a test passes. */
const NOT_FOR_TESTS = [
  'PORT',
  'HOST',
  'DEMO',
  'PROCESS_ROLE',
  'TRIAL_CLOCK',
  'OIDC_ISSUER',
  'OIDC_AUDIENCE',
  'NODE_ENV',
];

endWithParent();
await prepare({ build: false, page: true });
const browser = usesBrowser() ? chromium() : { path: null };
if (browser.why && process.env.CI) failWith(`The console's stories cannot run: ${browser.why}.`);
const scratch = mkdtempSync(join(tmpdir(), 'loomgate-tests-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
const result = join(scratch, 'result.json');
const { code } = await run(
  process.execPath,
  [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...jestArguments()],
  {
    cwd: root,
    env: testEnvironment(),
  },
);
const { passed, failed, skipped } = counts();
if (browser.why) console.log(`SKIPPED: all stories of the console in a browser, since ${browser.why}.`);
if (skipped > 0) console.log(`Skipped: ${skipped}`);
if (passed + failed === 0) console.log('No test ran, which counts as a failure.');
console.log(`Tests: ${passed} passed, ${failed} failed`);
process.exit(code === 0 && failed === 0 && passed > 0 ? 0 : 1);

function jestArguments() {
  const given = process.argv.slice(2);
  const decided = given.some((argument) => /^(-w|-i|--maxWorkers|--runInBand)/.test(argument));
  // One more than processors: stories also wait, for a worker to be found stalled or for a lost connection to be given up. With two more both
  // processors had nothing left, and stories took each other's time.
  const workers = decided ? [] : [`--maxWorkers=${Math.min(availableParallelism() + 1, WORKERS_MAX)}`];
  return ['--json', `--outputFile=${result}`, ...workers, ...given];
}

function testEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.includes(name));
  const given = process.argv.slice(2);
  const isNamed = given.some((argument, n) => !argument.startsWith('-') && !OPTIONS_WITH_VALUE.includes(given[n - 1]));
  const own = { CHROMIUM: browser.path ?? '' };
  return {
    ...Object.fromEntries(inherited),
    ...own,
    DATA_DIR: join(scratch, 'data'),
    STORIES: isNamed ? 'apart' : 'chapters',
  };
}

/** Everything runs, or a story of the console is named. */
function usesBrowser() {
  const given = process.argv.slice(2);
  const project = given[given.indexOf('--selectProjects') + 1];
  if (given.includes('--selectProjects') && project !== 'console') return false;
  const names = given.filter((argument, n) => !argument.startsWith('-') && !OPTIONS_WITH_VALUE.includes(given[n - 1]));
  return names.length === 0 || names.some((name) => /console|browser/.test(name));
}

/** A file that could not even be loaded has no tests to count: it counts as one failure. */
function counts() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(result, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
