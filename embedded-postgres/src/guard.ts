import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Ends the server when this process dies without a goodbye (SIGKILL, out of memory). A shell waits on a pipe whose other end
 * only we hold; the system closes it with us, and the shell asks the server for a fast shutdown. If the shell is killed too, or
 * on Windows, where there is none, the next start finds the server and stops it (see `stopLeftover`).
 */
export function guard(server: number): ChildProcess | null {
  if (process.platform === 'win32') return null;
  const shell = spawn('/bin/sh', ['-c', 'read -r never; kill -INT "$0"', String(server)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    env: {},
  });
  // Without a shell there is one net less, nothing more.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as Socket).unref();
  return shell;
}
