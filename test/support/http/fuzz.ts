import fc from 'fast-check';
import type { Operation } from './described.js';
import { examplesOf } from './described.js';

/** A request as it is sent. */
export interface FuzzedRequest {
  readonly url: string;
  readonly contentType: string | null;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const ODD_TEXTS = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u200b',
    '\ufeff',
    '\ue000',
    '\ufffd',
    'é',
    'e\u0301',
    '１２３',
    '🧵',
    '\u202eabc',
    '国',
  ],
  ...[
    'a'.repeat(300),
    '字'.repeat(5_000),
    '%',
    '%00',
    '../..',
    "'; DROP TABLE declaration; --",
    '{}',
    '[]',
    'null',
    '*',
  ],
  ...['0', '-1', '-0', '1e5', '1E400', 'NaN', 'Infinity', '0x10', '1,000', '1.', '.5', '00012', '0.000000001'],
  ...[
    '9'.repeat(14),
    '9'.repeat(40),
    `0.${'1'.repeat(40)}`,
    '99999999999999.99999',
    '2147483648',
    '9223372036854775808',
  ],
  ...['2026-02-30', '2026-11-18', '9999-12-31', '0001-01-01', '10000-01-01', '-000001-01-01', '2021/12/28', '2026-W53'],
  ...[
    '2026-W47',
    '2026-W00',
    '2026-13',
    '2026-11',
    '9999-12',
    '0000-00',
    '2026-11-18T10:00:00Z',
    '2026-11-18T25:00:00Z',
  ],
  ...[
    '9999-12-31T23:59:59.999-14:00',
    '0000-01-01T00:00:00Z',
    '2026-11-18T10:00:00',
    '2026-11-18T10:00:00.123456789+08:00',
  ],
  ...[
    '01a20b0f-5a63-745c-85e5-20464bb23950',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'KQ-CTC',
    'USD',
    'NGA',
    'CHN',
    'xlsx',
  ],
  ...['constructor', '__proto__', 'toString', 'WyJ4Il0', 'bnVsbA', 'draft,closed', ',', 'true', 'country,country'],
];
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, 2 ** 31, [], {}, [null], [[]], [{}], { a: 1 }, [1, 'a', {}], ['']],
  ...[nested(20), Array<number>(2_100).fill(1), Array<object>(300).fill({}), Object.fromEntries(many(250))],
];

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

function many(count: number): [string, number][] {
  return Array.from({ length: count }, (_, index) => [`k${index}`, index]);
}

const oddText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary', maxLength: 20 }));
const oddValue: fc.Arbitrary<unknown> = fc.oneof(oddText, fc.constantFrom(...ODD_VALUES), fc.double(), fc.integer());
const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '', 'a/b~c', 'id'),
  fc.string(),
);

type Change = (json: unknown) => unknown;

/** Somewhere inside, something else. */
const change: fc.Arbitrary<Change> = fc
  .record({
    way: fc.array(fc.nat(60), { maxLength: 4 }),
    how: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
    value: oddValue,
    name: oddName,
  })
  .map(
    ({ way, how, value, name }) =>
      (json: unknown) =>
        changed(json, way, { how, value, name }),
  );

interface Doing {
  readonly how: string;
  readonly value: unknown;
  readonly name: string;
}

function changed(json: unknown, way: readonly number[], doing: Doing): unknown {
  if (json === null || typeof json !== 'object') return doing.value;
  const [turn = 0, ...rest] = way;
  const entries = Object.entries(json);
  const [key] = entries[turn % Math.max(1, entries.length)] ?? [];
  const isHere = way.length === 0 || key === undefined;
  const made = isHere
    ? atHere(entries, doing)
    : entries.map(([name, each]) => (name === key ? into(name, each) : [name, each]));
  if (Array.isArray(json)) return made.map(([, each]) => each);
  return Object.fromEntries(made.map(([name, each]) => [name, each]));

  function into(name: string, each: unknown): [string, unknown] {
    return [name, changed(each, rest, doing)];
  }
}

function atHere(entries: [string, unknown][], { how, value, name }: Doing): unknown[][] {
  if (how === 'add') return [...entries, [name, value]];
  if (how === 'remove') return entries.slice(1);
  if (how === 'repeat') return [...entries, ...entries.map(([key, each]) => [`${key} `, each])];
  return entries.map(([key], index) => (index === 0 ? [key, value] : [key, entries[index]?.[1]]));
}

/** The text of a body: mostly JSON that was changed here and there, sometimes broken as a text. */
const bodyLike = (examples: readonly unknown[]): fc.Arbitrary<string> => {
  const json = fc
    .record({
      example: examples.length > 0 ? fc.constantFrom(...examples) : fc.constant({}),
      changes: fc.array(change, { maxLength: 3 }),
    })
    .map(({ example, changes }) => JSON.stringify(changes.reduce((value, each) => each(value), example)) ?? '');
  const cut = fc
    .record({ json, at: fc.nat(400), by: oddText })
    .map(({ json, at, by }) => json.slice(0, at) + by + json.slice(at + 1));
  const twice = json.map((text) =>
    text.startsWith('{') && text.length > 2 ? `{${text.slice(1, -1)},${text.slice(1)}` : text,
  );
  return fc.oneof({ weight: 8, arbitrary: json }, { weight: 1, arbitrary: cut }, { weight: 1, arbitrary: twice });
};

const queryLike = (names: readonly string[]): fc.Arbitrary<string> => {
  const pair = fc
    .tuple(names.length > 0 ? fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, oddName) : oddName, oddText)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return fc
    .array(pair, { maxLength: names.length > 0 ? 3 : 1 })
    .map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''));
};

/** A lone surrogate has no place in an address: its bytes are sent as a broken client would. */
const encoded = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
};

/** Requests to a route that are nearly right. `known` are values for its path parameters that lead somewhere. */
export function fuzzedRequests(
  { path, operation }: { path: string; operation: Operation },
  known: readonly string[],
): fc.Arbitrary<FuzzedRequest> {
  const names = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const examples = examplesOf(media);
  const places = path.split('/').filter((segment) => segment.startsWith('{')).length;
  const segment = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: oddText.map(encoded) },
  );
  return fc
    .record({
      segments: fc.array(segment, { minLength: places, maxLength: places }),
      query: queryLike(names),
      body: type === undefined ? fc.constant(null) : bodyLike(examples),
      ifMatch: fc.constantFrom('*', '"r1"', 'W/"r1"', '"a", "r2"', 'r1', ''),
      accept: fc.constantFrom('*/*', '*/*', '*/*', 'application/json', 'text/csv;q=0.5, */*;q=0.1', 'image/png'),
    })
    .map(({ segments, query, body, ifMatch, accept }) => ({
      url:
        path
          .split('/')
          .map((part) => (part.startsWith('{') ? segments.shift() : part))
          .join('/') + query,
      contentType: type ?? null,
      body: typeof body === 'string' && type !== 'application/json' ? String(examples[0]) + body : body,
      headers: { 'if-match': ifMatch, accept },
    }));
}
