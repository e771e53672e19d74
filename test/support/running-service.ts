import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createApplication } from '../../src/application.js';
import { readConfig } from '../../src/platform/config/config.js';
import { openBackend } from '../../src/platform/queue/backend.js';
import type { WorkerTiming } from '../../src/platform/queue/worker-timing.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { type Descriptions, listenTo } from './http/described-answers.js';
import { databaseOf, serviceUrlOf } from './servers/database-url.js';

/** Cheap: a story signs in dozens of times. */
const HASH_COST = { log2N: 10, r: 8, p: 1 };
const UNLIMITED = { RATE_LIMIT_KEY: '1000000/10', RATE_LIMIT_FIRM: '1000000/10', RATE_LIMIT_ADDRESS: '1000000/10' };

export interface ServiceOptions {
  /** More variables, among them the server and the template to clone (own-postgres.ts). */
  readonly environment?: NodeJS.ProcessEnv | undefined;
  /** How soon a lost worker is noticed. */
  readonly workerTiming?: WorkerTiming | undefined;
  /** By which URL the service reaches its database, where that is not the straight one. */
  readonly wayToDatabase?: ((databaseUrl: string) => Promise<string>) | undefined;
}

/** The service as a story runs it: on a database of its own, cloned from the template, without a port and without periodic work. */
export class RunningService {
  app!: NestFastifyApplication;
  /** What was answered otherwise than the API description says. */
  descriptions?: Descriptions;
  /** By the login of the service, which owns nothing. */
  readonly databaseUrl: string;
  /** By the login of the owner of the schema: what no process of the service can do. */
  readonly ownerUrl: string;
  readonly name = `loomgate_test_${randomBytes(6).toString('hex')}`;
  readonly dataDirectory = `/tmp/${this.name}`;
  private readonly server: string;
  private readonly template: string;

  constructor(
    readonly clock: MovableClock,
    private readonly options: ServiceOptions = {},
  ) {
    const { TEST_SERVER_URL = '', TEST_TEMPLATE = '' } = { ...process.env, ...options.environment };
    this.server = TEST_SERVER_URL;
    this.template = TEST_TEMPLATE;
    this.ownerUrl = databaseOf(this.server, this.name);
    this.databaseUrl = serviceUrlOf(this.ownerUrl);
  }

  async open(): Promise<void> {
    const { environment, wayToDatabase, workerTiming } = this.options;
    // By way of the WAL: copying files would take a checkpoint of the whole server, twice, for every story.
    await this.onServer(`CREATE DATABASE ${this.name} TEMPLATE ${this.template} STRATEGY WAL_LOG`);
    const databaseUrl = (await wayToDatabase?.(this.databaseUrl)) ?? this.databaseUrl;
    const config = readConfig({
      REDIS_URL: process.env['REDIS_URL'],
      DATABASE_URL: databaseUrl,
      DATA_DIR: this.dataDirectory,
      PROCESS_ROLE: 'api',
      TRIAL_CLOCK: '1',
      // Stories ask faster than people do; the limits have stories of their own.
      ...UNLIMITED,
      ...environment,
    });
    const queue = await openBackend(config, databaseUrl, this.name);
    const timing = workerTiming ? { workerTiming } : {};
    const infrastructure = { config, clock: this.clock, databaseUrl, queue, hashCost: HASH_COST, ...timing };
    this.app = await createApplication(infrastructure, ['error']);
    this.descriptions = listenTo(this.app);
    await this.app.init();
    await this.app.getHttpAdapter().getInstance().ready();
  }

  async close(): Promise<void> {
    if (this.app) await this.app.close();
    await this.onServer(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
    await this.emptyDataDirectory();
  }

  async emptyDataDirectory(): Promise<void> {
    await rm(this.dataDirectory, { recursive: true, force: true });
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
