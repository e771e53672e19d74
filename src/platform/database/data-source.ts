import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import { DataSource, type DataSourceOptions, type MigrationInterface } from 'typeorm';
import { parse } from 'pg-connection-string';
import { SnakeCaseColumns } from './columns.js';
import { CONNECT_MS, ORDINARY_CALL } from './limits.js';
import { ourTypes } from './types.js';

/** Role of every pooled connection: it holds no right of its own, so forgetting the door means "permission denied". */
export const POOL_ROLE = 'loomgate_app';

/**
 * A process that freezes in the middle of a transaction (a suspended machine, a stopped container) keeps its locks. After this long
 * the server ends its session: somebody else takes over, and the late one finds its work gone. Shorter than background work waits for a lock.
 */
const FROZEN_AFTER = '12s';

/** What every session of the pool begins with: set once a connection, not once a transaction. */
const SESSION = {
  role: POOL_ROLE,
  search_path: 'public',
  timezone: 'UTC',
  lock_timeout: ORDINARY_CALL.lockMs,
  statement_timeout: ORDINARY_CALL.statement,
  idle_in_transaction_session_timeout: FROZEN_AFTER,
};

/** Options of the pool the service works with. */
export function poolOptions(databaseUrl: string, size = 16): DataSourceOptions {
  return {
    ...base(databaseUrl),
    entities: [join(__dirname, '..', '..', '**', '*.entity.{js,ts}')],
    namingStrategy: new SnakeCaseColumns(),
    extra: {
      max: size,
      types: ourTypes,
      ...REACHING,
      // Statements are sent without waiting for the answer to the one before: BEGIN and what follows it are one way to the server.
      pipeline: true,
      options: Object.entries(SESSION)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  };
}

/** Options of the owner's connection: migrations only. */
function ownerOptions(databaseUrl: string, migrations: readonly Migration[]): DataSourceOptions {
  return {
    ...base(databaseUrl),
    migrations: [...migrations],
    extra: { max: 1, types: ourTypes, ...REACHING },
  };
}

/** The connection by which the service looks whether the database answers. */
export function probeConfig(databaseUrl: string): ClientConfig {
  const { host, port, username: user, password, database, ssl } = base(databaseUrl);
  return { host, port, user, password, database, ssl, application_name: 'loomgate-probe', keepAlive: true };
}

/** A connection that the network has lost is noticed also while nothing is asked on it. */
const REACHING = { connectionTimeoutMillis: CONNECT_MS, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

function base(databaseUrl: string) {
  const parsed = parse(databaseUrl);
  return {
    type: 'postgres' as const,
    ...(parsed.host ? { host: parsed.host } : {}),
    ...(parsed.port ? { port: Number(parsed.port) } : {}),
    ...(parsed.user ? { username: parsed.user } : {}),
    ...(parsed.password ? { password: parsed.password } : {}),
    ...(parsed.database ? { database: parsed.database } : {}),
    ...(parsed.ssl ? { ssl: parsed.ssl as boolean } : {}),
    applicationName: 'loomgate',
    installExtensions: false,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each' as const,
    synchronize: false,
  };
}

type Migration = new () => MigrationInterface;

const MIGRATION_LOCK = 4_039_103_900;

/** Applies the migrations that are missing. Two processes that start together apply them once: an advisory lock makes the second wait. */
export async function runMigrations(databaseUrl: string, migrations: readonly Migration[]): Promise<number> {
  const source = await new DataSource(ownerOptions(databaseUrl, migrations)).initialize();
  try {
    const lock = source.createQueryRunner();
    await lock.connect();
    // The pool has one connection, so lock and migrations share it: TypeORM would otherwise wait for a second one.
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await lock.release();
    const applied = await source.runMigrations();
    return applied.length;
  } finally {
    await source.destroy();
  }
}
