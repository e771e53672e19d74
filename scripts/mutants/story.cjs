/**
 * `node story.cjs FILE RESULT [TESTS]`: runs one file of tests without the rest of Jest, which takes longer to begin than most stories take.
 * TESTS is a part of the names of those to run. Writes the names of those that passed, and names and errors of those that did not.
 */
const { writeFileSync } = require('node:fs');
const { resolve } = require('node:path');
require('../../test/support/processes/compile-typescript.cjs');
const { jestExpect } = require('@jest/expect');
const circus = require('jest-circus');
const { testTimeout } = require('../../jest.config.cjs');

const [file, result, tests] = process.argv.slice(2);
Object.assign(globalThis, circus, { expect: jestExpect });
circus.setState({
  ...circus.getState(),
  testTimeout,
  testNamePattern: tests === undefined ? null : new RegExp(tests.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'),
});

async function main() {
  require(resolve(file));
  const { testResults, unhandledErrors } = await circus.run();
  const nameOf = ({ testPath }) => testPath.slice(1).join(' ');
  const failures = testResults
    .filter(({ errors }) => errors.length > 0)
    .map((test) => ({ name: nameOf(test), error: test.errors.join('\n') }));
  failures.push(...unhandledErrors.map((error) => ({ name: file, error })));
  const passed = testResults.filter(({ status, errors }) => status === 'done' && errors.length === 0).map(nameOf);
  writeFileSync(result, JSON.stringify({ passed, failures }));
}

// A file that cannot be loaded has failed; what a story leaves open must not keep its process.
main()
  .catch((error) =>
    writeFileSync(result, JSON.stringify({ passed: [], failures: [{ name: file, error: String(error) }] })),
  )
  .then(() => process.exit(0));
