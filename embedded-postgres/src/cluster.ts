import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programOf } from './binaries.js';
import { OWNER } from './connection.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { chownTo, type Place } from './place.js';
import { runToEnd } from './programs.js';

/**
 * Initialises the cluster if there is none. It is made beside its final place and renamed when complete: a start that was
 * killed half-way leaves nothing that looks like a database.
 */
export async function ensureCluster(native: string, place: Place, durable: boolean): Promise<void> {
  if (existsSync(join(place.data, 'PG_VERSION'))) return;
  const fresh = `${place.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  chownTo(fresh, place.user);
  const { code, output } = await runToEnd(
    programOf(native, 'initdb'),
    initdbArguments(fresh, place, durable),
    place.user,
  ).catch((error: NodeJS.ErrnoException) => ({ code: -1, output: error.message }));
  if (code !== 0)
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL could not be set up (${lastLine(output)}): set DATABASE_URL to use another one.`,
    );
  renameSync(fresh, place.data);
}

/** The password of the loopback server (Windows); undefined where only the socket directory's mode guards the door. */
export function passwordOf(place: Place): string | undefined {
  if (process.platform !== 'win32') return undefined;
  const file = join(place.home, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** The line of a server's log that says why it ended. */
export function reasonIn(log: string): string {
  const fatal = log.split('\n').filter((line) => /FATAL|PANIC|ERROR|error while loading/.test(line));
  return lastLine(fatal.join('\n') || log).replace(/^[\d: .-]+ UTC \[\d+\] /, '');
}

function initdbArguments(fresh: string, place: Place, durable: boolean): string[] {
  const password = passwordOf(place);
  const doors =
    password === undefined
      ? ['--auth-local=trust', '--auth-host=reject']
      : ['--auth=scram-sha-256', `--pwfile=${join(place.home, 'password')}`];
  const common = ['-D', fresh, '-U', OWNER, '--encoding=UTF8', '--no-locale', '--no-instructions'];
  return [...common, ...doors, ...(durable ? [] : ['--no-sync'])];
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() || 'it said nothing';
}
