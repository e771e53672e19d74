import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { programOf } from './binaries.js';
import { passwordOf, reasonIn } from './cluster.js';
import { type Connection, OWNER } from './connection.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { guard } from './guard.js';
import { type Place, socketDirectory } from './place.js';
import { launch, runToEnd } from './programs.js';

/** Recovery after a power cut replays the log first; only a server that says nothing for this long is given up. */
const READY_WITHIN_MS = 300_000;
const FAST_SHUTDOWN_MS = 30_000;
const LOG_BYTES_MAX = 10_000_000;

/** A running server. */
export interface Server {
  readonly pid: number | undefined;
  /** Fulfilled when it has ended, by `stop` or by itself. */
  readonly ended: Promise<void>;
  /** Fast shutdown (open transactions are rolled back), awaited. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly native: string;
  readonly place: Place;
  readonly durable: boolean;
  readonly log: string;
  say(line: string): void;
}

/** Starts the server on an initialised cluster and waits until it answers at the door. */
export async function startServer(options: ServerOptions, door: Door): Promise<Server> {
  const { native, place } = options;
  const args = ['-D', place.data, ...settings(door, options.durable).flatMap((setting) => ['-c', setting])];
  const log = openLog(options.log);
  const child = launch(programOf(native, 'postgres'), args, place.user, ['ignore', log.descriptor, log.descriptor]);
  closeSync(log.descriptor);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  child.unref();
  const guardProcess = child.pid === undefined ? null : guard(child.pid);
  void ended.then(() => guardProcess?.kill('SIGKILL'));
  const stop = async () => {
    if (isRunning(child)) await shutDown(child, ended, options);
  };
  try {
    await untilReady(child, { ...door, user: OWNER, database: 'postgres' }, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid, ended, stop };
}

/** Where a server is reached; the same when it is started again. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly password?: string;
  readonly temporary: boolean;
}

/** A private socket; on Windows a free loopback port behind a password. */
export async function openDoor(place: Place): Promise<Door> {
  const password = passwordOf(place);
  if (password !== undefined) return { host: '127.0.0.1', port: await freePort(), password, temporary: false };
  const { path, temporary } = socketDirectory(place);
  return { host: path, port: 5432, temporary };
}

export function connectionOf(door: Door): Connection {
  const password = door.password === undefined ? {} : { password: door.password };
  return { host: door.host, port: door.port, user: OWNER, ...password, database: OWNER };
}

function settings(door: Door, durable: boolean): string[] {
  const socket = door.password === undefined;
  return [
    `listen_addresses=${socket ? '' : door.host}`,
    `unix_socket_directories=${socket ? door.host : ''}`,
    'unix_socket_permissions=0700',
    `port=${door.port}`,
    'max_connections=100',
    'shared_buffers=256MB',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_checkpoints=off',
    // Bought for long analytical queries; ours are short, and compiling them would cost more than it saves.
    'jit=off',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}

async function untilReady(child: ChildProcess, connection: Connection, log: Log): Promise<void> {
  const over = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(cannotRun(error.message)));
    child.once('exit', () => reject(cannotRun(`${reasonIn(newLinesOf(log))}; its log is ${log.path}`)));
  });
  try {
    await Promise.race([ended, answer(connection, over.signal)]);
  } finally {
    over.abort();
  }
}

async function answer(connection: Connection, over: AbortSignal): Promise<void> {
  for (const end = performance.now() + READY_WITHIN_MS; performance.now() < end; await pause(15)) {
    if (over.aborted) return;
    const client = new Client({ ...connection, ssl: false, connectionTimeoutMillis: 5_000 });
    // A server that goes away between connecting and closing is reported by the query, not by this event.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [OWNER]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${OWNER}`);
      return;
    } catch {
      // Not listening yet, or still recovering: either it comes up, or it exits and the race is lost.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw cannotRun('it did not answer in time');
}

async function shutDown(child: ChildProcess, ended: Promise<void>, options: ServerOptions): Promise<void> {
  if (process.platform === 'win32') {
    await runToEnd(programOf(options.native, 'pg_ctl'), ['stop', '-m', 'fast', '-D', options.place.data], null);
  } else {
    child.kill('SIGINT');
  }
  // Referenced on purpose: the process must not end before its database has.
  child.ref();
  const late = setTimeout(() => child.kill('SIGQUIT'), FAST_SHUTDOWN_MS);
  await ended;
  clearTimeout(late);
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function cannotRun(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`The embedded PostgreSQL does not start (${reason}).`);
}

interface Log {
  readonly path: string;
  readonly descriptor: number;
  /** Bytes of earlier runs. */
  readonly from: number;
}

function openLog(path: string): Log {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const full = size > LOG_BYTES_MAX;
  return { path, descriptor: openSync(path, full ? 'w' : 'a', 0o600), from: full ? 0 : size };
}

function newLinesOf(log: Log): string {
  return readFileSync(log.path).subarray(log.from).toString();
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
