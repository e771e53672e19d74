const shared = {
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  transform: {
    '^.+\\.ts$': ['@swc/jest'],
    '/node_modules/(hyparquet|openid-client|oauth4webapi|jose).+\\.js$': ['@swc/jest'],
  },
  // These are ES modules only: Node loads them, Jest has to have them rewritten.
  transformIgnorePatterns: ['/node_modules/(?!hyparquet|openid-client|oauth4webapi|jose)'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
const isApart = process.env.STORIES === 'apart';
const server = {
  globalSetup: '<rootDir>/test/support/servers/global-setup.cjs',
  globalTeardown: '<rootDir>/test/support/servers/global-teardown.cjs',
};
/** Stories in a browser, where there is one (scripts/test.mjs). */
const browser = {
  ...shared,
  ...server,
  displayName: 'console',
  roots: ['<rootDir>/test'],
  testRegex: isApart ? '\\.browser\\.ts$' : 'test/chapters/console/',
};

/**
 * Two halves: pure rules beside the code need nothing; stories in test/ get a server with a migrated template database. All of them
 * run as a few chapters, which load what they share once (test/support/chapter.ts).
 */
module.exports = {
  testTimeout: 30_000,
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  projects: [
    {
      ...shared,
      displayName: 'rules',
      roots: (isApart ? ['src', 'embedded-postgres', 'console'] : ['test/chapters/rules']).map(
        (root) => `<rootDir>/${root}`,
      ),
      testRegex: isApart ? '\\.spec\\.ts$' : '\\.ts$',
    },
    {
      ...shared,
      displayName: 'stories',
      roots: ['<rootDir>/test'],
      testRegex: isApart ? '\\.spec\\.ts$' : 'test/chapters/stories/',
      ...server,
    },
    ...(process.env.CHROMIUM ? [browser] : []),
  ],
};
