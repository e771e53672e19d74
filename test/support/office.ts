import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import supertest from 'supertest';
import { Keys } from '../../src/access/keys.service.js';
import { createApplication } from '../../src/application.js';
import { readConfig } from '../../src/platform/config/config.js';
import { type Actor, type Role, SYSTEM } from '../../src/platform/database/actor.js';
import { Database } from '../../src/platform/database/database.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { Periods } from '../../src/periods/periods.service.js';
import type { JobDefinition, JobPayload } from '../../src/platform/queue/job.js';
import { openBackend } from '../../src/platform/queue/backend.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { Processors } from '../../src/platform/queue/processors.js';
import type { WorkerTiming } from '../../src/platform/queue/worker-timing.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { databaseOf, serviceUrlOf } from './servers/database-url.js';
import { type Descriptions, listenTo } from './http/described-answers.js';
import { assertInvariants } from './invariants.js';
import { type People, settle } from './people.js';

export type Who = keyof People['keys'];

/** Workers of the service load sources as well. */
process.env['TYPESCRIPT_COMPILER'] ??= join(process.cwd(), 'test/support/processes/compile-typescript.cjs');

const ALONE = process.env['STORIES'] === 'apart';
/** Cheap: a story signs in dozens of times. */
const HASH_COST = { log2N: 10, r: 8, p: 1 };
const DRAIN_ROUNDS_MAX = 600;
const UNLIMITED = { RATE_LIMIT_KEY: '1000000/10', RATE_LIMIT_FIRM: '1000000/10', RATE_LIMIT_ADDRESS: '1000000/10' };

export interface OfficeOptions {
  readonly at?: string;
  /** No key is there yet. */
  readonly empty?: boolean;
  /** More variables, among them the server and the template to clone (own-postgres.ts). */
  readonly environment?: NodeJS.ProcessEnv;
  /** How soon a lost worker is noticed. */
  readonly workerTiming?: WorkerTiming;
  /** By which URL the service reaches its database, where that is not the straight one. */
  readonly wayToDatabase?: (databaseUrl: string) => Promise<string>;
}

/** A running service with its own database, a clock that stands still, and keys for everybody. */
export class Office {
  readonly clock = new MovableClock();
  app!: NestFastifyApplication;
  people!: People;
  /** By the login of the service, which owns nothing. */
  databaseUrl = '';
  /** By the login of the owner of the schema: what no process of the service can do. */
  ownerUrl = '';
  readonly name = `loomgate_test_${randomBytes(6).toString('hex')}`;
  /** What was answered otherwise than the API description says. */
  descriptions?: Descriptions;
  private closeAll: (() => Promise<void>)[] = [];
  private server = '';

  async open({ at, empty, environment, wayToDatabase, workerTiming }: OfficeOptions): Promise<void> {
    this.clock.goTo(at ?? '2026-11-18T02:00:00Z');
    const { TEST_SERVER_URL = '', TEST_TEMPLATE = '' } = { ...process.env, ...environment };
    this.server = TEST_SERVER_URL;
    // By way of the WAL: copying files would take a checkpoint of the whole server, twice, for every story.
    await this.onServer(`CREATE DATABASE ${this.name} TEMPLATE ${TEST_TEMPLATE} STRATEGY WAL_LOG`);
    this.ownerUrl = databaseOf(this.server, this.name);
    this.databaseUrl = serviceUrlOf(this.ownerUrl);
    const databaseUrl = (await wayToDatabase?.(this.databaseUrl)) ?? this.databaseUrl;
    const config = readConfig({
      REDIS_URL: process.env['REDIS_URL'],
      DATABASE_URL: databaseUrl,
      DATA_DIR: `/tmp/${this.name}`,
      PROCESS_ROLE: 'api',
      TRIAL_CLOCK: '1',
      // Stories ask faster than people do; the limits have stories of their own.
      ...UNLIMITED,
      ...environment,
    });
    const queue = await openBackend(config, databaseUrl, this.name);
    this.app = await createApplication(
      { config, clock: this.clock, databaseUrl, queue, hashCost: HASH_COST, ...(workerTiming ? { workerTiming } : {}) },
      ['error'],
    );
    this.descriptions = listenTo(this.app);
    await this.app.init();
    await this.app.getHttpAdapter().getInstance().ready();
    if (!empty) this.people = await settle(this.get(Database), this.get(Keys), this.clock);
    await this.get(Jobs).start();
  }

  async close(): Promise<void> {
    if (this.app) await this.app.close();
    for (const close of this.closeAll) await close();
    await this.onServer(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get(type as never);
  }

  get isOpen(): boolean {
    return this.app !== undefined;
  }

  get database(): Database {
    return this.get(Database);
  }

  /** supertest with this person's key. */
  as(who: Who) {
    const agent = supertest.agent(this.app.getHttpServer());
    return agent.set('Authorization', `Bearer ${this.people.keys[who]}`).set('Accept-Language', 'en');
  }

  get anonymous() {
    return supertest(this.app.getHttpServer());
  }

  /** Rows of a statement under the system role: to look at, never to write. */
  rows<R>(sql: string, params: unknown[] = []): Promise<R[]> {
    return this.database.transaction(SYSTEM, (tx) => tx.rows<R>(sql, params));
  }

  actor(who: Who): Actor {
    return this.people.actors[who];
  }

  /** One look at the calendar. */
  tick() {
    return this.get(Periods).reconcile();
  }

  /** Carries the outbox to the queue and waits until all jobs are done; fails on a job that failed for good. */
  async drain(options: { failuresAllowed?: boolean } = {}): Promise<void> {
    for (let round = 0; round < DRAIN_ROUNDS_MAX; round++) {
      const sent = await this.get(Relay).sendBatch();
      const { active, waiting } = await this.get(Jobs).depth();
      const [failing] = await this.rows<{ failed: string | null; retried: boolean }>(
        `SELECT min(job || ': ' || last_error) FILTER (WHERE failed_at IS NOT NULL) AS failed,
           coalesce(bool_or(failed_at IS NULL), false) AS retried FROM outbox WHERE attempts > 0`,
      );
      if (failing?.failed && !options.failuresAllowed) throw new Error(`a job failed: ${failing.failed}`);
      if (sent === 0 && active === 0 && waiting === 0 && !failing?.retried) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('the queue does not come to rest');
  }

  /** Delivers a job twice, at the same time and once more afterwards, as a queue may. */
  async deliverTwice<P extends JobPayload>(job: JobDefinition<P>, payload: P): Promise<void> {
    const processor = this.get(Processors).find(job.name);
    if (!processor) throw new Error(`nobody does ${job.name}`);
    await Promise.all([processor.process(payload), processor.process(payload)]);
    await processor.process(payload);
  }

  private async onServer(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

/**
 * Everything hangs on this: opens before all tests of a story, checks the invariants, closes at the end. They are checked after each
 * test of a story that runs alone, so that it is known which one broke them, and once after a story that is part of a chapter.
 */
export function useOffice(options: OfficeOptions = {}): Office {
  const office = new Office();
  beforeAll(() => office.open(options), 60_000);
  (ALONE ? afterEach : afterAll)(() => assertInvariants(office));
  afterEach(() => office.descriptions?.assertDescribed(office));
  afterAll(() => office.close(), 60_000);
  return office;
}

export type { Role };
