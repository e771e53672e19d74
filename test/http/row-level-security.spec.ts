import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { newId } from '../../src/vocabulary/id.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const AT = '2026-11-18T02:00:00Z';

/** Tables in which each firm sees its own rows, and the column that says whose a row is. */
const OWNED: Readonly<Record<string, string>> = {
  organisation: 'id',
  api_key: 'organisation_id',
  party: 'broker_id',
  declaration: 'broker_id',
  goods_line: 'broker_id',
  declaration_container: 'broker_id',
  submission: 'broker_id',
  shipment: 'broker_id',
  shipment_event: 'broker_id',
};

beforeAll(async () => {
  const { brokerA, brokerB } = office.people.organisations;
  await seed(brokerA, '2906', 'CSQU3054383');
  await seed(brokerB, '2921', 'MSKU0383250');
});

/** A little of everything for a firm. */
async function seed(broker: string, customsOffice: string, container: string): Promise<void> {
  const [declaration, shipment] = [newId(), newId()];
  const statements: [sql: string, ...params: unknown[]][] = [
    [
      `INSERT INTO party VALUES ($1, 'buyer', 'NAME', 'AL NOOR', 'AL NOOR', 'ARE', '2026-11-18', '2026-11-18', $2)`,
      broker,
      customsOffice,
    ],
    [
      `INSERT INTO declaration (id, broker_id, market, reference, customs_office, header, content_sha256, created_at, updated_at)
       VALUES ($1, $2, 'KQ-CTC', 'RLS-1', $3, '{}', '', $4, $4)`,
      ...[declaration, broker, customsOffice, AT],
    ],
    ['INSERT INTO goods_line (declaration_id, position, broker_id) VALUES ($1, 0, $2)', declaration, broker],
    [
      'INSERT INTO declaration_container (declaration_id, position, broker_id, number) VALUES ($1, 0, $2, $3)',
      ...[declaration, broker, container],
    ],
    [
      `INSERT INTO submission (declaration_id, number, broker_id, declaration_version, filed_at, submitted_at, actor_name)
       VALUES ($1, 1, $2, 1, $3, $3, 'test')`,
      ...[declaration, broker, AT],
    ],
    [
      `WITH entry AS (INSERT INTO audit_entry (id, at, actor_name, actor_role, action, subject_type, subject_id)
         VALUES ($1, $2, 'test', 'system', 'declaration.submitted', 'declaration', $3))
       INSERT INTO audit_unsealed VALUES ($1)`,
      ...[newId(), AT, declaration],
    ],
    [
      `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid, created_at, updated_at)
       VALUES ($1, $2, 'KQ-CTC', $3, $4, true, $5, $5)`,
      ...[shipment, broker, customsOffice, container, AT],
    ],
    [
      `INSERT INTO shipment_event (id, shipment_id, broker_id, code, classifier, event_time, received_at, actor_name)
       VALUES ($1, $2, $3, 'STUF', 'ACT', $4, $4, 'test')`,
      ...[newId(), shipment, broker, AT],
    ],
  ];
  await office.database.transaction(SYSTEM, async (tx) => {
    for (const [sql, ...params] of statements) await tx.run(sql, params);
  });
}

/** Runs statements on the owner's connection and takes everything back. */
async function undone<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}

/** The tables in which brokerA does not see exactly its own rows. */
async function leaks(client: Client): Promise<string[]> {
  const { brokerA } = office.people.organisations;
  const expected = new Map<string, number>();
  await client.query('SET LOCAL ROLE loomgate_system');
  for (const [table, owner] of Object.entries(OWNED)) {
    const { rows } = await client.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${owner} = $1`, [brokerA]);
    expected.set(table, rows[0].n);
  }
  await client.query('SET LOCAL ROLE loomgate_broker');
  await client.query(`SELECT set_config('app.organisation', $1, true)`, [brokerA]);
  const wrong: string[] = [];
  for (const [table, owner] of Object.entries(OWNED)) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE ${owner} <> $1)::int AS foreign_rows FROM ${table}`,
      [brokerA],
    );
    if (!expected.get(table) || rows[0].n !== expected.get(table) || rows[0].foreign_rows > 0) wrong.push(table);
  }
  return wrong;
}

describe('row-level security', () => {
  it('is on and forced for every table, with at least one policy', async () => {
    const tables = await office.rows<{ name: string; on: boolean; forced: boolean; policies: number }>(
      `SELECT c.relname AS name, c.relrowsecurity AS on, c.relforcerowsecurity AS forced,
         (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'`,
    );
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter(({ on, forced, policies }) => !on || !forced || policies === 0)).toEqual([]);
  });

  it('compares with the firm wherever a table says whose a row is and brokers may touch it', async () => {
    const loose = await office.rows<{ tablename: string }>(
      `SELECT tablename FROM pg_policies p WHERE 'loomgate_broker' = ANY (roles) AND qual NOT LIKE '%app.organisation%'
         AND EXISTS (SELECT 1 FROM information_schema.columns c WHERE c.table_name = p.tablename AND c.column_name = 'broker_id')`,
    );
    expect(loose).toEqual([]);
  });

  it('leaves the pool without any right of its own', async () => {
    const rights = await office.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v')
         AND has_table_privilege('loomgate_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')`,
    );
    expect(rights).toEqual([]);
    const pool = office.get(DataSource);
    await expect(pool.query('SELECT * FROM api_key')).rejects.toThrow('permission denied');
    await expect(pool.query('DELETE FROM audit_entry')).rejects.toThrow('permission denied');
  });

  it('does nothing for an actor whose role cannot be taken, and says that it was the role', async () => {
    const nobody = { ...SYSTEM, role: 'intruder' as never };
    const market = () => office.rows(`SELECT 1 FROM market WHERE code = 'KQ-CTC'`);
    const before = await market();
    for (const again of [1, 2]) {
      const done = office.database.transaction(nobody, (tx) => tx.run(`DELETE FROM market WHERE code = 'KQ-CTC'`));
      await expect(done).rejects.toThrow(/role "undefined" does not exist/);
      expect([again, await market()]).toEqual([again, before]);
    }
  });

  it('keeps what is only appended from being changed, by anybody', async () => {
    for (const sql of ['DELETE FROM audit_entry', `UPDATE audit_entry SET actor_name = 'nobody'`]) {
      for (const who of [SYSTEM, office.actor('admin')]) {
        await expect(office.database.transaction(who, (tx) => tx.run(sql))).rejects.toThrow('permission denied');
      }
    }
  });

  it('shows a broker its own rows and no other', async () => {
    expect(await undone(leaks)).toEqual([]);
  });

  it.each(Object.keys(OWNED))(
    'would be missed on %s: without its policy, or switched off, the test above fails',
    async (table) => {
      const dropped = await undone(async (client) => {
        await client.query(`DROP POLICY broker ON ${table}`);
        return leaks(client);
      });
      expect(dropped).toContain(table);
      const off = await undone(async (client) => {
        await client.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
        return leaks(client);
      });
      expect(off).toContain(table);
    },
  );

  it('refuses a row written for another firm', async () => {
    const { brokerB } = office.people.organisations;
    const write = office.database.transaction(office.actor('brokerA'), (tx) =>
      tx.run(`INSERT INTO party VALUES ($1, 'buyer', 'NAME', 'X', 'X', NULL, '2026-11-18', '2026-11-18', '2906')`, [
        brokerB,
      ]),
    );
    await expect(write).rejects.toThrow('row-level security');
  });

  it('shows an officer the parties and the brokers of the own customs office', async () => {
    const { brokerA, brokerB } = office.people.organisations;
    for (const [who, code, broker] of [
      ['officer', '2906', brokerA],
      ['officerElsewhere', '2921', brokerB],
    ] as const) {
      const seen = await office.database.transaction(office.actor(who), async (tx) => [
        await tx.rows('SELECT DISTINCT customs_office FROM party'),
        await tx.rows(`SELECT id FROM organisation WHERE kind = 'broker'`),
      ]);
      expect(seen).toEqual([[{ customs_office: code }], [{ id: broker }]]);
    }
  });

  it('shows an officer the declarations and shipments of the own customs office', async () => {
    for (const [who, code] of [
      ['officer', '2906'],
      ['officerElsewhere', '2921'],
    ] as const) {
      for (const table of ['declaration', 'shipment']) {
        const seen = await office.database.transaction(office.actor(who), (tx) =>
          tx.rows(`SELECT DISTINCT customs_office FROM ${table}`),
        );
        expect(seen).toEqual([{ customs_office: code }]);
      }
    }
  });

  it('does not carry the firm of one transaction into the next on the same connection', async () => {
    const count = (who: 'brokerA' | 'analyst') =>
      office.database.transaction(office.actor(who), (tx) => tx.rows('SELECT id FROM organisation'));
    expect(await count('brokerA')).toHaveLength(1);
    const setting = await office.rows<{ v: string }>(`SELECT current_setting('app.organisation', true) AS v`);
    expect(setting[0]?.v).toBe('');
    expect((await count('analyst')).length).toBeGreaterThan(1);
  });
});
