import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client, Pool } from 'pg';
import { Keys } from '../src/access/keys.service.js';
import { Organisations } from '../src/access/organisations.service.js';
import { createApplication } from '../src/application.js';
import { readConfig } from '../src/platform/config/config.js';
import { type Actor, SYSTEM } from '../src/platform/database/actor.js';
import { migrate } from '../src/infrastructure.js';
import { Database } from '../src/platform/database/database.js';
import { startEmbeddedPostgres } from '../embedded-postgres/src/embedded-postgres.js';
import { migrateQueue, openBackend, type QueueBackend } from '../src/platform/queue/backend.js';
import { CONCURRENCY } from '../src/platform/queue/jobs.service.js';
import { SystemClock } from '../src/vocabulary/clock.js';
import { databaseOf, serviceUrlOf } from './database-url.js';

/** A service on a database of its own, with a broker and its key, and a raw pool beside it. */
export interface Stage {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly broker: Actor;
  readonly queue: QueueBackend;
  readonly raw: Pool;
  /** GET by HTTP with the broker's key; throws unless 200. */
  get(path: string): Promise<unknown>;
  /** POST likewise; throws unless 2xx. */
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  close(): Promise<void>;
}

/** The queue that the benchmark of jobs uses without the service. */
export const BARE_QUEUE = 'bench-bare';

/** What is measured is the work; the quotas would stop it. */
const UNLIMITED: NodeJS.ProcessEnv = {
  ...{ RATE_LIMIT_KEY: 'off', RATE_LIMIT_FIRM: 'off', RATE_LIMIT_ADDRESS: 'off', RATE_LIMIT_ATTEMPTS: 'off' },
  REQUESTS_IN_WORK: process.env['REQUESTS_IN_WORK'],
};

/** Durable on purpose: fsync is on, as in production. DATABASE_URL names another server. */
export async function openStage(environment: NodeJS.ProcessEnv = UNLIMITED): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'loomgate-bench-'));
  const given = process.env['DATABASE_URL'];
  const embedded = given ? null : await startEmbeddedPostgres({ directory });
  const server = given ?? embedded?.url ?? '';
  const name = `loomgate_bench_${randomBytes(4).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const ownerUrl = databaseOf(server, name);
  const url = serviceUrlOf(ownerUrl);
  await migrate(ownerUrl, url);
  // The login of the service makes no queue: this one is the baseline's.
  if (!process.env['REDIS_URL']) await migrateQueue(ownerUrl, [BARE_QUEUE]);
  const config = readConfig({
    DATABASE_URL: url,
    REDIS_URL: process.env['REDIS_URL'],
    DATA_DIR: directory,
    PROCESS_ROLE: 'api',
    PORT: '0',
    ...environment,
  });
  const queue = await openBackend(config, url, name);
  const app = await createApplication({ config, clock: new SystemClock(), databaseUrl: url, queue }, ['error']);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const database: Database = app.get(Database);
  const { broker, key } = await brokerOf(app, database);
  const raw = new Pool({ connectionString: ownerUrl, max: CONCURRENCY });
  const base = await app.getUrl();
  return {
    app,
    database,
    broker,
    queue,
    raw,
    get: (path) => getJson(`${base}${path}`, key),
    post: (path, body, headers = {}) => getJson(`${base}${path}`, key, { body: JSON.stringify(body), headers }),
    close: async () => {
      await raw.end();
      await app.close();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await embedded?.stop();
    },
  };
}

function brokerOf(app: NestFastifyApplication, database: Database): Promise<{ broker: Actor; key: string }> {
  return database.transaction(SYSTEM, async (tx) => {
    const { id: organisationId } = await app.get(Organisations).create(tx, { kind: 'broker', name: '基准报关行' });
    const { id: keyId, key } = await app
      .get(Keys)
      .create(tx, { name: 'bench', role: 'broker', organisationId, expiresAt: null });
    return { broker: { keyId, name: 'bench', role: 'broker', organisationId, office: null, requestId: null }, key };
  });
}

/** Uncompressed, as the baselines are: what compression saves on a network it costs on one machine. */
async function getJson(
  url: string,
  key: string,
  sent?: { body: string; headers: Readonly<Record<string, string>> },
): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, 'accept-encoding': 'identity' };
  const posted = sent && {
    method: 'POST',
    body: sent.body,
    headers: { ...headers, ...sent.headers, 'content-type': 'application/json' },
  };
  const answer = await fetch(url, posted ?? { headers });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${JSON.stringify(body).slice(0, 300)}`);
  return body;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
