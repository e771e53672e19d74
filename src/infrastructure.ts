import { Client } from 'pg';
import { type Config, ConfigurationError } from './platform/config/config.js';
import * as migrations from '../migrations/index.js';
import { runMigrations } from './platform/database/data-source.js';
import { startEmbeddedPostgres } from '../embedded-postgres/src/embedded-postgres.js';
import type { Infrastructure } from './platform/platform.module.js';
import { openBackend } from './platform/queue/backend.js';
import { MovableClock, SystemClock } from './vocabulary/clock.js';

const POSTGRES_VERSION_MIN = 15;

export interface OwnedInfrastructure extends Infrastructure {
  /** Closes what was opened here; the embedded database stops last. */
  close(): Promise<void>;
}

interface InfrastructureOptions {
  /** Set by the command line: it may use the embedded server that a running service has started. */
  readonly join?: boolean;
  /** Called with one line when the embedded server has ended and cannot be started again. Default: the line is logged. */
  readonly onDatabaseLost?: (reason: string) => void;
}

/** Opens the database and the queue of the configuration, logs which, and migrates the schema. It never falls back to others. */
export async function openInfrastructure(
  config: Config,
  log: (line: string) => void,
  options: InfrastructureOptions = {},
): Promise<OwnedInfrastructure> {
  const database = await openDatabase(config, options, log);
  try {
    const applied = await migrate(database.url);
    const queue = await openBackend(config, database.url, 'loomgate');
    log(`数据库 database: ${database.name} · 队列 queue: BullMQ on ${queue.name} · 迁移 migrations: ${applied} new`);
    const clock = config.trialClock ? new MovableClock() : new SystemClock();
    return { config, clock, databaseUrl: database.url, queue, close: database.stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Brings the schema up to date; returns how many migrations were applied. */
export const migrate = (databaseUrl: string): Promise<number> => runMigrations(databaseUrl, Object.values(migrations));

interface OpenDatabase {
  readonly url: string;
  readonly name: string;
  stop(): Promise<void>;
}

async function openDatabase(
  config: Config,
  options: InfrastructureOptions,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  if (config.databaseUrl === null) {
    const embedded = await startEmbeddedPostgres({
      directory: `${config.dataDirectory}/postgres`,
      join: options.join ?? false,
      log,
      lost: options.onDatabaseLost ?? log,
    });
    const name = `embedded PostgreSQL in ${config.dataDirectory} (trial; set DATABASE_URL for production)`;
    return { url: embedded.url, name, stop: () => embedded.stop() };
  }
  const version = await versionOf(config.databaseUrl);
  return { url: config.databaseUrl, name: `PostgreSQL ${version} of DATABASE_URL`, stop: async () => undefined };
}

async function versionOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string; fsync: string }>(
      `SELECT current_setting('server_version') AS server_version, current_setting('fsync') AS fsync`,
    );
    const version = rows[0]?.server_version ?? '0';
    if (Number.parseInt(version, 10) < POSTGRES_VERSION_MIN) {
      throw new ConfigurationError(
        `DATABASE_URL is PostgreSQL ${version}; ${POSTGRES_VERSION_MIN} or later is needed.`,
      );
    }
    return version;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`DATABASE_URL does not answer: ${(error as Error).message || String(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
