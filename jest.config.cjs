const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

/**
 * Two halves: pure rules beside the code need nothing; stories in test/ get a server with a migrated template database. All stories
 * run as a few chapters, which load what they share once (test/support/chapter.ts).
 */
module.exports = {
  testTimeout: 30_000,
  workerIdleMemoryLimit: '1GB',
  projects: [
    {
      ...shared,
      displayName: 'rules',
      roots: ['<rootDir>/src', '<rootDir>/embedded-postgres'],
      testRegex: '\\.spec\\.ts$',
    },
    {
      ...shared,
      displayName: 'stories',
      roots: ['<rootDir>/test'],
      testRegex: process.env.STORIES === 'apart' ? '\\.spec\\.ts$' : 'test/chapters/',
      globalSetup: '<rootDir>/test/support/servers/global-setup.cjs',
      globalTeardown: '<rootDir>/test/support/servers/global-teardown.cjs',
    },
  ],
};
