import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs `work` while no other process on this machine runs work of the same name; a later one waits.
 * The lock is a listening socket: the system closes it with its process, so there is never a stale one to clear away.
 */
export async function alone(name, work, onWait = () => undefined) {
  const address = addressOf(name);
  for (let waited = false; ; waited = true) {
    const release = await acquire(address);
    if (release) {
      try {
        return await work();
      } finally {
        release();
      }
    }
    if (!waited) onWait();
    await untilFree(address);
  }
}

/** Linux and Windows have names outside the file system; elsewhere the socket is a file. */
function addressOf(name) {
  const id = `loomgate-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return `\0${id}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${id}` : join(tmpdir(), id);
}

function acquire(address) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((socket) => waiting.add(socket.on('error', () => undefined)));
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () => {
      server.unref();
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      });
    });
  });
}

async function untilFree(address) {
  const reason = await new Promise((resolve) => {
    const socket = connect(address);
    socket.once('error', (error) => resolve(error.code));
    socket.once('close', () => resolve('closed'));
    socket.resume();
  });
  // A socket file nobody listens on any more: its process was killed.
  if (reason === 'ECONNREFUSED' && !address.startsWith('\0')) rmSync(address, { force: true });
  await pause(50);
}
