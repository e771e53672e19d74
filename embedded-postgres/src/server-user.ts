import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The system user a server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root. Root therefore steps down to `nobody`; everybody else (null) runs it as they are. */
export function stepDownUser(): ServerUser | null {
  return process.getuid?.() === 0 ? nobody() : null;
}

/** Root serves an existing cluster as the user it belongs to, so that changing between root and that user just works. */
export function ownerOf(path: string): ServerUser | null {
  const { uid, gid } = statSync(path);
  return uid === 0 ? null : { uid, gid };
}

/**
 * The first directory on the way to `path` (itself included) that `user` may not enter, or null when the way is open.
 * Mode bits only: an access control list may still differ.
 */
export function firstClosed(path: string, user: ServerUser): string | null {
  return ancestors(realpathSync(path)).find((directory) => !mayEnter(directory, user)) ?? null;
}

function mayEnter(path: string, user: ServerUser): boolean {
  const { mode, uid, gid } = statSync(path);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function ancestors(path: string): string[] {
  const parent = dirname(resolve(path));
  return parent === path ? [path] : [...ancestors(parent), path];
}

function nobody(): ServerUser {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m);
    // macOS writes -2; the system calls want it unsigned.
    if (line) return { uid: Number(line[1]) >>> 0, gid: Number(line[2]) >>> 0 };
  } catch {
    // No such file in the leanest containers: the number is the same everywhere else.
  }
  return { uid: 65534, gid: 65534 };
}
