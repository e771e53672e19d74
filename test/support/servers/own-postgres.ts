import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../embedded-postgres/src/embedded-postgres.js';
import { prepareTemplate } from './template.js';

/** A PostgreSQL that may be stopped, killed and filled up: the one that all stories share must not. */
export class OwnPostgres {
  /** For `useOffice`: the server and the template to clone. Filled by `start`. */
  readonly environment: NodeJS.ProcessEnv = {};
  private server: EmbeddedPostgres | null = null;
  private directory = '';

  /** `durable`: what was committed outlives a process that is killed. */
  async start({ durable = false } = {}): Promise<void> {
    this.directory = await mkdtemp(join(tmpdir(), 'loomgate-own-'));
    this.server = await startEmbeddedPostgres({ directory: this.directory, durable });
    this.environment['TEST_SERVER_URL'] = this.server.url;
    this.environment['TEST_TEMPLATE'] = await prepareTemplate(this.server.url);
  }

  get url(): string {
    return this.server?.url ?? '';
  }

  /** Every process of the server stops, as on a suspended machine: connections stay, nobody answers. */
  freeze(): void {
    this.signalAll('SIGSTOP');
  }

  thaw(): void {
    this.signalAll('SIGCONT');
  }

  /**
   * Kills a session: most times as an operator would, every fifth time without a word, upon which PostgreSQL ends all others and
   * recovers. While it recovers there is none.
   */
  async killSession(turn: number): Promise<void> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`,
      );
      if (rows[0]) process.kill(rows[0].pid, turn % 5 === 4 ? 'SIGKILL' : 'SIGTERM');
    } catch {
      // It recovers, or the session ended by itself.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.server?.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The process that accepts connections; it is the parent of all others. */
  get pid(): number {
    const { host = '', port = 0 } = this.server?.connection ?? {};
    return Number.parseInt(readFileSync(join(host, `.s.PGSQL.${port}.lock`), 'utf8'), 10);
  }

  private signalAll(signal: NodeJS.Signals): void {
    if (!this.server) return;
    // The parent first: it would start another process for each that it sees stop.
    for (const pid of [this.pid, ...childrenOf(this.pid)]) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended meanwhile.
      }
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number {
  try {
    // The name of the program may hold anything but is in parentheses: the parent is the second word after them.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return 0;
  }
}
