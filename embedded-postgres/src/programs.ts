import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { dirname } from 'node:path';
import type { ServerUser } from './server-user.js';

/** Started on its own: a Ctrl-C in the terminal must reach us, not the database, which has to outlive the last transaction. */
export function launch(
  program: string,
  args: readonly string[],
  user: ServerUser | null,
  stdio: StdioOptions,
): ChildProcess {
  return spawn(program, args, {
    ...(user ?? {}),
    stdio,
    detached: process.platform !== 'win32',
    windowsHide: true,
    // A directory the server's user can surely enter: our own working directory may be closed to it.
    cwd: dirname(program),
    env: bareEnvironment(),
  });
}

/** Runs a program to its end. Gives its exit code and everything it printed. */
export async function runToEnd(
  program: string,
  args: readonly string[],
  user: ServerUser | null,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = launch(program, args, user, ['ignore', 'pipe', 'pipe']);
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Nothing of the caller's PG* variables or secrets: a stray PGDATA or PGPORT would change what the server does. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const inherited = ['PATH', 'LD_LIBRARY_PATH', 'SYSTEMROOT', 'TEMP', 'TMP'].filter(
    (name) => process.env[name] !== undefined,
  );
  return { ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])), LC_ALL: 'C', TZ: 'UTC' };
}
