import { Client } from 'pg';

type Holder = typeof globalThis & { stopTestPostgres?: () => Promise<void> };

export default async function globalTeardown(): Promise<void> {
  const client = new Client({ connectionString: process.env['TEST_SERVER_URL'] });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${process.env['TEST_TEMPLATE']} WITH (FORCE)`);
  await client.end();
  await (globalThis as Holder).stopTestPostgres?.();
}
