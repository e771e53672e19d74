import type { Response } from 'supertest';
import { newId } from '../../src/vocabulary/id.js';
import { drafted } from '../support/trade/declaring.js';
import { apiDocument, type ApiDocument, operationsOf, withShownBody } from '../support/http/described.js';
import { atSize, until } from '../support/faults/faults.js';
import { useOffice, type Who } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { OwnPostgres } from '../support/servers/own-postgres.js';

/** The database does not answer, by every way a database does not answer. No call waits longer than 5 s, and none is a 500. */
const postgres = new OwnPostgres();
beforeAll(() => postgres.start(), 60_000);
const office = useOffice({ at: '2021-12-28T04:00:00Z', environment: postgres.environment });
afterAll(() => postgres.stop());

const WHO: Record<string, Who> = {
  broker: 'brokerA',
  officer: 'officer',
  admin: 'admin',
  analyst: 'analyst',
  channel: 'channel',
};
const lines: string[] = [];
/** Words, and not the figures of a request, of which there is a line each. */
const note = (line: unknown) => typeof line === 'string' && lines.push(line);
let document: ApiDocument;
beforeAll(async () => {
  document = await apiDocument(office);
  office.app.useLogger({ log: note, warn: note, error: note });
});
/** An answer is due within 5 s; on a machine that runs other stories beside this one all takes longer. */
const LATE_MS = atSize({ scaled: 60_000, full: 5_000 });
const isReady = async () => (await office.anonymous.get('/health/ready')).status === 200;
const logged = (words: string) => lines.filter((line) => line.includes(words)).length;

interface Answered {
  readonly name: string;
  readonly ms: number;
  readonly response: Response;
}

/** Asks every route that needs a key at once, each as a role that may. */
async function askAll(): Promise<Answered[]> {
  return askEach(operationsOf(document).filter(({ operation }) => operation.security === undefined));
}

/** A stream needs no table to begin, and would go on when the others have been answered. */
async function askAllButStreams(): Promise<Answered[]> {
  const isStream = ({ responses }: Operation['operation']) => JSON.stringify(responses).includes('text/event-stream');
  return askEach(
    operationsOf(document).filter(({ operation }) => operation.security === undefined && !isStream(operation)),
  );
}

type Operation = ReturnType<typeof operationsOf>[number];

async function askEach(all: readonly Operation[]): Promise<Answered[]> {
  return Promise.all(
    all.map(async ({ method, path, operation, name }) => {
      const who = WHO[operation['x-roles']?.[0] ?? ''] ?? 'admin';
      const url = path.replace(/\{\w+\}/g, () => newId());
      const agent = office.as(who)[method as 'post'](url).set('If-Match', '*');
      const began = performance.now();
      const response = await withShownBody(operation, agent);
      return { name, ms: performance.now() - began, response };
    }),
  );
}

function expectUnavailable({ name, ms, response }: Answered): void {
  expect({ name, status: response.status }).toEqual({ name, status: 503 });
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.headers['retry-after']).toMatch(/^[0-9]+$/);
  expect(response.body).toMatchObject({ status: 503, code: 'service-unavailable' });
  expect(ms).toBeLessThan(LATE_MS);
}

describe('a database that is frozen', () => {
  afterEach(async () => {
    postgres.thaw();
    await until(isReady);
  });

  it('makes every route answer 503 within 5 s, and none later', async () => {
    postgres.freeze();
    const answers = await askAll();
    expect(answers.length).toBeGreaterThan(100);
    answers.forEach(expectUnavailable);
  });

  it('shows in readiness within 2 s; liveness and metrics go on', async () => {
    postgres.freeze();
    const began = performance.now();
    const [ready, metrics] = await Promise.all([
      office.anonymous.get('/health/ready').set('Accept-Language', 'en'),
      office.anonymous.get('/metrics').expect(200),
      office.anonymous.get('/health/live').expect(200),
    ]);
    expect(performance.now() - began).toBeLessThan(LATE_MS);
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ code: 'database-away', detail: 'The database does not answer.' });
    expect(metrics.text).toContain('loomgate_database_up 0');
    expect(metrics.text).not.toMatch(/^loomgate_oldest_waiting_seconds\{/m);
  });

  it('ends calls that were under way, and is used again when it goes on', async () => {
    const draft = await drafted(office);
    const calls = Array.from({ length: 40 }, () => office.as('brokerA').get(`/v1/declarations/${draft.id}`));
    const answers = Promise.all(calls.map((call) => call.then(({ status }) => status)));
    postgres.freeze();
    for (const status of await answers) expect([200, 503]).toContain(status);
    postgres.thaw();
    await until(isReady);
    await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(200);
  });

  it('is one line in the log when it goes away, and one when it is back', async () => {
    lines.length = 0;
    postgres.freeze();
    await askAll();
    await askAll();
    postgres.thaw();
    await until(() => logged('answers again') > 0);
    expect(logged('The database is away')).toBe(1);
    expect(lines).toHaveLength(2);
  });
});

describe('tables that others have locked', () => {
  it('make every route that needs them answer 503 within 5 s', async () => {
    const tables = (
      await asOwner<{ name: string }>(
        office,
        `SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'
         AND tablename NOT IN ('api_key', 'organisation')`,
      )
    ).map(({ name }) => name);
    const holder = asOwner(office, `BEGIN; LOCK TABLE ${tables.join(', ')}; SELECT pg_sleep(12); COMMIT`);
    await until(async () => (await lockedTables()) >= tables.length);
    for (const { name, ms, response } of await askAllButStreams()) {
      expect({ name, isFault: response.status === 500 }).toEqual({ name, isFault: false });
      expect({ name, isLate: ms > LATE_MS }).toEqual({ name, isLate: false });
      if (response.status === 503) expect(response.headers['retry-after']).toBeDefined();
    }
    await holder;
  }, 60_000);
});

async function lockedTables(): Promise<number> {
  const [row] = await asOwner<{ count: number }>(
    office,
    `SELECT count(*)::int AS count FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND locktype = 'relation'`,
  );
  return row?.count ?? 0;
}
