import { Client } from 'pg';
import { DATABASE_ROLE } from './actor.js';

/** What a login finds, before the service works with it. */
export interface SchemaState {
  /** Whether this login may make tables, as the owner may and the login of the service may not. */
  readonly mayMigrate: boolean;
  /** Whether it may become the roles of the service. */
  readonly mayRead: boolean;
  /** Names of migrations that have not run. */
  readonly missing: readonly string[];
  readonly hasQueue: boolean;
}

/** Looks without changing anything. `names` are those of all migrations. */
export async function schemaState(url: string, names: readonly string[]): Promise<SchemaState> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ mayMigrate: boolean; hasQueue: boolean }>(
      `SELECT has_schema_privilege('public', 'CREATE') AS "mayMigrate",
         EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'bullmq' AND c.relname = 'job') AS "hasQueue"`,
    );
    const { mayMigrate = false, hasQueue = false } = rows[0] ?? {};
    const applied = await appliedMigrations(client);
    const missing = names.filter((name) => !applied?.has(name));
    return { mayMigrate, hasQueue, mayRead: applied !== null, missing };
  } finally {
    await client.end();
  }
}

/** Null where the login may not become the role that reads them. */
async function appliedMigrations(client: Client): Promise<ReadonlySet<string> | null> {
  try {
    await client.query(`SET ROLE ${DATABASE_ROLE.system}`);
    const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migration');
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    const { code } = error as { code?: string };
    // invalid_parameter_value (there is no such role), insufficient_privilege, undefined_table.
    if (code === '22023' || code === '42501' || code === '42P01') return null;
    throw error;
  }
}
