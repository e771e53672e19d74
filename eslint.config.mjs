import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** A rule that reports every node one of the selectors finds. Each ban is a rule of its own, so that a folder can be let off one of them. */
const ban = (message, ...selectors) => ({
  meta: { type: 'problem', schema: [] },
  create: (context) =>
    Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
});

const MONEY = '/(amount|charge|cny|fob|kg$|money|price|quantity|rates?$|total|usd|weight|.value$)/i';

/** Injected constructors and route handlers are called by the framework, which does not mix arguments up; people do. */
const fewParameters = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    ':function[params.length>4]'(node) {
      const isInjected = node.params.some((parameter) => parameter.decorators?.length > 0);
      if (node.parent.kind === 'constructor' || isInjected) return;
      context.report({ node, message: 'More than four parameters: pass an object with names.' });
    },
  }),
};

const loomgate = {
  rules: {
    'few-parameters': fewParameters,
    'one-clock': ban(
      'Only src/vocabulary/clock.ts reads the time: take a Clock, or get the instant as an argument.',
      'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
      'NewExpression[callee.name="Date"][arguments.length=0]',
      'CallExpression[callee.name="Date"]',
    ),
    'plain-domain': ban(
      'Rules are plain synchronous functions on plain data: no promise, no decorator.',
      ':function[async=true]',
      'AwaitExpression',
      'ForOfStatement[await=true]',
      'Identifier[name="Promise"]',
      'Decorator',
    ),
    'no-parse-float': ban(
      'A float cannot hold money: use dec() of src/vocabulary/decimal.ts.',
      'CallExpression[callee.name="parseFloat"]',
      'CallExpression[callee.property.name="parseFloat"]',
    ),
    'exact-money': ban(
      'A number cannot hold money, weights or rates exactly: stay with Decimal, or with decimal text.',
      'CallExpression[callee.property.name="toNumber"]',
      `CallExpression[callee.name="Number"] > Identifier.arguments[name=${MONEY}]`,
      `CallExpression[callee.name="Number"] > MemberExpression.arguments[property.name=${MONEY}]`,
      `UnaryExpression[operator="+"] > Identifier[name=${MONEY}]`,
      `UnaryExpression[operator="+"] > MemberExpression[property.name=${MONEY}]`,
    ),
    'one-environment': ban(
      'Only src/platform/config reads the environment: take the Config.',
      'MemberExpression[object.name="process"][property.name="env"]',
      'MemberExpression[object.name="process"][property.value="env"]',
      'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
    ),
    'refusals-not-http': ban(
      'Throw refuse(kind, code, …): only src/platform/http knows about HTTP answers.',
      'Identifier[name="HttpException"]',
      'ImportDeclaration[source.value="@nestjs/common"] > ImportSpecifier[imported.name=/.Exception$/]',
    ),
    'no-forward-ref': ban(
      'forwardRef hides a circle between modules: move what both need to the left of both.',
      'Identifier[name="forwardRef"]',
    ),
    'every-test-runs': ban(
      'Every test runs, always.',
      'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo)$/]',
      'CallExpression[callee.name=/^(fit|fdescribe|ftest|xit|xdescribe|xtest)$/]',
    ),
  },
};

const everywhere = {
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-unreachable': 'error',
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', 60],
};

/** What Node has without an import. Scripts are not compiled: a name that is nowhere would show only when its line runs. */
const NODE = ['__dirname', 'clearInterval', 'console', 'performance', 'process', 'setInterval'];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'coverage/', 'console/dist/', 'console/api/generated/', '.data/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: { globals: Object.fromEntries(NODE.map((name) => [name, 'readonly'])) },
    rules: { ...everywhere, 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    plugins: { '@typescript-eslint': tseslint.plugin, loomgate },
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    rules: {
      ...everywhere,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      'loomgate/few-parameters': 'error',
      'loomgate/no-parse-float': 'error',
      'loomgate/no-forward-ref': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'loomgate/one-clock': 'error',
      'loomgate/exact-money': 'error',
      'loomgate/one-environment': 'error',
      'loomgate/refusals-not-http': 'error',
    },
  },
  {
    files: ['console/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'loomgate/exact-money': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // A handler that starts something is not waited for: its failure is shown by the client of the API.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['src/vocabulary/clock.ts'], rules: { 'loomgate/one-clock': 'off' } },
  { files: ['src/platform/config/**'], rules: { 'loomgate/one-environment': 'off' } },
  { files: ['src/platform/http/**'], rules: { 'loomgate/refusals-not-http': 'off' } },
  {
    files: ['src/**/domain/**/*.ts', 'src/{vocabulary,messages}/**/*.ts'],
    rules: { 'loomgate/plain-domain': 'error' },
  },
  {
    files: ['**/*.spec.{ts,tsx}', 'test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'loomgate/one-clock': 'off',
      'loomgate/exact-money': 'off',
      'loomgate/one-environment': 'off',
      'loomgate/plain-domain': 'off',
      'loomgate/every-test-runs': 'error',
    },
  },
  // A migration is one long statement of what the tables look like.
  { files: ['migrations/*.ts'], rules: { 'max-lines-per-function': 'off' } },
);
