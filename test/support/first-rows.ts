import { Client } from 'pg';

/** Tables of every schema but PostgreSQL's own, with the columns that a statement may fill. */
const TABLES = `
  SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)' GROUP BY c.oid`;

/** Counters with the statement that sets each back. */
const SEQUENCES = `
  SELECT format('SELECT setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value), last_value IS NOT NULL) AS sql
  FROM pg_sequences`;

/** Changes with everything that changes the schema or who may do what: a row of a catalog was written or is gone. */
const SCHEMA_STATE = [
  'class',
  'attribute',
  'attrdef',
  'constraint',
  'index',
  'trigger',
  'proc',
  'policy',
  'rewrite',
  'type',
]
  .map((name) => `SELECT count(*), max(xmin::text::bigint) FROM pg_${name}`)
  .join(' UNION ALL ');

/** Tables in which enough deleted rows lie for the next story to feel them. */
const WORN = 'SELECT name FROM unnest($1::text[]) AS name WHERE pg_relation_size(name::regclass) > 131072';

const IDLE_WITHIN_MS = 1_000;

/**
 * Brings a database back to the rows that it began with. Rows are deleted under the sessions that stay, which keep what they know of the
 * schema and their plans; on a new clone of the template each of them would learn it anew.
 */
export class FirstRows {
  private tables: string[] = [];
  private restoring = '';
  private schemaState = '';

  private constructor(private readonly owner: Client) {}

  /** Reads the rows that are there now. */
  static async of(ownerUrl: string): Promise<FirstRows> {
    const owner = new Client({ connectionString: ownerUrl });
    // The database is dropped under this session when a story ends otherwise than it should.
    owner.on('error', () => undefined);
    await owner.connect();
    const rows = new FirstRows(owner);
    await rows.readFirst();
    return rows;
  }

  /** False, and nothing done, where that cannot be: the schema is no longer the same, or somebody still writes. */
  async restore(): Promise<boolean> {
    if ((await this.readSchemaState()) !== this.schemaState || !(await this.isIdle())) return false;
    await this.owner.query(this.restoring);
    const { rows } = await this.owner.query<{ name: string }>(WORN, [this.tables]);
    // Plain, so that no session has to read anew what it knows of the table.
    if (rows.length > 0) await this.owner.query(`VACUUM ${rows.map(({ name }) => name).join(', ')}`);
    return true;
  }

  end(): Promise<void> {
    return this.owner.end();
  }

  private async readFirst(): Promise<void> {
    const { rows: tables } = await this.owner.query<{ name: string; columns: string }>(TABLES);
    this.tables = tables.map(({ name }) => name);
    const isFilled = tables.map(({ name }, n) => `SELECT ${n} AS n WHERE EXISTS (SELECT FROM ${name})`);
    const { rows: filled } = await this.owner.query<{ n: number }>(isFilled.join(' UNION ALL '));
    const numbers = new Set(filled.map(({ n }) => n));
    const filledTables = tables.flatMap(({ name, columns }, n) =>
      numbers.has(n) ? [{ name, columns, copy: `pg_temp.first_rows_${n}` }] : [],
    );
    await this.owner.query(
      filledTables.map(({ name, columns, copy }) => `CREATE TABLE ${copy} AS SELECT ${columns} FROM ${name}`).join(';'),
    );
    const { rows: sequences } = await this.owner.query<{ sql: string }>(SEQUENCES);
    this.restoring = [
      'BEGIN',
      // Neither triggers nor foreign keys: nothing happens but what stands here.
      'SET LOCAL session_replication_role = replica',
      ...tables.map(({ name }) => `DELETE FROM ${name}`),
      ...filledTables.map(
        ({ name, columns, copy }) =>
          `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM ${copy}`,
      ),
      ...sequences.map(({ sql }) => sql),
      'COMMIT',
    ].join(';');
    this.schemaState = await this.readSchemaState();
  }

  private async readSchemaState(): Promise<string> {
    return JSON.stringify((await this.owner.query({ text: SCHEMA_STATE, rowMode: 'array' })).rows);
  }

  /** Whether no other session is in a transaction, nor gets out of one in a moment. */
  private async isIdle(): Promise<boolean> {
    for (const end = performance.now() + IDLE_WITHIN_MS; performance.now() < end;) {
      const { rows } = await this.owner.query<{ busy: boolean }>(
        `SELECT count(*) > 0 AS busy FROM pg_stat_activity
         WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'`,
      );
      if (rows[0]?.busy === false) return true;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
  }
}
