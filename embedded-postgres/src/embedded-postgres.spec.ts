import { transformFileSync } from '@swc/core';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { hydrateLinks, packagedBinaries, programOf } from './binaries.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

const isRoot = process.getuid?.() === 0;
let scratch: string;
let shared: string;
const running: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

/** Initialising takes most of a start, so the tests share one directory; those about beginning or throwing away have their own. */
beforeAll(async () => {
  shared = mkdtempSync(join(tmpdir(), 'loomgate-shared-'));
  chmodSync(shared, 0o755);
  await (await startEmbeddedPostgres({ directory: join(shared, 'pg') })).stop();
});

afterAll(() => rmSync(shared, { recursive: true, force: true }));

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'loomgate-embedded-'));
  chmodSync(scratch, 0o755);
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await Promise.all(running.splice(0).map((server) => server.stop()));
  rmSync(scratch, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ directory: join(shared, 'pg'), ...options });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

const postmaster = () => Number.parseInt(readFileSync(join(shared, 'pg/cluster/data/postmaster.pid'), 'utf8'), 10);

/** A process that ended but was not collected by its parent yet counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}`) || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !holds(); n++) await pause(20);
  expect(holds()).toBe(true);
}

/** The same code in a process of its own, so that it can be killed. Resolves with its first line: the URL, or why not. */
async function startElsewhere(): Promise<{ child: ChildProcess; line: string }> {
  const compiled = join(scratch, 'compiled');
  mkdirSync(compiled, { recursive: true });
  for (const name of readdirSync(__dirname).filter((file) => !file.endsWith('.spec.ts'))) {
    writeFileSync(join(compiled, name.replace(/\.ts$/, '.js')), transformFileSync(join(__dirname, name)).code);
  }
  const script = `require(${JSON.stringify(join(compiled, 'embedded-postgres.js'))})
    .startEmbeddedPostgres({ directory: ${JSON.stringify(join(shared, 'pg'))} })
    .then((server) => { console.log(server.url); setInterval(() => {}, 1000); }, (error) => console.log(error.message));`;
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_PATH: join(process.cwd(), 'node_modules') },
  });
  children.push(child);
  const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, line: chunk.toString().trim() };
}

describe('the embedded PostgreSQL', () => {
  it('speaks UTF-8 and UTC, writes through to the disk, and stops without leaving a process', async () => {
    const server = await start();
    expect(await ask(server.url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await ask(server.url, 'SHOW timezone')).toBe('UTC');
    expect(await ask(server.url, 'SHOW fsync')).toBe('on');
    expect(await ask(server.url, 'SHOW max_connections')).toBe('100');
    const pid = postmaster();
    expect(isAlive(pid)).toBe(true);
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(shared, 'pg/lock'))).toBe(false);
  });

  it('is reached by its URL through TypeORM and by its parts through pg, also with a stray PGPORT', async () => {
    const server = await start();
    process.env['PGPORT'] = '1';
    try {
      const source = await new DataSource({ type: 'postgres', url: server.url }).initialize();
      expect(await source.query('SELECT current_user AS name')).toEqual([{ name: 'loomgate' }]);
      await source.destroy();
      const client = new Client(server.connection);
      await client.connect();
      expect((await client.query('SELECT current_database() AS name')).rows).toEqual([{ name: 'loomgate' }]);
      await client.end();
    } finally {
      delete process.env['PGPORT'];
    }
  });

  it('keeps its data over a restart', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1039 AS mode');
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'SELECT mode FROM kept')).toBe(1039);
  });

  it('removes everything at its stop when it was asked not to be durable', async () => {
    const server = await start({ directory: join(scratch, 'pg'), durable: false });
    expect(await ask(server.url, 'SHOW fsync')).toBe('off');
    await server.stop();
    expect(existsSync(join(scratch, 'pg'))).toBe(false);
  });

  it('listens on no network address and lets no other user to its socket', async () => {
    const server = await start();
    expect(await ask(server.url, 'SHOW listen_addresses')).toBe('');
    expect(lstatSync(server.connection.host).mode & 0o077).toBe(0);
  });

  it('finds a place for its socket when the directory has a long or odd name', async () => {
    const server = await start({ directory: join(scratch, `市场 采购,"${'x'.repeat(120)}`), durable: false });
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await server.stop();
    expect(existsSync(server.connection.host)).toBe(false);
  });

  it('gives up in one line when the server refuses to start', async () => {
    const version = join(shared, 'pg/cluster/data/PG_VERSION');
    const right = readFileSync(version);
    writeFileSync(version, '14\n');
    await expect(start()).rejects.toThrow(
      /^The embedded PostgreSQL does not start \(FATAL: .*incompatible.*; its log is .*server\.log\)\.$/,
    );
    writeFileSync(version, right);
    expect(existsSync(join(shared, 'pg/lock'))).toBe(false);
  });
});

describe('the lock on the directory', () => {
  it('refuses a second holder and names the first', async () => {
    await start();
    await expect(start()).rejects.toThrow(`is in use by process ${process.pid}`);
  });

  it('refuses a holder in another process, which may join instead', async () => {
    const { child, line } = await startElsewhere();
    await expect(start()).rejects.toThrow(`is in use by process ${child.pid}`);
    const guest = await start({ join: true });
    expect(guest.url).toBe(line);
    await guest.stop();
    expect(await ask(line, 'SELECT 1')).toBe(1);
  });

  it.each([
    ['a dead process', { pid: 2 ** 22 + 1, born: null }],
    ['an earlier process with our own id', { pid: process.pid, born: 'an earlier boot/1' }],
    ['nobody at all', 'half-writ'],
  ])('overrules a lock left by %s', async (_, content) => {
    writeFileSync(join(shared, 'pg/lock'), typeof content === 'string' ? content : JSON.stringify(content));
    const server = await start();
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
  });

  it('is free again after its holder was killed, and the server went with the holder', async () => {
    const { child } = await startElsewhere();
    const pid = postmaster();
    child.kill('SIGKILL');
    await until(() => !isAlive(pid));
    const server = await start();
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
  });

  it('stops a server that outlived its holder and begins where that one was', async () => {
    const { child, line } = await startElsewhere();
    await ask(line, 'CREATE TABLE written AS SELECT 1039 AS mode');
    const pid = postmaster();
    killGuardOf(pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(true);
    const notices: string[] = [];
    const server = await start({ log: (notice) => notices.push(notice) });
    expect(notices).toEqual([`Stopping the database server ${pid} that an earlier run left behind.`]);
    expect(isAlive(pid)).toBe(false);
    expect(await ask(server.url, 'SELECT mode FROM written')).toBe(1039);
  });

  it('is not misled by a server id that now belongs to another program', async () => {
    writeFileSync(join(shared, 'pg/cluster/data/postmaster.pid'), `${process.pid}\n/nowhere\n`);
    const server = await start();
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
  });
});

describe('the library links', () => {
  it('are made when installation left them out', () => {
    const native = copyOfBinaries(scratch);
    const version = () =>
      execFileSync(programOf(native, 'initdb'), ['--version'], { stdio: 'pipe', env: {} }).toString();
    expect(version).toThrow(/error while loading shared libraries/);
    hydrateLinks(native);
    hydrateLinks(native);
    expect(version()).toMatch(/^initdb \(PostgreSQL\) 18/);
  });
});

describe('started by root', () => {
  it('runs as another user, on files of that user', async () => {
    if (!isRoot) return;
    await start();
    expect(lstatSync(`/proc/${postmaster()}`).uid).not.toBe(0);
    expect(lstatSync(join(shared, 'pg/cluster')).uid).toBe(lstatSync(`/proc/${postmaster()}`).uid);
  });

  it('moves its files to where that user can go when the directory lies in a closed one, and says so', async () => {
    if (!isRoot) return;
    chmodSync(scratch, 0o700);
    const notices: string[] = [];
    const server = await start({
      directory: join(scratch, 'pg'),
      durable: false,
      log: (notice) => notices.push(notice),
    });
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    expect(lstatSync(join(scratch, 'pg/cluster')).isSymbolicLink()).toBe(true);
    const elsewhere = realpathSync(join(scratch, 'pg/cluster'));
    expect(notices).toEqual([expect.stringContaining(elsewhere)]);
    await server.stop();
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('runs a copy of the programs when the project lies in a closed directory', async () => {
    if (!isRoot) return;
    mkdirSync(join(scratch, 'closed'), { mode: 0o700 });
    const native = copyOfBinaries(join(scratch, 'closed'));
    const server = await start({ native });
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    const program = realpathSync(`/proc/${postmaster()}/exe`);
    expect(program.startsWith(native)).toBe(false);
    await server.stop();
    rmSync(join(dirname(program), '..'), { recursive: true });
  });
});

/** As npm leaves them with install scripts off: without links. The changed package file gives a copy of it a name of its own. */
function copyOfBinaries(directory: string): string {
  const native = join(directory, 'native');
  cpSync(packagedBinaries(), native, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ copiedTo: directory }));
  return native;
}

function killGuardOf(pid: number): void {
  const guards = readdirSync('/proc').filter((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      return readFileSync(`/proc/${entry}/cmdline`, 'utf8').includes(`kill -INT "$0"\0${pid}\0`);
    } catch {
      return false;
    }
  });
  expect(guards).toHaveLength(1);
  for (const entry of guards) process.kill(Number(entry), 'SIGKILL');
}
