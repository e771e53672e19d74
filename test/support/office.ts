import 'reflect-metadata';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { Keys } from '../../src/access/keys.service.js';
import { type Actor, type Role, SYSTEM } from '../../src/platform/database/actor.js';
import { WORKER_SOURCES } from '../../src/platform/files/workbook/read-workbook.js';
import { Database } from '../../src/platform/database/database.js';
import { Relay } from '../../src/platform/outbox/relay.js';
import { Periods } from '../../src/periods/periods.service.js';
import type { JobDefinition, JobPayload } from '../../src/platform/queue/job.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { Processors } from '../../src/platform/queue/processors.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import type { Descriptions } from './http/described-answers.js';
import { assertInvariants } from './invariants.js';
import { type People, settle } from './people.js';
import { RunningService, type ServiceOptions } from './running-service.js';
import { returnService, borrowService } from './shared-services.js';

export type Who = keyof People['keys'];

/** Workers of the service load sources as well. */
WORKER_SOURCES.compiler = join(process.cwd(), 'test/support/processes/compile-typescript.cjs');

const ALONE = process.env['STORIES'] === 'apart';
const DRAIN_ROUNDS_MAX = 1_200;

export interface OfficeOptions extends ServiceOptions {
  readonly at?: string;
  /** No key is there yet. */
  readonly empty?: boolean;
  /** The story changes the service, and not its data alone (its processors, what it keeps in memory): nobody uses it afterwards. */
  readonly own?: boolean;
}

/** A running service with its own database, a clock that stands still, and keys for everybody. */
export class Office {
  people!: People;
  private service?: RunningService;
  private readonly ownClock = new MovableClock();

  async open({ at, empty, own, ...options }: OfficeOptions = {}): Promise<void> {
    const isOwn = ALONE || own || Object.values(options).some((option) => option !== undefined);
    this.service = isOwn ? new RunningService(this.ownClock, options) : await borrowService();
    this.clock.goTo(at ?? '2026-11-18T02:00:00Z');
    if (isOwn) await this.service.open();
    if (!empty) this.people = await settle(this.get(Database), this.get(Keys), this.clock);
    await this.get(Jobs).start();
  }

  async close(): Promise<void> {
    if (this.service) await returnService(this.service);
  }

  get clock(): MovableClock {
    return this.service?.clock ?? this.ownClock;
  }

  get app(): NestFastifyApplication {
    return this.running.app;
  }

  get name(): string {
    return this.running.name;
  }

  get databaseUrl(): string {
    return this.service?.databaseUrl ?? '';
  }

  get ownerUrl(): string {
    return this.service?.ownerUrl ?? '';
  }

  get descriptions(): Descriptions | undefined {
    return this.service?.descriptions;
  }

  private get running(): RunningService {
    if (!this.service) throw new Error('The office is not open yet.');
    return this.service;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.get(type as never);
  }

  get isOpen(): boolean {
    return this.service?.app !== undefined;
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
