import { Client } from 'pg';
import { migrate } from '../../../src/infrastructure.js';
import { databaseOf, serviceUrlOf } from './database-url.js';

/** Makes a migrated database on a server, which stories clone; returns its name. */
export async function prepareTemplate(server: string): Promise<string> {
  const template = `loomgate_template_${process.pid}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template}`);
  await client.query(`CREATE DATABASE ${template}`);
  await client.end();
  const owner = databaseOf(server, template);
  await migrate(owner, serviceUrlOf(owner));
  // What scripts/mutants.mjs takes out of the schema.
  if (process.env['MUTANT_SQL']) await asOwner(owner, process.env['MUTANT_SQL']);
  return template;
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
