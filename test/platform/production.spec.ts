import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { demoDataCheck } from '../../src/demo/demo-data.query.js';
import { BROKERS } from '../../src/demo/domain/firms.js';
import { databaseChecks } from '../../src/platform/database/production.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { start } from '../support/processes/worker.js';

const office = useOffice();

async function connectedBy<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** Breaches of the login by the name of their check; the test server is not durable, which is one of them. */
const breachesOf = (url = office.databaseUrl) =>
  connectedBy(url, async (client) =>
    Object.fromEntries((await databaseChecks(client)).flatMap(({ name, breach }) => (breach ? [[name, breach]] : []))),
  );

const NOT_DURABLE = {
  'what is committed is on the disk': expect.stringContaining(
    'fsync=off, full_page_writes=off, synchronous_commit=off',
  ),
};

describe('the login of the service', () => {
  it('has no right of its own: who leaves the role of the pool reaches no file, no program, no table and no setting', async () => {
    const pool = office.get(DataSource);
    for (const statement of [
      "SELECT pg_read_file('PG_VERSION')",
      "SELECT pg_ls_dir('.')",
      "COPY (SELECT 1) TO PROGRAM 'true'",
      "COPY (SELECT 1) TO '/tmp/loomgate-reached'",
      'SELECT * FROM public.api_key',
      'SELECT * FROM bullmq.job',
      'ALTER TABLE public.audit_entry DISABLE ROW LEVEL SECURITY',
      'CREATE TABLE public.mine (n integer)',
      'CREATE ROLE mine',
      'SET SESSION AUTHORIZATION loomgate',
    ]) {
      const left = connectedBy(office.databaseUrl, async (client) => {
        await client.query('SET ROLE loomgate_app; SET ROLE NONE');
        return client.query(statement);
      });
      await expect(left).rejects.toThrow(/permission denied|must be|does not exist/);
    }
    await expect(pool.query('SET ROLE loomgate; SELECT 1')).rejects.toThrow('permission denied to set role');
  });

  it('is what production asks for', async () => expect(await breachesOf()).toEqual(NOT_DURABLE));

  it('is refused in production when it is the owner', async () => {
    const breaches = await breachesOf(office.ownerUrl);
    expect(breaches).toEqual({
      ...NOT_DURABLE,
      'the login of the service is an ordinary one': expect.stringMatching(/SUPERUSER, BYPASSRLS, CREATEROLE/),
      'the login of the service owns nothing': expect.stringContaining('owns objects of the server'),
    });
  });

  it.each([
    ['BYPASSRLS', 'the login of the service is an ordinary one', /loomgate_odd_login \(BYPASSRLS\)/],
    ['CREATEROLE', 'the login of the service is an ordinary one', /loomgate_odd_login \(CREATEROLE\)/],
    ['IN ROLE pg_read_server_files', 'the login of the service may only become its roles', /pg_read_server_files/],
  ])('is refused in production with %s', async (rights, check, line) => {
    await asOwner(office, `CREATE ROLE loomgate_odd_login LOGIN PASSWORD 'loomgate-tests' ${rights}`);
    try {
      const url = office.databaseUrl.replace('loomgate_test_service', 'loomgate_odd_login');
      expect(await breachesOf(url)).toMatchObject({ [check]: expect.stringMatching(line) });
    } finally {
      await asOwner(office, 'DROP ROLE loomgate_odd_login');
    }
  });

  it('is refused in production when it owns a table', async () => {
    await asOwner(office, 'CREATE TABLE apart (n integer); ALTER TABLE apart OWNER TO loomgate_test_service');
    expect(await breachesOf()).toMatchObject({
      'the login of the service owns nothing': expect.stringContaining('loomgate_test_service (1)'),
      'row-level security is forced on every table': expect.stringContaining('apart'),
    });
    await asOwner(office, 'DROP TABLE apart');
  });
});

describe('the schema in production', () => {
  it.each([
    ['ALTER TABLE party NO FORCE ROW LEVEL SECURITY', 'ALTER TABLE party FORCE ROW LEVEL SECURITY'],
    ['ALTER TABLE party DISABLE ROW LEVEL SECURITY', 'ALTER TABLE party ENABLE ROW LEVEL SECURITY'],
  ])('is refused after %s', async (damage, repair) => {
    await asOwner(office, damage);
    expect(await breachesOf()).toMatchObject({
      'row-level security is forced on every table': expect.stringContaining('policy: party.'),
    });
    await asOwner(office, repair);
    expect(await breachesOf()).toEqual(NOT_DURABLE);
  });

  it('is refused with the demo market in it', async () => {
    const look = () => connectedBy(office.databaseUrl, demoDataCheck);
    expect((await look()).breach).toBeNull();
    await asOwner(office, 'UPDATE organisation SET uscc = $1 WHERE id = $2', [
      BROKERS[0]?.uscc,
      office.people.organisations.brokerA,
    ]);
    expect((await look()).breach).toMatch('柯桥甲报关行');
  });
});

it('a process in production ends before it listens or migrates, with one line for each breach', async () => {
  const { code, output } = await start(['one-service'], {
    NODE_ENV: 'production',
    DATABASE_URL: office.ownerUrl,
    HOST: '0.0.0.0',
    PORT: '0',
    DEMO: '1',
    OIDC_ISSUER: 'https://issuer.example',
    LOG_FORMAT: 'json',
    DATA_DIR: `/tmp/${office.name}-production`,
  }).ended;
  const lines = output.trim().split('\n');
  const said = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect([code, said]).toEqual([
    1,
    [
      expect.stringContaining('plain HTTP beyond this machine'),
      expect.stringContaining('DEMO=1'),
      expect.stringContaining('OIDC_ISSUER without OIDC_CLIENT_ID, OIDC_CLIENT_SECRET'),
      expect.stringContaining('SUPERUSER'),
      expect.stringContaining('owns objects'),
      expect.stringContaining('fsync=off'),
      expect.stringContaining('The demo market is in the database'),
    ],
  ]);
});
