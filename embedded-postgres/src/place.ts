import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { firstClosed, ownerOf, type ServerUser, stepDownUser } from './server-user.js';

/** Longest path of a unix socket that every system takes (Linux 107, macOS 103). */
const SOCKET_PATH_MAX = 103;

/** Where one server keeps its things, and as whom it runs. */
export interface Place {
  readonly user: ServerUser | null;
  /** Owned by the server's user, closed to others; holds `data` and, if its path is short enough, the socket. */
  readonly home: string;
  readonly data: string;
}

/**
 * Prepares `directory` (made if missing) for a server. If root starts it where the server's user cannot get in, the files go to
 * a public directory and `directory/cluster` becomes a link to it, so that removing `directory` also forgets them.
 * Throws EmbeddedPostgresError when an existing cluster cannot be reached or belongs to somebody else.
 */
export function preparePlace(directory: string, say: (line: string) => void): Place {
  makeOpen(directory);
  const link = join(directory, 'cluster');
  const user = stepDownUser();
  if (!entryExists(link)) create(link, user, say);
  if (!existsSync(link)) {
    throw new EmbeddedPostgresError(
      `The database was in ${readlinkSync(link)}, which is gone: bring it back, or remove ${link} to begin empty.`,
    );
  }
  const home = realpathSync(link);
  const serves = user && (ownerOf(home) ?? user);
  if (serves) check(home, serves);
  else if (process.getuid && statSync(home).uid !== process.getuid()) {
    throw new EmbeddedPostgresError(
      `${home} belongs to another user (id ${statSync(home).uid}): start as that user or as root, or set another DATA_DIR.`,
    );
  }
  return { user: serves, home, data: join(home, 'data') };
}

/** A directory for the socket: beside the data, or in the temporary directory when that path would be too long or cannot be written plainly. */
export function socketDirectory(place: Place): { readonly path: string; readonly temporary: boolean } {
  const near = join(place.home, 'run');
  const plain = /^[\w./+@-]+$/.test(near);
  if (plain && Buffer.byteLength(join(near, '.s.PGSQL.5432')) <= SOCKET_PATH_MAX) {
    mkdirSync(near, { recursive: true, mode: 0o700 });
    chownTo(near, place.user);
    return { path: near, temporary: false };
  }
  const base = [tmpdir(), '/tmp'].find(
    (candidate) => candidate.length <= 60 && (!place.user || firstClosed(candidate, place.user) === null),
  );
  const far = mkdtempSync(join(base ?? '/tmp', 'loomgate-'));
  chownTo(far, place.user);
  return { path: far, temporary: true };
}

/** A directory every user can reach: a temporary one beside a temporary place, the system's place for lasting state otherwise. */
export function publicDirectory(near: string): string {
  const temporary = realpathSync(near).startsWith(realpathSync(tmpdir()) + sep);
  const base = !temporary && writable('/var/lib') ? '/var/lib' : '/tmp';
  const directory = join(base, 'loomgate');
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  if (lstatSync(directory).isDirectory() && statSync(directory).uid === process.getuid?.()) return directory;
  throw new EmbeddedPostgresError(`${directory} does not belong to this user: remove it, or set DATABASE_URL.`);
}

/** Makes the server's user the owner of a path; nothing to do when the server runs as the user of this process. */
export function chownTo(path: string, user: ServerUser | null): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** As root, everybody may pass through a directory of ours: the server's user must reach its own, closed one inside. */
function makeOpen(directory: string): void {
  mkdirSync(directory, { recursive: true });
  if (process.getuid?.() === 0 && statSync(directory).uid === 0) chmodSync(directory, statSync(directory).mode | 0o011);
}

function create(link: string, user: ServerUser | null, say: (line: string) => void): void {
  const closed = user && firstClosed(join(link, '..'), user);
  if (closed) {
    const elsewhere = mkdtempSync(join(publicDirectory(join(link, '..')), 'cluster-'));
    chownTo(elsewhere, user);
    symlinkSync(elsewhere, link);
    say(
      `The database server does not run as root, and no other user may enter ${closed}: its files are in ${elsewhere}.`,
    );
    return;
  }
  mkdirSync(link, { mode: 0o700 });
  chownTo(link, user);
}

function check(home: string, user: ServerUser): void {
  const closed = firstClosed(home, user);
  if (closed)
    throw new EmbeddedPostgresError(
      `The database server (user id ${user.uid}) may not enter ${closed}: chmod o+x ${closed}, or set another DATA_DIR.`,
    );
  chownTo(home, user);
}

function entryExists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function writable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
