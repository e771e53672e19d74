import type { Role } from '../../database/actor.js';
import { ROLES_ALLOWED } from '../roles.js';
import { RESPONSE_EXAMPLES, RESPONSE_FILE_EXAMPLES, REQUEST_EXAMPLE, REFUSES } from './describe.js';
import { type Schema, schemaOf, shown } from './example.js';
import { HEADERS_OF_ALL, OTHER_PROBLEM, problemReference } from './problem-answers.js';
import { PUBLIC } from '../public.js';

interface BodySchema extends Omit<Schema, 'properties' | 'items'> {
  $ref?: string;
  example?: unknown;
  allOf?: BodySchema[];
  properties?: Record<string, BodySchema>;
  items?: BodySchema;
}

export type Schemas = Readonly<Record<string, BodySchema>>;

interface Media {
  schema?: BodySchema;
  example?: unknown;
  examples?: Record<string, { value: unknown }>;
}

interface Answer {
  description: string;
  headers?: Record<string, object>;
  content?: Record<string, Media>;
}

/** One route in the document, as far as we complete it. */
export interface Operation {
  operationId: string;
  description?: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: object; $ref?: string }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer | { $ref: string }>;
  'x-roles'?: Role[];
}

interface Place {
  readonly path: string;
  /** In lower case. */
  readonly method: string;
  /** Shapes that the document names. */
  readonly schemas: Schemas;
}

type MetadataOf = <T>(key: string) => T | undefined;

/** Adds to a route what follows from its decorators and its kind: roles, headers, examples with their shape, refusals. */
export function describeOperation(operation: Operation, place: Place, metadataOf: MetadataOf): void {
  const open = metadataOf<boolean>(PUBLIC) === true;
  if (open) operation.security = [];
  else describeRoles(operation, metadataOf<Role[]>(ROLES_ALLOWED) ?? []);
  describeBody(operation, place, metadataOf);
  addHeaders(operation, place, open);
  describeAnswers(operation, { ...place, open }, metadataOf);
  for (const status of [...refusals(operation, place, open), ...(metadataOf<number[]>(REFUSES) ?? [])])
    operation.responses[String(status)] ??= problemReference(status);
  operation.responses['default'] ??= OTHER_PROBLEM;
}

/** The body as `@RequestExample` shows it, or put together from the examples of its fields. */
function describeBody({ requestBody }: Operation, { schemas }: Place, metadataOf: MetadataOf): void {
  const shownBody = metadataOf<object | string>(REQUEST_EXAMPLE);
  for (const [type, media] of Object.entries(requestBody?.content ?? {})) {
    // A form is the same file in a wrapping.
    if (type.startsWith('multipart/')) continue;
    const example = shownBody === undefined ? exampleOf(media.schema ?? {}, schemas) : shown(shownBody);
    if (example !== undefined) media.example = example;
  }
}

/** Undefined where a required field has none. */
function exampleOf(schema: BodySchema, schemas: Schemas): unknown {
  if (schema.example !== undefined) return schema.example;
  const [part] = schema.allOf ?? [];
  const inner = part ?? (schema.$ref === undefined ? undefined : schemas[schema.$ref.split('/').at(-1) ?? '']);
  if (inner) return exampleOf(inner, schemas);
  if (schema.items) {
    const element = exampleOf(schema.items, schemas);
    return element === undefined ? undefined : [element];
  }
  if (!schema.properties) return undefined;
  const fields = Object.entries(schema.properties).map(([key, field]) => [key, exampleOf(field, schemas)] as const);
  const needed = schema.required ?? [];
  if (fields.some(([key, example]) => example === undefined && needed.includes(key))) return undefined;
  return Object.fromEntries(fields.filter(([, example]) => example !== undefined));
}

function describeRoles(operation: Operation, roles: Role[]): void {
  operation['x-roles'] = roles;
  operation.description = [operation.description, `Roles: ${roles.join(', ')}.`].filter(Boolean).join('\n\n');
}

function addHeaders(operation: Operation, { method }: Place, open: boolean): void {
  const header = (name: string, description: string, schema: object) => ({
    ...{ name, in: 'header', required: false, description, schema },
  });
  operation.parameters ??= [];
  operation.parameters.push(
    header('Accept-Language', 'Language of texts, also of refusals; Chinese unless given.', {
      ...{ type: 'string', examples: ['zh-CN', 'en'] },
    }),
  );
  if (operation['x-roles']?.includes('broker')) {
    operation.parameters.push(
      header('Acting-For', "Id of a firm that was merged into the caller's: the request is made on its behalf.", {
        ...{ type: 'string', format: 'uuid' },
      }),
    );
  }
  if (method === 'put') {
    operation.parameters.push(
      header('Prefer', '`return=minimal` answers 204, without the resource (RFC 7240).', {
        ...{ type: 'string', examples: ['return=minimal'] },
      }),
    );
  }
  // Answers are stored by caller: a route that is open to everybody has none.
  if (method !== 'post' || open) return;
  operation.parameters.push(
    header('Idempotency-Key', 'The same key and body again get the first answer; with another body 422.', {
      ...{ type: 'string', maxLength: 200 },
    }),
  );
}

function describeAnswers(
  operation: Operation,
  { method, open }: Place & { open: boolean },
  metadataOf: MetadataOf,
): void {
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
  if (status === undefined || answer === undefined || '$ref' in answer) return;
  const examples = metadataOf<object[]>(RESPONSE_EXAMPLES) ?? [];
  const files = Object.entries(metadataOf<Record<string, string>>(RESPONSE_FILE_EXAMPLES) ?? {});
  answer.description ||= DESCRIPTION[status] ?? 'Done.';
  // Nothing else counts as a description of the body: no test compares what Nest guesses or another decorator adds.
  delete answer.content;
  if (examples.length > 0 || files.length > 0) {
    answer.content = {
      ...(examples.length > 0 ? { 'application/json': jsonOf(examples) } : {}),
      ...Object.fromEntries(files.map(([type, example]) => [type, { schema: { type: 'string' }, example }])),
    };
  }
  const keys = Object.keys(answer.content?.['application/json']?.schema?.properties ?? {});
  const names: string[] = [...HEADERS_OF_ALL];
  if (keys.includes('revision')) names.push('ETag');
  if (keys.includes('nextCursor')) names.push('Link');
  if (method === 'post' && !open) names.push('Idempotency-Replayed');
  answer.headers = { ...answer.headers, ...headersOf(names) };
  if (method !== 'put') return;
  operation.responses['204'] = {
    description: 'Done; the answer has no body, because `Prefer: return=minimal` was asked for.',
    headers: headersOf([...names, 'Preference-Applied']),
  };
}

const headersOf = (names: readonly string[]): Record<string, object> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const jsonOf = (examples: object[]): Media => ({
  schema: schemaOf(examples),
  ...(examples.length === 1
    ? { example: shown(examples[0]) }
    : { examples: Object.fromEntries(examples.map((value, index) => [String(index + 1), { value: shown(value) }])) }),
});

const DESCRIPTION: Readonly<Record<string, string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Accepted; a job does the work.',
  204: 'Done; the answer has no body.',
};

function refusals(operation: Operation, { path, method }: Place, open: boolean): number[] {
  const ifMatch = operation.parameters?.some(({ name }) => name === 'If-Match');
  return [
    400,
    406,
    ...(open ? [] : [401, 403, 429]),
    // A body, too, may name what is another office's.
    ...(path.includes('{') || operation.requestBody ? [404] : []),
    ...(method === 'get' ? [] : [409, 422]),
    // Where the first version needs none, the second does.
    ...(ifMatch ? [412, 428] : []),
    ...(operation.requestBody ? [413, 415] : []),
  ];
}
