import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Browser, chromium } from 'playwright-core';
import { until } from '../../support/faults/faults.js';
import { freePort } from '../../support/notices/mail-server.js';
import { start } from '../../support/processes/worker.js';
import { databaseOf } from '../../support/servers/database-url.js';
import { type SignIn, Visitor, type VisitorOptions } from './visitor.js';

export type Name = 'admin' | 'brokerA' | 'brokerB' | 'officer' | 'officer2' | 'analyst' | 'auditor';

const SEED = ['--days', '3', '--containers-per-day', '4'];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * What the console's stories play on: one service as `npm start` runs it, with a small demo market on a database of its own, and one
 * Chromium. All stories of a run share it, because opening it costs more than most of them.
 */
export class Stage {
  url = '';
  people!: Readonly<Record<Name, SignIn>>;
  keys!: Readonly<Record<string, string>>;
  private browser!: Browser;
  private service?: ReturnType<typeof start>;
  private readonly name = `loomgate_console_${randomBytes(6).toString('hex')}`;
  private readonly data = mkdtempSync(join(tmpdir(), 'loomgate-console-'));
  private readonly visitors = new Set<Visitor>();
  private port = 0;

  async open(): Promise<void> {
    const { TEST_TEMPLATE = '', CHROMIUM = '/usr/bin/chromium' } = process.env;
    const opening = chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
    await this.onServer(`CREATE DATABASE ${this.name} TEMPLATE ${TEST_TEMPLATE} STRATEGY WAL_LOG`);
    const seeded = await start(['one-seed', ...SEED], this.environment()).ended;
    if (seeded.code !== 0) throw new Error(`The demo market could not be played: ${seeded.output}`);
    const read = (file: string) => JSON.parse(readFileSync(join(this.data, file), 'utf8')) as never;
    this.people = read('demo-people.json');
    this.keys = read('demo-keys.json');
    this.port = await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    await this.startService();
    this.browser = await opening;
  }

  async close(): Promise<void> {
    await this.closeVisitors();
    await this.browser?.close();
    await this.stopService();
    await this.onServer(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
    rmSync(this.data, { recursive: true, force: true });
  }

  async startService(): Promise<void> {
    this.service = start(['one-service'], { ...this.environment(), PORT: String(this.port) });
    await until(async () => (await fetch(`${this.url}/health/ready`).catch(() => null))?.ok === true);
  }

  /** Ends the process at once, as a machine that is switched off does. */
  async stopService(): Promise<void> {
    this.service?.process.kill('SIGKILL');
    await this.service?.ended;
  }

  /** A browser window of somebody, signed in unless nobody is named. */
  async visit(who: Name | null, options: VisitorOptions = {}): Promise<Visitor> {
    const visitor = await Visitor.open(this.browser, this.url, who === null ? null : this.people[who], options);
    this.visitors.add(visitor);
    return visitor;
  }

  async closeVisitors(): Promise<void> {
    await Promise.all([...this.visitors].map((visitor) => visitor.close()));
    this.visitors.clear();
  }

  /** A call of the API with a key, beside the browsers. */
  call<T>(who: string, method: string, path: string, body?: unknown): Promise<T> {
    const headers = { 'Content-Type': 'application/json' };
    return this.ask(who, path, { method, ...(body ? { headers, body: JSON.stringify(body) } : {}) });
  }

  submit(id: string): Promise<unknown> {
    return this.ask('brokerA', `/v1/declarations/${id}/submit`, { method: 'POST', headers: { 'If-Match': '*' } });
  }

  private async ask<T>(who: string, path: string, init: RequestInit): Promise<T> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.keys[who]}` };
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  private environment(): Record<string, string> {
    const databaseUrl = databaseOf(process.env['TEST_SERVER_URL'] ?? '', this.name);
    return { DATABASE_URL: databaseUrl, DATA_DIR: this.data, DEMO: '0', LOG_LEVEL: 'error', REDIS_URL: '' };
  }

  private async onServer(sql: string): Promise<void> {
    const client = new Client({ connectionString: process.env['TEST_SERVER_URL'] });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

type Holder = typeof globalThis & { consoleStage?: { stage: Stage; opened: Promise<void>; users: number } };

/**
 * The stage for a story. It is opened by the first story and closed behind the last one: in a chapter all stories are registered before
 * the first begins, so that it is known how many will use it.
 */
export function useStage(): Stage {
  const holder = globalThis as Holder;
  const stage = new Stage();
  const shared = (holder.consoleStage ??= { stage, opened: Promise.resolve(), users: 0 });
  shared.users += 1;
  const isFirst = shared.users === 1;
  beforeAll(async () => {
    if (isFirst) shared.opened = shared.stage.open();
    await shared.opened;
  }, 180_000);
  afterEach(() => shared.stage.closeVisitors());
  afterAll(async () => {
    shared.users -= 1;
    if (shared.users === 0) await shared.stage.close();
  }, 60_000);
  return shared.stage;
}
