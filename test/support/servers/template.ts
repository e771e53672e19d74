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
  return template;
}
