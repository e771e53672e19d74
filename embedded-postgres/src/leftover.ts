import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';

const FAST_SHUTDOWN_MS = 20_000;

/**
 * Stops a server that outlived its process. Call it only while holding the directory's lock: then whatever still runs on this
 * data has no living owner. A pid file whose number now belongs to some other program is removed, for the server would refuse it.
 */
export async function stopLeftover(data: string, say: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = pidIn(file);
  if (pid === null) return;
  if (!servesData(pid, data)) {
    rmSync(file, { force: true });
    return;
  }
  say(`Stopping the database server ${pid} that an earlier run left behind.`);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    kill(pid, signal);
    if (await hasEnded(pid, data, FAST_SHUTDOWN_MS)) return;
  }
  throw new EmbeddedPostgresError(
    `A database server of an earlier run (process ${pid}) does not stop: end it, then start again.`,
  );
}

function pidIn(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** A server works in its data directory, which no program does by chance. Where the system does not say which, its command line must do. */
function servesData(pid: number, data: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch (error) {
    if (process.platform === 'linux') return (error as NodeJS.ErrnoException).code === 'EACCES';
  }
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).includes(
      data,
    );
  } catch {
    return false;
  }
}

async function hasEnded(pid: number, data: string, withinMs: number): Promise<boolean> {
  for (const end = performance.now() + withinMs; performance.now() < end; await pause(20)) {
    if (!servesData(pid, data)) return true;
  }
  return false;
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in between.
  }
}
