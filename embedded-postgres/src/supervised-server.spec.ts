import { mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

let server: EmbeddedPostgres;
const said: string[] = [];
let onLost: (reason: string) => void;
const lost = new Promise<string>((resolve) => (onLost = resolve));
let dataDirectory = '';
const directory = mkdtempSync(join(tmpdir(), 'loomgate-kept-'));

beforeAll(async () => {
  server = await startEmbeddedPostgres({
    directory,
    durable: false,
    log: (line) => said.push(line),
    lost: (reason) => onLost(reason),
    firstWaitMs: 20,
  });
}, 60_000);
afterAll(() => server.stop(), 60_000);

/** The first line of the lock beside a server's socket is the number of its process. */
const pid = () => Number.parseInt(readFileSync(join(server.connection.host, '.s.PGSQL.5432.lock'), 'utf8'), 10);
const answer = async () => {
  const client = new Client({ connectionString: server.url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ n: number }>('SELECT n FROM kept').finally(() => client.end());
  return rows;
};
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

it('a server that is killed is started again at the same address, with its data, and says so', async () => {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query('CREATE TABLE kept AS SELECT 1 AS n');
  // Nothing is written through to the disk in tests: this is.
  await client.query('CHECKPOINT');
  dataDirectory = (await client.query<{ data_directory: string }>('SHOW data_directory')).rows[0]?.data_directory ?? '';
  await client.end();
  for (const round of [1, 2]) {
    process.kill(pid(), 'SIGKILL');
    await eventually(async () => said.length === 2 * round || Promise.reject(new Error('not yet')));
    expect(await answer()).toEqual([{ n: 1 }]);
  }
  expect(said[0]).toMatch(/^The embedded PostgreSQL ended by itself and is started again; its log is /);
  expect(said[1]).toBe('The embedded PostgreSQL runs again.');
}, 60_000);

it('one that cannot be started again is reported once, in a line with its reason', async () => {
  const control = join(dataDirectory, 'global', 'pg_control');
  renameSync(control, `${control}.away`);
  process.kill(pid(), 'SIGKILL');
  expect(await lost).toMatch(/^The embedded PostgreSQL ended by itself and cannot be started again: .*pg_control/);
  renameSync(`${control}.away`, control);
}, 60_000);
