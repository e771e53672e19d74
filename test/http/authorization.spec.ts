import { Client } from 'pg';
import { newId } from '../../src/vocabulary/id.js';
import { type ApiDocument, apiDocument, operationsOf, withShownBody } from '../support/http/described.js';
import { EXPECTED } from '../support/http/expectations.js';
import { isStream, strangersLook } from '../support/http/strangers.js';
import { settle, type World } from '../support/http/world.js';
import { useOffice, type Who } from '../support/office.js';
import { drafted } from '../support/trade/declaring.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

let document: ApiDocument;
let world: World;
beforeAll(async () => {
  document = await apiDocument(office);
  world = await settle(office);
}, 60_000);

const PEOPLE: Readonly<Record<string, Who>> = {
  ...{
    admin: 'admin',
    broker: 'brokerA',
    officer: 'officer',
    analyst: 'analyst',
    channel: 'channel',
    auditor: 'auditor',
  },
};

const withRoles = () => operationsOf(document).filter(({ name }) => EXPECTED[name]?.[0] !== '');
const anywhere = (path: string): string => path.replace(/\{(\w+)\}/g, () => newId());

describe('every route', () => {
  it('is expected, with the roles that may call it and who sees what it answers', () => {
    const found = Object.fromEntries(
      operationsOf(document).map(({ name, operation }) => [name, [...(operation['x-roles'] ?? [])].sort().join(' ')]),
    );
    const expected = Object.fromEntries(Object.entries(EXPECTED).map(([name, [roles]]) => [name, roles]));
    // Say in test/support/http/expectations.ts who may call a new route, and whose what it answers is.
    expect(found).toEqual(expected);
  });

  it('is open to everybody only where it says so', () => {
    const open = Object.entries(EXPECTED).filter(([, [roles]]) => roles === '');
    expect(open.map(([name]) => name).sort()).toEqual([
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'get /v1/linked-reports/{token}',
      'get /v1/session/oidc',
      'get /v1/session/oidc/callback',
      'post /v1/session',
    ]);
  });

  it('is closed without a key, and to a key that was revoked', async () => {
    const made = await office.as('admin').post('/v1/keys').send({ role: 'admin' }).expect(201);
    await office.as('admin').delete(`/v1/keys/${made.body.id}`).expect(204);
    const open: string[] = [];
    for (const { method, path, operation, name } of withRoles()) {
      for (const authorization of [null, `Bearer ${made.body.key}`]) {
        const request = office.anonymous[method as 'post'](anywhere(path)).set('If-Match', '*');
        if (authorization !== null) request.set('Authorization', authorization);
        const { status } = await withShownBody(operation, request);
        if (status !== 401) open.push(`${name}: ${status}`);
      }
    }
    expect(open).toEqual([]);
  });

  it.each(Object.entries(PEOPLE))('refuses the role %s where it is not expected, and only there', async (role, who) => {
    const wrong: string[] = [];
    for (const { method, path, operation, name } of withRoles()) {
      const allowed = EXPECTED[name]?.[0].split(' ').includes(role) === true;
      // Nothing is to happen by the way: where the role may, an id that is not there or a body that is none will do.
      // A stream that begins does not end by itself.
      const verb = allowed && isStream(operation) ? 'head' : (method as 'post');
      const request = office.as(who)[verb](anywhere(path)).set('If-Match', '*');
      const { status } = allowed ? await request : await withShownBody(operation, request);
      if (allowed === (status === 403)) wrong.push(`${name}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe("another firm's and another office's things", () => {
  it('are there to be asked for, wherever a path names one', () => {
    const left = Object.entries(EXPECTED)
      .filter(([name, [, scope]]) => scope !== 'all' && name.includes('{'))
      .map(([name]) => name)
      .filter((name) => !Object.keys(world.things).some((start) => name.includes(` ${start}`)));
    // Make one of brokerA's in test/support/http/world.ts, under the beginning of its path.
    expect(left).toEqual([]);
  });

  it('are drafts for nobody but their broker', async () => {
    const draft = await drafted(office);
    for (const who of ['officer', 'brokerB'] as const)
      await office.as(who).get(`/v1/declarations/${draft.id}`).expect(404);
  });

  it('look like nothing, whatever route asks for them by path, query or body', async () => {
    const { leaks, requests } = await strangersLook(office, document, world);
    expect(leaks).toEqual([]);
    expect(requests).toBeGreaterThan(400);
  });

  it('look like nothing with the filters of the statements off: row-level security alone holds', async () => {
    await withoutFilters(async () => {
      const { leaks } = await strangersLook(office, document, world, { quickly: true });
      expect(leaks).toEqual([]);
    });
  });

  it('look like nothing with row-level security off: the filters alone hold', async () => {
    await withoutRowSecurity(async () => {
      const { leaks } = await strangersLook(office, document, world, { quickly: true });
      expect(leaks).toEqual([]);
    });
  });
});

async function ownersClient(): Promise<Client> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  return client;
}

/** Has the functions by which statements ask whose a row is (migration 0082) say yes to everything. */
async function withoutFilters(work: () => Promise<void>): Promise<void> {
  const client = await ownersClient();
  const { rows } = await client.query<{ name: string; args: string; whole: string }>(
    `SELECT proname AS name, pg_get_function_arguments(oid) AS args, pg_get_functiondef(oid) AS whole FROM pg_proc
     WHERE proname LIKE 'own\\_%' AND pronamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(4);
  try {
    for (const { name, args } of rows) {
      await client.query(
        `CREATE OR REPLACE FUNCTION ${name}(${args}) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'`,
      );
    }
    await work();
  } finally {
    for (const { whole } of rows) await client.query(whole);
    await client.end();
  }
}

async function withoutRowSecurity(work: () => Promise<void>): Promise<void> {
  const client = await ownersClient();
  const all = async (what: string): Promise<void> => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'`,
    );
    for (const { name } of rows) await client.query(`ALTER TABLE ${name} ${what} ROW LEVEL SECURITY`);
  };
  try {
    await all('DISABLE');
    await work();
  } finally {
    await all('ENABLE');
    await client.end();
  }
}
