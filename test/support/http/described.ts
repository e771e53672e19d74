import type { OutgoingHttpHeader } from 'node:http';
import type { Test } from 'supertest';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
}

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface Described {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-roles'?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Described>>;
}

export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What is asked: a running service. */
export interface Asked {
  readonly isOpen: boolean;
  readonly anonymous: { get(path: string): Test };
}

/** The API description as the running service gives it. */
export async function apiDocument(office: Asked): Promise<ApiDocument> {
  const { body } = await office.anonymous.get('/openapi.json').expect(200);
  return body as ApiDocument;
}

/** Every route of a document, with its method in lower case. */
export const operationsOf = (document: ApiDocument) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation, name: `${method} ${path}` })),
  );

export const examplesOf = (media: Media | undefined): unknown[] => [
  ...(media?.example === undefined ? [] : [media.example]),
  ...Object.values(media?.examples ?? {}).map(({ value }) => value),
];

/** Sends the body the description shows, if it shows one. */
export function withShownBody(operation: Operation, request: Test, changes: object = {}): Test {
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const [body] = examplesOf(media);
  if (type === undefined || body === undefined) return request;
  const changed = typeof body === 'string' ? body : { ...(body as object), ...changes };
  return request.set('Content-Type', type).send(changed);
}

/** What a local reference points at. */
export function resolve<T>(document: ApiDocument, thing: T & { readonly $ref?: string }): T {
  if (thing.$ref === undefined) return thing;
  const keys = thing.$ref.replace(/^#\//, '').split('/');
  const found = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
  if (found === undefined) throw new Error(`The API description refers to ${thing.$ref}, which is not there.`);
  return found as T;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
  date: /^\d{4}-\d\d-\d\d$/,
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
};

/** Where a value is not as described: fields nobody knows, fields that are missing, other types, other forms. */
export function differences(document: ApiDocument, given: Schema, value: unknown, at = ''): string[] {
  if (Object.keys(given).length === 0) return [];
  const schema = merged(document, given);
  const { type, format, items, enum: allowed } = schema;
  const types = type === undefined ? [] : [type].flat();
  const actual = typeOf(value);
  const fits = types.includes(actual) || (actual === 'number' && types.includes('integer') && Number.isInteger(value));
  if (types.length > 0 && !fits) return [`${at || '/'} is ${actual}, described as ${types.join(' or ')}`];
  if (allowed !== undefined && !allowed.includes(value)) return [`${at || '/'} is ${String(value)}, none of the enum`];
  if (typeof value === 'string') {
    return format !== undefined && FORMATS[format]?.test(value) === false ? [`${at || '/'} is no ${format}`] : [];
  }
  if (Array.isArray(value)) {
    if (value.length > 0 && items === undefined) return [`${at || '/'} has elements, described as always empty`];
    return [...new Set(value.flatMap((one) => differences(document, items ?? {}, one, `${at}/-`)))];
  }
  if (actual !== 'object') return [];
  return inObject(document, schema, value as Record<string, unknown>, at);
}

function inObject(document: ApiDocument, schema: Schema, value: Record<string, unknown>, at: string): string[] {
  const { properties = {}, required = [], additionalProperties: other } = schema;
  const missing = required.filter((key) => !(key in value)).map((key) => `${at}/${key} is missing`);
  return missing.concat(
    Object.entries(value).flatMap(([key, one]) => {
      const known = properties[key] ?? other;
      return known ? differences(document, known, one, `${at}/${key}`) : [`${at}/${key} is not described`];
    }),
  );
}

/** A schema with its references followed and its parts put together. */
function merged(document: ApiDocument, given: Schema): Schema {
  const schema = resolve(document, given);
  if (schema.allOf === undefined) return schema;
  const parts = schema.allOf.map((part) => merged(document, part));
  return parts.reduce((all, part) => ({ ...all, ...part }), schema);
}

/** An answer as it went out. */
export interface Sent {
  readonly method: string;
  /** The route, `:id` for a parameter. */
  readonly route: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, OutgoingHttpHeader | undefined>>;
  readonly text: string;
}

/** What is wrong with the description, by one answer: each line says what to add, and where. */
export function undescribed(document: ApiDocument, { method, route, status, headers, text }: Sent): string[] {
  const path = route.replace(/:(\w+)/g, '{$1}');
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) return [];
  const answer = operation.responses[String(status)] ?? (status >= 500 ? operation.responses['default'] : undefined);
  const name = `${method} ${path} ${status}`;
  if (!answer) return [`${name}: this status is not described`];
  const { content } = resolve(document, answer);
  if (text === '') return content ? [`${name}: the answer is empty`] : [];
  const type = String(headers['content-type']).split(';')[0] ?? '';
  const media = content?.[type];
  if (!media?.schema)
    return [`${name}: no ${type} is described; add an example to @ResponseExample or @ResponseFileExample`];
  const found = type.includes('json') ? differences(document, media.schema, JSON.parse(text)) : [];
  return found.map(
    (what) => `${name}: ${what}; add an example that shows it to @ResponseExample of ${operation.operationId}`,
  );
}
