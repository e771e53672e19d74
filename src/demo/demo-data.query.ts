import type { Client } from 'pg';
import type { ProductionCheck } from '../platform/config/production.js';
import { DATABASE_ROLE } from '../platform/database/actor.js';
import { BROKERS } from './domain/firms.js';

/** Whether the demo market was loaded into this database: its firms, whose numbers nobody else has. */
export async function demoDataCheck(client: Client): Promise<ProductionCheck> {
  const name = 'no demo market in the database';
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relname = 'organisation') AS there`,
  );
  if (!rows[0]?.there) return { name, breach: null };
  await client.query(`SET ROLE ${DATABASE_ROLE.system}`);
  const firms = await client.query<{ name: string }>(
    'SELECT name FROM organisation WHERE uscc = ANY ($1) ORDER BY uscc',
    [BROKERS.map(({ uscc }) => uscc)],
  );
  await client.query('RESET ROLE');
  const found = firms.rows.map((firm) => firm.name).join(', ');
  return { name, breach: found === '' ? null : `The demo market is in the database (${found}): use an empty one.` };
}
