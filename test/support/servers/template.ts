import { Client } from 'pg';
import { readConfig } from '../../../src/platform/config/config.js';
import { migrate } from '../../../src/infrastructure.js';
import { openBackend } from '../../../src/platform/queue/backend.js';
import { databaseOf } from './database-url.js';

/** Makes a migrated database on a server, which stories clone; returns its name. */
export async function prepareTemplate(server: string): Promise<string> {
  const template = `loomgate_template_${process.pid}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template}`);
  await client.query(`CREATE DATABASE ${template}`);
  await client.end();
  await migrate(databaseOf(server, template));
  // What scripts/mutants.mjs takes out of the schema.
  if (process.env['MUTANT_SQL']) await asOwner(databaseOf(server, template), process.env['MUTANT_SQL']);
  // The queue's own tables, so that not every clone has to make them.
  const queue = await openBackend(readConfig({}), databaseOf(server, template), template);
  await queue.close();
  return template;
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
