import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { Client, Pool } from 'pg';
import { parse } from 'pg-connection-string';
import type { Config } from '../config/config.js';
import { CONNECT_MS } from '../database/limits.js';
import { grantQueueTables, QUEUE_ROLE } from '../database/service-login.js';
import {
  type AnyQueue,
  type AnyWorker,
  JOB_DEFAULTS,
  instrumented,
  QUEUE,
  type QueueBackend,
  workerSettings,
} from './queue-backend.js';
import { redisBackend } from './redis-backend.js';
import { ANSWER_TIMEOUT_MS } from './redis-connection.js';

export type { AnyQueue, AnyWorker, QueueBackend } from './queue-backend.js';

/** A connection that the network has lost never confirms its end, and pg waits for that of one that listens. */
const CLOSE_TIMEOUT_MS = 3_000;

export async function openBackend(config: Config, databaseUrl: string, prefix: string): Promise<QueueBackend> {
  return config.redisUrl ? redisBackend(config.redisUrl, prefix) : postgresBackend(databaseUrl);
}

/**
 * Brings the queue's own tables up to date, for a queue on PostgreSQL. They belong to the owner of the schema, as does the sequence
 * that BullMQ makes for a queue with its first job.
 */
export async function migrateQueue(ownerUrl: string, queues: readonly string[] = [QUEUE]): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await runMigrations(owner);
    await owner.query(
      `SELECT bullmq.next_job_id(name) FROM unnest($1::text[]) AS name
       WHERE to_regclass('bullmq.' || bullmq.job_id_seq_name(name)) IS NULL`,
      [queues],
    );
  } finally {
    await owner.end();
  }
  await grantQueueTables(ownerUrl);
}

function postgresBackend(databaseUrl: string): QueueBackend {
  const parsed = parse(databaseUrl);
  const pool = new Pool({
    host: parsed.host ?? undefined,
    port: parsed.port ? Number(parsed.port) : undefined,
    user: parsed.user,
    password: parsed.password,
    database: parsed.database ?? undefined,
    max: 12,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    options: `-c role=${QUEUE_ROLE} -c search_path=bullmq`,
  } as ConstructorParameters<typeof Pool>[0]);
  pool.on('error', () => undefined); // An idle connection that dies is replaced; without a listener the process would end.
  const on = withBackend(createPostgresBackend);
  const connection = pool as never;
  return {
    name: 'postgres',
    queue: (name) =>
      new on.Queue(name, { connection, defaultJobOptions: JOB_DEFAULTS } as never) as unknown as AnyQueue,
    worker: (name, work, options) => {
      const { Worker } = withBackend(instrumented(createPostgresBackend, options));
      const before = pool.listeners('error');
      const settings = { connection, ...workerSettings(options) } as never;
      const worker = new Worker(name, work as never, settings);
      // BullMQ leaves its listener on a pool that is not its own: each worker that was closed would stay in memory.
      const added = pool.listeners('error').filter((listener) => !before.includes(listener));
      worker.once('closed', () => added.forEach((listener) => pool.off('error', listener as () => void)));
      return worker as unknown as AnyWorker;
    },
    close: () =>
      Promise.race([pool.end(), new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref())]),
  };
}
