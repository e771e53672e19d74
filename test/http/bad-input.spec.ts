import fc from 'fast-check';
import { exampleDeclaration } from '../samples/example.js';
import { useOffice } from '../support/office.js';

const office = useOffice();

/** The bytes as they are: supertest would write a Buffer as JSON. */
const send = (body: string | Buffer, type = 'application/json', path = '/v1/declarations') =>
  office
    .as('brokerA')
    .post(path)
    .set('Content-Type', type)
    .serialize((value: unknown) => value as string)
    .send(body);

const stored = async () =>
  (
    await office.rows<{ n: number }>(
      `SELECT (SELECT count(*) FROM declaration) + (SELECT count(*) FROM receipt) + (SELECT count(*) FROM shipment) + (SELECT count(*) FROM import_file) AS n`,
    )
  )[0]?.n;

const found = ({ violations }: { violations: { pointer: string; code: string }[] }): string[] =>
  violations.map(({ pointer, code }) => `${pointer} ${code}`).sort();

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a body that cannot be read', () => {
  it.each<[string, string | Buffer, string, string]>([
    ['broken JSON', '{"reference": ', 'application/json', '400 body-not-json'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'application/json', '400 body-not-json'],
    ['ten megabytes', Buffer.alloc(10 * 1024 * 1024, ' '), 'application/json', '413 body-too-large'],
    ['ten thousand brackets', `{"goods":${nested(10_000)}}`, 'application/json', '400 nesting-too-deep'],
    ['nine thousand items', JSON.stringify({ goods: Array(9_000).fill({}) }), 'application/json', '400 array-too-long'],
    [
      'a NUL character',
      '{"reference":"a\\u0000b","market":"KQ-CTC"}',
      'application/json',
      '400 text-forbidden-character',
    ],
    [
      'half a surrogate',
      '{"reference":"a\\ud800","market":"KQ-CTC"}',
      'application/json',
      '400 text-forbidden-character',
    ],
    ['a list', '[]', 'application/json', '400 type-wrong'],
    ['nothing', '', 'application/json', '400 body-empty'],
    ['XML', '<a/>', 'application/xml', '415 media-type-unsupported'],
  ])('of %s is refused, with the reason', async (_, body, type, expected) => {
    const before = await stored();
    const answer = await send(body, type);
    expect(`${answer.status} ${answer.body.code}`).toBe(expected);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(await stored()).toBe(before);
  });
});

it('a body with several texts that cannot be stored is refused with the place of each', async () => {
  const answer = await send(
    '{"reference":"a\\ud800","remark\\u0000":1,"goods":[{},{"name":"\\u0000"}]}',
    'application/json',
  );
  expect(found(answer.body)).toEqual([
    '/goods/1/name text-forbidden-character',
    '/market required-missing',
    '/reference text-forbidden-character',
    '/remark\u0000 field-unknown',
  ]);
});

it('a repeated key, a reserved one and a text that cannot be stored hide no other breach', async () => {
  const answer = await send(
    '{"reference":"A","reference":"B","__proto__":{},"packages":"12","colour":1,"goods":[{"name":"\\u0000","quantity":3}]}',
    'application/json',
  );
  expect(found(answer.body)).toEqual([
    '/__proto__ field-unknown',
    '/colour field-unknown',
    '/goods/0/name text-forbidden-character',
    '/goods/0/quantity type-wrong',
    '/market required-missing',
    '/packages integer-invalid',
    '/reference field-repeated',
  ]);
});

describe('a body that costs more than its limits', () => {
  const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, 1]));
  const lines = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const containers = (count: number, links: number) =>
    Array(count).fill({ number: 'CSQU3054383', goodsLines: lines(links) });

  it.each<[string, string, string, string]>([
    ['60,000 unknown keys', JSON.stringify(named(60_000)), '', 'object-too-wide'],
    [
      '2,400 goods of 40 unknown keys',
      JSON.stringify({ goods: Array(2_400).fill(named(40)) }),
      '/goods',
      'array-too-long',
    ],
    ['50,500 links', JSON.stringify({ containers: containers(101, 500) }), '/containers', 'too-many-container-links'],
    ['__proto__', '{"reference":"P-1","market":"KQ-CTC","__proto__":{"a":1}}', '/__proto__', 'field-unknown'],
    ['a constructor', '{"goods":[{"constructor":{"a":1}}]}', '/goods/0/constructor', 'field-unknown'],
    ['a key twice', '{"reference":"A","reference":"B"}', '/reference', 'field-repeated'],
  ])('is refused with its place: %s', async (_, text, pointer, code) => {
    const { status, body } = await send(text);
    expect([status, ...at(body, pointer)]).toEqual([400, code]);
  });

  const at = ({ violations }: { violations: { pointer: string; code: string }[] }, pointer: string) =>
    violations.filter((found) => found.pointer === pointer).map(({ code }) => code);

  it('is found a hundred of its breaches, and how many there are', async () => {
    const goods = Array(2_000).fill(named(40));
    const { body, text } = await send(JSON.stringify({ reference: 'W-1', market: 'KQ-CTC', goods })).expect(400);
    expect([body.violations.length, body.violationsTotal]).toEqual([100, 80_000]);
    expect(text.length).toBeLessThan(50_000);
  });

  it('takes what is exactly at the limit', async () => {
    const goods = lines(500).map((line) => ({ line }));
    const body = { reference: 'W-2', market: 'KQ-CTC', goods, containers: containers(100, 500) };
    await send(JSON.stringify(body)).expect(201);
  });
});

describe('a body of the wrong shape', () => {
  const wrong = {
    reference: 5,
    market: 'KQ-CTC',
    colour: 'red',
    packages: '12',
    goods: [{ quantity: 12, line: 1.5 }, 'x', []],
  };

  it('is found every breach at once, with its place', async () => {
    const { body } = await send(JSON.stringify(wrong)).expect(400);
    expect(found(body)).toEqual(
      [
        '/colour field-unknown',
        '/goods/1 type-wrong',
        '/goods/2 type-wrong',
        '/packages integer-invalid',
        '/reference type-wrong',
        '/goods/0/line integer-invalid',
        '/goods/0/quantity type-wrong',
      ].sort(),
    );
  });

  it.each([
    ['zh-CN', /[\u4e00-\u9fff]/],
    ['en', /^[\u0020-\u007e]+$/],
  ])('is found in the reader’s language: %s', async (language, script) => {
    const { body } = await office
      .as('brokerA')
      .post('/v1/declarations')
      .set('Accept-Language', language)
      .send({ reference: 'x' })
      .expect(400);
    for (const text of [body.detail, ...body.violations.map(({ message }: { message: string }) => message)]) {
      expect(text).toMatch(script);
    }
  });

  it('stores nothing of a list of which one entry is wrong', async () => {
    const before = await stored();
    const good = { channel: 'officer', code: 'accept', reference: 'nobody', eventTime: '2026-11-17T10:00:00+08:00' };
    await office
      .as('officer')
      .post('/v1/receipts')
      .send({ receipts: [good, { ...good, eventTime: 'soon' }] })
      .expect(400);
    expect(await stored()).toBe(before);
  });
});

describe('whatever is sent', () => {
  const RUNS = 150;
  const anything = fc.anything({
    maxDepth: 4,
    withBigInt: false,
    withDate: false,
    withMap: false,
    withSet: false,
    withTypedArray: false,
    withSparseArray: false,
    withNullPrototype: false,
  });

  it('is never answered by a fault of ours: any value in any field of a declaration', async () => {
    const fields = Object.keys(exampleDeclaration());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), anything, async (field, value) => {
        const text = JSON.stringify({ ...exampleDeclaration(), reference: `F-${field}`, [field]: value }) ?? '{}';
        const { status } = await send(text);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
  });

  it('is never answered by a fault of ours: any body to any route that takes one', async () => {
    const { body: document } = await office.anonymous.get('/openapi.json').expect(200);
    const routes = Object.entries(document.paths as Record<string, Record<string, unknown>>).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(
          (method) => [method, path.replace(/\{\w+\}/g, '01a20b0f-5a63-745c-85e5-20464bb23950')] as const,
        ),
    );
    const writing = routes.filter(
      ([method, path]) => ['post', 'put', 'patch', 'delete'].includes(method) && !path.includes('clock'),
    );
    expect(writing.length).toBeGreaterThan(10);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...writing),
        fc.constantFrom('admin' as const, 'brokerB' as const, 'officer' as const),
        anything,
        async ([method, path], who, value) => {
          const request = office
            .as(who)
            [method as 'post'](path)
            .set('Content-Type', 'application/json')
            .set('If-Match', '"r1"');
          const { status } = await request.send(JSON.stringify(value) ?? '');
          expect([status, method, path]).toEqual([expect.any(Number), method, path]);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS * 2 },
    );
  });

  it('is never answered by a fault of ours: any query to any list', async () => {
    const { body: document } = await office.anonymous.get('/openapi.json').expect(200);
    const lists = Object.entries(
      document.paths as Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>,
    ).flatMap(([path, { get }]) => {
      const names = (get?.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      return names.map((name) => [path.replace(/\{\w+\}/g, '2026-11'), name] as const);
    });
    const odd = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom('', "'; drop table x --", '2026-02-30', '9'.repeat(30), 'bnVsbA', 'WyJ4Il0'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lists),
        fc.constantFrom('admin' as const, 'brokerA' as const),
        odd,
        async ([path, name], who, value) => {
          const { status } = await office.as(who).get(`${path}?${name}=${encodeURIComponent(value)}`);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS * 2 },
    );
  });
});
