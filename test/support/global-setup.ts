import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/platform/config/config.js';
import { migrate } from '../../src/platform/database/data-source.js';
import { startEmbeddedPostgres } from '../../src/platform/embedded/embedded-postgres.js';
import { openBackend } from '../../src/platform/queue/backend.js';
import { databaseOf } from './database-url.js';

type Holder = typeof globalThis & { stopTestPostgres?: () => Promise<void> };

/** One server for the whole run, one migrated template database; each test file clones it. */
export default async function globalSetup(): Promise<void> {
  let server = process.env['DATABASE_URL'] ?? '';
  if (!server) {
    const directory = await mkdtemp(join(tmpdir(), 'loomgate-test-'));
    const embedded = await startEmbeddedPostgres({ directory, durable: false });
    (globalThis as Holder).stopTestPostgres = () => embedded.stop();
    server = embedded.url;
  }
  const template = `loomgate_template_${process.pid}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template}`);
  await client.query(`CREATE DATABASE ${template}`);
  await client.end();
  await migrate(databaseOf(server, template));
  // The queue's own tables, so that not every clone has to make them.
  const queue = await openBackend(readConfig({}), databaseOf(server, template), template);
  await queue.close();
  process.env['TEST_SERVER_URL'] = server;
  process.env['TEST_TEMPLATE'] = template;
}
