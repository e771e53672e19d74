import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../src/infrastructure.js';
import { databaseOf } from '../../test/support/servers/database-url.js';
import { startEmbeddedPostgres } from '../../embedded-postgres/src/embedded-postgres.js';

/** Does work on a database that was migrated just now, on the server of DATABASE_URL or on one of its own, and drops it. */
export async function onMigratedDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const given = process.env['DATABASE_URL'];
  const directory = given ? '' : mkdtempSync(join(tmpdir(), 'loomgate-check-'));
  const embedded = given ? null : await startEmbeddedPostgres({ directory, durable: false });
  try {
    return await inDatabase(given ?? embedded?.url ?? '', work);
  } finally {
    await embedded?.stop();
  }
}

async function inDatabase<T>(server: string, work: (client: Client) => Promise<T>): Promise<T> {
  const name = `loomgate_check_${process.pid}`;
  const owner = new Client({ connectionString: server });
  await owner.connect();
  try {
    await owner.query(`CREATE DATABASE ${name}`);
    const url = databaseOf(server, name);
    await migrate(url);
    const client = new Client({ connectionString: url });
    await client.connect();
    return await work(client).finally(() => client.end());
  } finally {
    await owner.query(`DROP DATABASE IF EXISTS ${name}`);
    await owner.end();
  }
}
