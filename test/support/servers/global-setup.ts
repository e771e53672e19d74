import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../embedded-postgres/src/embedded-postgres.js';
import { prepareTemplate } from './template.js';

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
  process.env['TEST_SERVER_URL'] = server;
  process.env['TEST_TEMPLATE'] = await prepareTemplate(server);
}
