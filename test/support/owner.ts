import { Client } from 'pg';
import type { Office } from './office.js';

/** A statement as the owner of the schema: what no role of the service may do. */
export async function asOwner<R>(office: Office, sql: string, params: unknown[] = []): Promise<R[]> {
  const client = new Client({ connectionString: office.ownerUrl });
  await client.connect();
  const { rows } = await client.query(sql, params).finally(() => client.end());
  return rows as R[];
}
