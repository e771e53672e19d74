import {
  type ApiDocument,
  apiDocument,
  differences,
  examplesOf,
  type Operation,
  operationsOf,
  resolve,
} from '../support/http/described.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T06:00:00Z' });

let document: ApiDocument;
beforeAll(async () => {
  document = await apiDocument(office);
});

const successOf = ({ responses }: Operation) => Object.entries(responses).find(([status]) => status.startsWith('2'));
const bodyOf = (operation: Operation) => Object.values(operation.requestBody?.content ?? {})[0];

describe('the API description', () => {
  it('has every route of the service, and no other', () => {
    const served = (office.descriptions?.routes() ?? []).filter((name) => !/ \/(docs|openapi)/.test(name));
    expect(operationsOf(document).map(({ name }) => name)).toEqual(expect.arrayContaining(served));
    expect(served.sort()).toEqual(
      operationsOf(document)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('says of every route what it is for, who may call it, what it takes and what it answers', () => {
    const missing = operationsOf(document).flatMap(({ name, operation }) => {
      const [status = '', answer] = successOf(operation) ?? [];
      const contents = Object.values(answer?.content ?? {});
      const body = bodyOf(operation);
      return [
        operation.summary ? '' : '@ApiOperation({ summary: … })',
        operation['x-roles']?.length || operation.security?.length === 0 ? '' : '@Roles(…)',
        body && examplesOf(body).length === 0
          ? '@RequestExample(A_BODY_THAT_IS_TAKEN), or an example in each required Field.*'
          : '',
        (status === '204') === (contents.length === 0)
          ? ''
          : '@ResponseExample(AN_ANSWER) or @ResponseFileExample(…), from a *.examples.ts beside it (nothing else counts), or answer 204',
        contents.every((media) => examplesOf(media).length > 0 && media.schema)
          ? ''
          : 'an example in @ResponseExample(…)',
      ]
        .filter(Boolean)
        .map((what) => `${name} (${operation.operationId}): add ${what}`);
    });
    expect(missing).toEqual([]);
  });

  it('is sound OpenAPI 3.1: unique names, parameters of each path, references that lead somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, path, operation } of operationsOf(document)) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path' && parameter.required);
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      expect([name, inPath.map((parameter) => parameter.name).sort()]).toEqual([name, wanted.sort()]);
      const places = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect([name, new Set(places).size]).toEqual([name, places.length]);
      for (const answer of Object.values(operation.responses)) {
        expect([name, resolve(document, answer).description]).toEqual([name, expect.stringMatching(/\S/)]);
      }
    }
    expect(faultsIn(document)).toEqual([]);
  });

  it('shows bodies and answers that are what it says they are', () => {
    const faults = operationsOf(document).flatMap(({ name, operation }) => {
      const contents = [bodyOf(operation), ...Object.values(successOf(operation)?.[1].content ?? {})];
      return contents.flatMap((media) =>
        examplesOf(media).flatMap((example) =>
          differences(document, media?.schema ?? {}, example).map((fault) => `${name} ${fault}`),
        ),
      );
    });
    expect(faults).toEqual([]);
  });

  it('says of every route how it refuses, in one shape', () => {
    for (const { name, method, path, operation } of operationsOf(document)) {
      const described = Object.keys(operation.responses);
      const header = operation.parameters.find((parameter) => parameter.name === 'If-Match');
      const wanted = [
        '400',
        'default',
        ...(operation.security ? [] : ['401', '403']),
        ...(path.includes('{') ? ['404'] : []),
        ...(method === 'get' ? [] : ['409', '422']),
        ...(header ? ['412', '428'] : []),
      ];
      expect([name, described]).toEqual([name, expect.arrayContaining(wanted)]);
    }
    for (const answer of Object.values(document.components['responses'] ?? {})) {
      const media = (answer as Operation['responses'][string]).content?.['application/problem+json'];
      expect(media?.schema).toEqual({ $ref: '#/components/schemas/Problem' });
      for (const example of examplesOf(media)) expect(differences(document, media?.schema ?? {}, example)).toEqual([]);
    }
  });

  it('says how digests are computed again', () => {
    for (const path of ['/v1/settlements/{id}', '/v1/reminders/{id}']) {
      const { description } = (document.paths[path] as unknown as { get: { description?: string } }).get;
      expect(description).toMatch(/`digest` is the SHA-256 .* keys of every object sorted/);
    }
  });

  it('knows the refusals of a running service', async () => {
    const problem = { $ref: '#/components/schemas/Problem' };
    const asked: [Who, string, number][] = [
      ['admin', '/v1/keys?limit=0', 400],
      ['officer', '/v1/keys', 403],
      ['admin', '/v1/markets/XX', 404],
      ['admin', '/v1/nowhere', 404],
    ];
    for (const [who, path, status] of asked) {
      const { body } = await office.as(who).get(path).expect(status);
      expect([path, differences(document, problem, body)]).toEqual([path, []]);
    }
    const { body } = await office.as('brokerA').post('/v1/shipments').send({ containerNumber: 'X', market: 'X' });
    expect(differences(document, problem, body)).toEqual([]);
  });
});

/** Everything that is wrong anywhere in it: dead references, words of OpenAPI 3.0, types nobody knows. */
function faultsIn(value: unknown, at = '#'): string[] {
  if (value === null || typeof value !== 'object') return [];
  const faults = Object.entries(value).flatMap(([key, inner]) =>
    // Examples are data, not schemas.
    ['example', 'examples'].includes(key) ? [] : faultsIn(inner, `${at}/${key}`),
  );
  const { $ref, type } = value as { $ref?: unknown; type?: unknown };
  if (typeof $ref === 'string') resolve(document, { $ref });
  if ('nullable' in value && !at.endsWith('/properties')) faults.push(`${at}: nullable is of OpenAPI 3.0`);
  const known = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string', 'http', 'apiKey'];
  const types = at.endsWith('/properties') || type === undefined ? [] : [type].flat();
  return [...faults, ...types.filter((name) => !known.includes(name as string)).map((name) => `${at}: type ${name}`)];
}
