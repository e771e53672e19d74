import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { binariesFor, hydrateLinks, packagedBinaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { type Connection, connectionFor, urlOf } from './connection.js';
import { DirectoryInUse, DirectoryLock, readHolder } from './directory-lock.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { stopLeftover } from './leftover.js';
import { type Place, preparePlace } from './place.js';
import { superviseServer } from './supervised-server.js';

const JOIN_WITHIN_MS = 60_000;

export interface EmbeddedPostgresOptions {
  /** The database's own directory, made if missing. */
  readonly directory: string;
  /** false, for tests: nothing is written through to the disk, and the directory is removed at `stop`. Default true. */
  readonly durable?: boolean;
  /** true, for the command line: if another process already runs the server on this directory, use that one; `stop` then leaves it alone. */
  readonly join?: boolean;
  /** Gets rare one-line notices for the operator. Default: nobody. */
  readonly log?: (line: string) => void;
  /** Gets one line when the server ended by itself and cannot be started again. Default: `log`. */
  readonly lost?: (reason: string) => void;
  /** The first wait before such a start, for tests. */
  readonly firstWaitMs?: number;
  /** Another folder with `bin`, `lib` and `share`. Default: the one npm installed. */
  readonly native?: string;
}

export interface EmbeddedPostgres {
  /** A libpq URL: see urlOf. */
  readonly url: string;
  readonly connection: Connection;
  /** The same server and database for another login, which the caller makes: on Windows with the password that stands in this URL. */
  urlFor(login: string): string;
  /** Call it last: it rolls back what is open, waits for the server to end and frees the directory. A second call does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that came with npm on a private socket (Windows: loopback and a password), for trial, development and tests.
 * As root the server runs as `nobody`, or as whom its data belongs to. It ignores the terminal's Ctrl-C and ends with `stop`, or
 * with this process if that dies without one; one that is killed is started again at the same address. Throws EmbeddedPostgresError: one line saying what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  const say = options.log ?? (() => undefined);
  const place = placeIn(directory, say);
  const lockFile = join(directory, 'lock');
  const lock = acquireOrJoin(directory, lockFile, options.join ?? false);
  if (!lock) return joined(directory, lockFile);
  try {
    const packaged = options.native ?? packagedBinaries();
    hydrateLinks(packaged);
    const native = binariesFor(place.user, packaged);
    const durable = options.durable ?? true;
    await ensureCluster(native, place, durable);
    await stopLeftover(place.data, say);
    const lost = options.lost ?? say;
    const log = join(directory, 'server.log');
    const { firstWaitMs } = options;
    const server = await superviseServer({
      native,
      place,
      durable,
      log,
      say,
      lost,
      ...(firstWaitMs ? { firstWaitMs } : {}),
    });
    lock.publish(server.connection);
    let ended: Promise<void> | undefined;
    const end = async () => {
      await server.stop();
      lock.release();
      if (!durable) for (const gone of [place.home, directory]) rmSync(gone, { recursive: true, force: true });
    };
    return reachedBy(server.connection, () => (ended ??= end()));
  } catch (error) {
    lock.release();
    throw error;
  }
}

const reachedBy = (connection: Connection, stop: () => Promise<void>): EmbeddedPostgres => ({
  url: urlOf(connection),
  connection,
  urlFor: (login) => urlOf(connectionFor(connection, login)),
  stop,
});

function placeIn(directory: string, say: (line: string) => void): Place {
  try {
    return preparePlace(directory, say);
  } catch (error) {
    // Not a fault of ours: a directory that may not be written, a disk that is full.
    if (error instanceof Error && 'syscall' in error)
      throw new EmbeddedPostgresError(`${directory} cannot be used (${error.message}).`);
    throw error;
  }
}

function acquireOrJoin(directory: string, file: string, mayJoin: boolean): DirectoryLock | null {
  try {
    return DirectoryLock.acquire(directory, file);
  } catch (error) {
    if (mayJoin && error instanceof DirectoryInUse) return null;
    throw error;
  }
}

/** Waits until the holder's server answers and hands out its address. */
async function joined(directory: string, file: string): Promise<EmbeddedPostgres> {
  for (const end = performance.now() + JOIN_WITHIN_MS; performance.now() < end; await pause(50)) {
    const connection = readHolder(file)?.connection;
    if (connection) return reachedBy(connection, async () => undefined);
  }
  throw new EmbeddedPostgresError(
    `Another process holds ${directory}, but its database does not answer: look at it, or try again later.`,
  );
}
