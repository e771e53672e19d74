import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Connection } from './connection.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

/** Who holds a data directory. By `born` a process differs from a later one that got the same id; null where the system does not say. */
export interface Holder {
  readonly pid: number;
  readonly born: string | null;
  /** Present once the holder's server answers. */
  readonly connection?: Connection;
}

/** The directory is held by a living process. */
export class DirectoryInUse extends EmbeddedPostgresError {
  constructor(
    directory: string,
    readonly holder: Holder,
  ) {
    super(`${directory} is in use by process ${holder.pid}: stop that one first, or set another DATA_DIR.`);
  }
}

/** Lock files of this very process: on systems without birth times, our own id in a file may be a predecessor's. */
const ours = new Set<string>();

/** A file that names the one process working in a directory. A holder that is dead (SIGKILL, power cut) is overruled. */
export class DirectoryLock {
  private constructor(private readonly file: string) {}

  /** Throws DirectoryInUse when a living process holds the lock. */
  static acquire(directory: string, file: string): DirectoryLock {
    for (;;) {
      if (createLockFile(file)) {
        ours.add(file);
        return new DirectoryLock(file);
      }
      const holder = readHolder(file);
      if (holder && isAlive(holder, file)) throw new DirectoryInUse(directory, holder);
      removeStale(file, holder);
    }
  }

  /** Lets others on this machine find the running server (see `join` of startEmbeddedPostgres). */
  publish(connection: Connection): void {
    const next = besideOf(this.file);
    write(next, connection);
    renameSync(next, this.file);
  }

  release(): void {
    ours.delete(this.file);
    rmSync(this.file, { force: true });
  }
}

/** The holder a lock file names; null when there is none or the file says nothing sensible. */
export function readHolder(file: string): Holder | null {
  try {
    const holder: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isHolder(holder) ? holder : null;
  } catch {
    return null;
  }
}

/** A link appears together with its content, or not at all: nobody ever reads a half-written lock. */
function createLockFile(file: string): boolean {
  const next = besideOf(file);
  write(next);
  try {
    linkSync(next, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(next, { force: true });
  }
}

/** Moves a dead holder's file away. If another process was faster and the file is now its own, it is put back. */
function removeStale(file: string, dead: Holder | null): void {
  const aside = besideOf(file);
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== dead?.pid || moved.born !== dead.born)) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process holds the lock by now. The one moved away loses it; its server still guards the cluster itself.
    }
  }
  rmSync(aside, { force: true });
}

function isAlive(holder: Holder, file: string): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const born = bornOf(holder.pid);
  if (born !== null && holder.born !== null) return born === holder.born;
  return holder.pid !== process.pid || ours.has(file);
}

/** Boot and start time of a process; `gone` for one that has ended and waits to be reaped; null where the system does not say. */
function bornOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything, blanks and brackets included: count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'gone';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return null;
  }
}

function write(file: string, connection?: Connection): void {
  const holder: Holder = { pid: process.pid, born: bornOf(process.pid), ...(connection ? { connection } : {}) };
  writeFileSync(file, JSON.stringify(holder) + '\n', { mode: 0o600, flag: 'wx' });
}

function besideOf(file: string): string {
  return `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' && value !== null && 'pid' in value && Number.isInteger(value.pid) && 'born' in value
  );
}
