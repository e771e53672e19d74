import type { Test } from 'supertest';
import { newId } from '../../../src/vocabulary/id.js';
import type { Office, Who } from '../office.js';
import { type ApiDocument, examplesOf, type Operation, operationsOf } from './described.js';
import { EXPECTED } from './expectations.js';
import type { Ids, World } from './world.js';

/** One request of a stranger, once for what is somebody else's and once for what is not there. */
interface Pair {
  readonly foreign: Sending;
  readonly absent: Sending;
  /** False where what is named is known to everybody: then only the content of the answer must not be shown. */
  readonly mustBeAlike: boolean;
  readonly by: 'path' | 'query' | 'body' | 'nothing';
}

interface Sending {
  readonly url: string;
  readonly body: unknown;
}

export interface Looked {
  /** What a stranger could learn, one line each. */
  readonly leaks: readonly string[];
  readonly requests: number;
}

const KNOWN_TO_ALL = ['market', 'customsOffice'];
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** A filler for queries that a route cannot do without. */
const NEEDED: Ids = {
  ...{ from: '2021-12-01', to: '2021-12-31', since: '2021-12-01T00:00:00Z', market: 'KQ-CTC', by: 'consignor' },
  ...{ q: 'SECRET', kind: 'declarations' },
};

/** The parameters that name whose things are asked for; the others of a list only narrow it. */
const WHOSE = ['broker', 'organisation', 'market', 'q'];

/**
 * Has strangers ask every route for everything brokerA and its office have. Quickly: without asking for what is not there as well, and
 * by fewer parameters; what is named in the path must then be refused.
 */
export async function strangersLook(
  office: Office,
  document: ApiDocument,
  world: World,
  { quickly = false } = {},
): Promise<Looked> {
  const leaks: string[] = [];
  let requests = 0;
  // What is read comes first: strangers who write see what they have written.
  const routes = operationsOf(document).sort((a, b) => Number(a.method !== 'get') - Number(b.method !== 'get'));
  for (const { method, path, operation, name } of routes) {
    if (isStream(operation)) continue;
    for (const who of strangersOf(name)) {
      for (const pair of pairsOf(path, operation, world, quickly)) {
        const theirs = await ask(office.as(who), method, pair.foreign, operation);
        const stranger = `${who} ${name}`;
        requests++;
        leaks.push(...shownIn(stranger, pair, theirs, world));
        if (quickly && pair.by === 'path' && pair.mustBeAlike && theirs.status < 400)
          leaks.push(`${stranger} answers ${theirs.status} (${pair.foreign.url})`);
        if (quickly || !pair.mustBeAlike) continue;
        const none = await ask(office.as(who), method, pair.absent, operation);
        requests++;
        leaks.push(...differencesOf(stranger, pair, theirs, none));
      }
    }
  }
  return { leaks: [...new Set(leaks)], requests };
}

function strangersOf(name: string): Who[] {
  const [roles = '', scope = 'all'] = EXPECTED[name] ?? [];
  const may = (role: string): boolean => roles.split(' ').includes(role);
  return [
    ...(scope.startsWith('firm') && may('broker') ? (['brokerB'] as const) : []),
    ...(scope.endsWith('office') && may('officer') ? (['officerElsewhere'] as const) : []),
  ];
}

export const isStream = (operation: Operation): boolean =>
  Object.values(operation.responses).some((answer) => answer.content?.['text/event-stream'] !== undefined);

/** By path, by each query parameter, by each field of the body. */
function pairsOf(path: string, operation: Operation, world: World, quickly: boolean): Pair[] {
  const ids = Object.entries(world.things).find(([start]) => path.startsWith(start))?.[1] ?? {};
  const body = examplesOf(Object.values(operation.requestBody?.content ?? {})[0])[0];
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const needed = query.filter(({ required }) => required).map(({ name }) => `${name}=${NEEDED[name] ?? ''}`);
  const at = (values: Ids, more: readonly string[] = []): string => {
    const asked = [
      ...needed.filter((one) => !more.some((other) => other.split('=')[0] === one.split('=')[0])),
      ...more,
    ];
    const url = path.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? newId());
    return asked.length === 0 ? url : `${url}?${asked.join('&')}`;
  };
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => key);
  const byPath = parameters
    .filter((key) => key in ids)
    .map((key) => ({
      by: 'path' as const,
      foreign: { url: at(ids), body },
      absent: { url: at({ ...ids, [key]: absentFor(key, ids[key] ?? '') }), body },
      mustBeAlike: !['kind', 'date', 'period', 'number', 'step', 'code', 'table'].includes(key),
    }));
  const byQuery = query
    .filter(({ name }) => name in world.named && (!quickly || WHOSE.includes(name)))
    .map(({ name }) => ({
      by: 'query' as const,
      foreign: { url: at(ids, [`${name}=${encodeURIComponent(world.named[name] ?? '')}`]), body },
      absent: { url: at(ids, [`${name}=${encodeURIComponent(absentFor(name, world.named[name] ?? ''))}`]), body },
      mustBeAlike: !KNOWN_TO_ALL.includes(name),
    }));
  // References and bills of lading are of each firm's own choosing, but for a receipt they name the declaration.
  const namesOfTheirs = [
    'declarationId',
    'organisation',
    'broker',
    'market',
    ...(path === '/v1/receipts' ? ['reference'] : []),
  ];
  const byBody = namesOfTheirs
    .filter((key) => isIn(body, key))
    .map((key) => ({
      by: 'body' as const,
      foreign: { url: at(ids), body: withValue(body, key, world.named[key]) },
      absent: { url: at(ids), body: withValue(body, key, absentFor(key, world.named[key] ?? '')) },
      mustBeAlike: !KNOWN_TO_ALL.includes(key),
    }));
  const plain = { url: at(ids), body };
  const pairs = [...byPath, ...byQuery, ...byBody];
  if (byPath.length > 0 && byQuery.length === 0) return pairs;
  return [{ by: 'nothing', foreign: plain, absent: plain, mustBeAlike: false }, ...pairs];
}

/** Of the same length and form, so that nothing but the value differs. */
function absentFor(name: string, value: string): string {
  if (name === 'market' || name === 'code') return 'ZZ-NIL';
  if (name === 'kind') return value;
  const id = value.match(UUID)?.[0];
  if (id !== undefined) return value.replace(id, newId());
  return /^\d/.test(value) ? value : value.replace(/[A-Z]/g, 'Z');
}

const isIn = (body: unknown, key: string): boolean =>
  body !== null &&
  typeof body === 'object' &&
  Object.entries(body).some(([name, inner]) => (name === key && typeof inner === 'string') || isIn(inner, key));

function withValue(body: unknown, key: string, value: unknown): unknown {
  if (Array.isArray(body)) return body.map((one) => withValue(one, key, value));
  if (body === null || typeof body !== 'object') return body;
  const entries = Object.entries(body).map(([name, inner]): [string, unknown] => [
    name,
    name === key && typeof inner === 'string' ? value : withValue(inner, key, value),
  ]);
  return Object.fromEntries(entries);
}

function ask(agent: Agent, method: string, { url, body }: Sending, operation: Operation): Test {
  const [type] = Object.keys(operation.requestBody?.content ?? {});
  const request = agent[method as 'post'](url).set('If-Match', '*');
  return type === undefined || body === undefined ? request : request.set('Content-Type', type).send(body as object);
}

type Answer = Awaited<Test>;
type Agent = ReturnType<Office['as']>;

function shownIn(stranger: string, { foreign }: Pair, answer: Answer, world: World): string[] {
  const sent = `${decodeURIComponent(foreign.url)} ${JSON.stringify(foreign.body) ?? ''}`;
  const shown = world.secrets.filter((secret) => textOf(answer).includes(secret) && !sent.includes(secret));
  return shown.map((secret) => `${stranger} shows ${secret} (${foreign.url})`);
}

/** Where an answer about what is somebody else's differs from one about what is not there. */
function differencesOf(stranger: string, pair: Pair, theirs: Answer, none: Answer): string[] {
  const [one, other] = [comparable(theirs, pair.foreign), comparable(none, pair.absent)];
  if (one === other) return [];
  const at = [...one].findIndex((character, index) => character !== other[index]);
  const part = (text: string): string => text.slice(Math.max(0, at - 40), at + 80);
  return [`${stranger} tells apart (${pair.foreign.url}): ${part(one)} | ${part(other)}`];
}

const textOf = ({ text, body }: Answer): string =>
  typeof text === 'string' && text !== '' ? text : Buffer.isBuffer(body) ? body.toString('latin1') : '';

/** Status, headers and body, but for what was sent and what every answer has of its own. */
function comparable(answer: Answer, sent: Sending): string {
  // Of the headers those that follow from the rest of the answer, or from its moment, are left out.
  const shown = [
    'content-type',
    'retry-after',
    'allow',
    'content-language',
    'idempotency-replayed',
    'www-authenticate',
    'location',
  ];
  const headers = shown.map((name) => `${name}: ${String((answer.headers as Ids)[name])}`);
  const values = `${sent.url} ${JSON.stringify(sent.body) ?? ''}`.match(/[A-Za-z0-9._:-]{6,}/g) ?? [];
  const text = [...new Set(values)]
    .sort((a, b) => b.length - a.length)
    .reduce((all, value) => all.replaceAll(value, '…'), textOf(answer));
  const body = text
    .replace(UUID, '…')
    .replace(INSTANT, '…')
    .replace(/"(nextCursor|digest)":"[^"]*"/g, '"$1":"…"');
  return `${answer.status} ${headers.join(', ')} ${body}`;
}
