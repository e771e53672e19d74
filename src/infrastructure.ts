import { Client } from 'pg';
import { type Config, ConfigurationError } from './platform/config/config.js';
import * as migrations from '../migrations/index.js';
import { runMigrations } from './platform/database/data-source.js';
import { admitServiceLogin } from './platform/database/service-login.js';
import { type SchemaState, schemaState } from './platform/database/schema-state.js';
import { startEmbeddedPostgres } from '../embedded-postgres/src/embedded-postgres.js';
import type { Infrastructure } from './platform/platform.module.js';
import { migrateQueue, openBackend } from './platform/queue/backend.js';
import { MovableClock, SystemClock } from './vocabulary/clock.js';

const POSTGRES_VERSION_MIN = 15;
/** The login of the service on the embedded server, whose owner is another. */
const EMBEDDED_LOGIN = 'loomgate_service';

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
    const applied = await prepareSchema(database, config);
    const queue = await openBackend(config, database.url, 'loomgate');
    log(`数据库 database: ${database.name} · 队列 queue: BullMQ on ${queue.name} · 迁移 migrations: ${applied} new`);
    const clock = config.trialClock ? new MovableClock() : new SystemClock();
    return { config, clock, databaseUrl: database.url, queue, close: database.stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/**
 * Brings the schema up to date as its owner, and lets the login of the service use it; returns how many migrations were applied.
 * The tables of the queue belong to it unless the queue is on Redis.
 */
export async function migrate(ownerUrl: string, serviceUrl = ownerUrl, { queue = true } = {}): Promise<number> {
  const applied = await runMigrations(ownerUrl, Object.values(migrations));
  if (queue) await migrateQueue(ownerUrl);
  await admitServiceLogin(ownerUrl, serviceUrl);
  return applied;
}

/** Without the login of the owner nothing can be migrated: then the schema must be up to date already. */
async function prepareSchema({ url, ownerUrl }: OpenDatabase, config: Config): Promise<number> {
  if (ownerUrl !== null && ownerUrl !== url) return migrate(ownerUrl, url, { queue: config.redisUrl === null });
  const state = await schemaState(url, Object.keys(migrations));
  if (ownerUrl !== null && state.mayMigrate) return migrate(ownerUrl, url, { queue: config.redisUrl === null });
  const reason = reasonAgainst(state, config);
  if (reason === null) return 0;
  throw new ConfigurationError(
    `${reason} Run npm run cli -- migrate with MIGRATION_DATABASE_URL, the login of the owner.`,
  );
}

function reasonAgainst(state: SchemaState, config: Config): string | null {
  if (!state.mayRead) return 'The login of DATABASE_URL may not become the roles of the service.';
  if (state.missing.length > 0) return `${state.missing.length} migrations have not run: ${state.missing[0]}, …`;
  return state.hasQueue || config.redisUrl !== null ? null : 'The tables of the queue are missing.';
}

interface OpenDatabase {
  readonly url: string;
  /** The login that owns the schema; null where the configuration names none. */
  readonly ownerUrl: string | null;
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
    return { url: embedded.urlFor(EMBEDDED_LOGIN), ownerUrl: embedded.url, name, stop: () => embedded.stop() };
  }
  const ownerUrl = config.migrationDatabaseUrl ?? (config.production ? null : config.databaseUrl);
  const [variable, url] =
    config.migrationDatabaseUrl === null
      ? ['DATABASE_URL', config.databaseUrl]
      : ['MIGRATION_DATABASE_URL', config.migrationDatabaseUrl];
  const version = await versionOf(variable, url);
  const name = `PostgreSQL ${version} of DATABASE_URL`;
  return { url: config.databaseUrl, ownerUrl, name, stop: async () => undefined };
}

async function versionOf(variable: string, url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>(
      `SELECT current_setting('server_version') AS server_version`,
    );
    const version = rows[0]?.server_version ?? '0';
    if (Number.parseInt(version, 10) < POSTGRES_VERSION_MIN) {
      throw new ConfigurationError(`${variable} is PostgreSQL ${version}; ${POSTGRES_VERSION_MIN} or later is needed.`);
    }
    return version;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${variable} does not answer: ${(error as Error).message || String(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
