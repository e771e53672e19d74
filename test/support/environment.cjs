const { TestEnvironment } = require('jest-environment-node');

/** Counts the failures of a file: what a story that failed may still be doing must not meet the next one (test/support/shared-services.ts). */
module.exports = class CountingFailures extends TestEnvironment {
  handleTestEvent({ name }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') this.global.failures = (this.global.failures ?? 0) + 1;
  }
};
