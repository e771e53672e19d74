/**
 * The architecture, checked. Folders of src stand on a ladder and import only from lower ones; what must react to something
 * higher is written in the higher folder. The files directly in src, and command-line, put everything together and are imported by nobody.
 */
const LADDER = require('./scripts/ladder.cjs');
const SPEC = '\\.spec\\.tsx?$';
/** Lowest first, as in console/. */
const CONSOLE_LADDER = ['styles', 'texts', 'kit', 'api', 'grid', 'shared', 'desks', 'app'];
/** Found by their names (src/platform/database/data-source.ts). */
const ENTITY = '\\.entity\\.ts$';
const TOP = '^src/([^/]+\\.ts$|command-line/)';

const oneOf = (names) => `(${names.join('|')})`;

const rungs = LADDER.slice(0, -1).map((folder, rung) => ({
  name: `ladder-${folder}`,
  comment: `${folder} stands below what it imports: write the reaction in the higher folder.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: `^src/${oneOf(LADDER.slice(rung + 1))}/` },
}));

module.exports = {
  forbidden: [
    ...rungs,
    {
      name: 'on-the-ladder',
      comment: 'A new folder of src needs its rung in scripts/ladder.cjs.',
      severity: 'error',
      from: { path: `^src/(?!${oneOf([...LADDER, 'command-line'])}/)[^/]+/` },
      to: {},
    },
    {
      name: 'reached-by-the-service',
      comment:
        'No module, and nothing that a module imports, names this file: a controller, a processor or a kind of period in it is not there.',
      severity: 'error',
      from: { path: '^src/(main|cli)\\.ts$' },
      to: { path: '^src/', pathNot: [SPEC, ENTITY, '^src/(main|cli)\\.ts$'], reachable: false },
    },
    {
      name: 'top-is-imported-by-nobody',
      comment: 'The files that put the service together may know everybody, so nobody may know them.',
      severity: 'error',
      from: { path: '^src/', pathNot: [TOP, SPEC] },
      to: { path: TOP },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Trade rules are plain functions: they import other rules and the vocabulary, no framework, no database, no Node.',
      severity: 'error',
      from: { path: '^src/[^/]+/domain/', pathNot: SPEC },
      to: { pathNot: ['^src/[^/]+/domain/', '^src/(vocabulary|messages)/'] },
    },
    {
      name: 'vocabulary-is-pure',
      comment:
        'The vocabulary and the messages are what everybody shares: exact numbers, periods, codes and texts, nothing that does anything.',
      severity: 'error',
      from: { path: '^src/(vocabulary|messages)/', pathNot: SPEC },
      to: {
        pathNot: [
          '^src/(vocabulary|messages)/',
          '^node_modules/(decimal\\.js|luxon|@types/luxon|i18n-iso-countries)/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'controllers-know-no-sql',
      comment:
        'A controller is HTTP only: it asks a service, which opens the transaction. Types of answers may be named.',
      severity: 'error',
      // What settlement and open-items still have of it is to be moved to services.
      from: { path: '\\.controller\\.ts$', pathNot: '^src/(settlement|open-items)/' },
      to: { path: '\\.(query|repository)\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'queue-behind-one-door',
      comment: 'Only platform/queue knows BullMQ: a job only says when to look, and the queue may be exchanged.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/platform/queue/', '^src/(main|app\\.module)\\.ts$'] },
      to: { path: '^node_modules/bullmq/' },
    },
    {
      name: 'migrations-know-no-service',
      comment: 'A migration must do tomorrow what it did today: of src it uses plain data and rules, never what runs.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(src|test|bench)/', pathNot: ['^src/platform/database/', '^src/[^/]+/(data|domain)/'] },
    },
    {
      name: 'embedded-postgres-alone',
      comment: 'embedded-postgres is a package of its own: it knows nothing of the service.',
      severity: 'error',
      from: { path: '^embedded-postgres/' },
      to: { path: '^(src|migrations|test|bench|scripts)/' },
    },
    {
      name: 'service-without-migrations',
      comment:
        'Only src/infrastructure.ts knows the migrations: nothing that runs may depend on how the schema came about.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/infrastructure\\.ts$', SPEC] },
      to: { path: '^migrations/' },
    },
    {
      name: 'service-without-tests',
      comment: 'What runs in production imports nothing of the tests or benchmarks.',
      severity: 'error',
      from: { path: '^src/', pathNot: SPEC },
      to: { path: ['^(test|bench)/', SPEC] },
    },
    ...CONSOLE_LADDER.slice(0, -1).map((folder, rung) => ({
      name: `console-ladder-${folder}`,
      comment: `console/${folder} stands below what it imports: the kit knows no API, and no desk another one.`,
      severity: 'error',
      from: { path: `^console/${folder}/` },
      to: { path: `^console/${oneOf(CONSOLE_LADDER.slice(rung + 1))}/` },
    })),
    {
      name: 'desks-know-no-other-desk',
      comment: 'Each desk is a chunk of its own: what two of them need stands in console/shared.',
      severity: 'error',
      from: { path: '^console/desks/([^/]+)/' },
      to: { path: '^console/desks/', pathNot: '^console/desks/$1/' },
    },
    {
      name: 'console-by-the-public-api',
      comment: 'The console knows the service by its public API only; a test may compare the two.',
      severity: 'error',
      from: { path: '^console/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '^(src|migrations|test|bench|scripts|embedded-postgres)/' },
    },
    {
      name: 'service-without-console',
      comment: 'The service serves what was built of the console, and imports nothing of it.',
      severity: 'error',
      from: { path: '^(src|migrations|bench|embedded-postgres)/' },
      to: { path: '^console/' },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or there is a third that both need.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circles-between-rooms',
      comment: 'The rooms of declarations stand on floors: what two of them need lies below both.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^src/declarations/(?!domain)' },
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere would pass every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-borrowed-packages',
      comment: 'A package we import is in our package.json; development packages only in tests and benchmarks.',
      severity: 'error',
      from: { path: '^(src|embedded-postgres|migrations)/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|console/dist)/' },
    // Type-only imports count as well: they tie folders together just as much.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'types', 'default', 'import'],
    },
  },
};
