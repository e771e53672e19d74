import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApplication } from '../../src/application.js';
import { readConfig } from '../../src/platform/config/config.js';
import { documentOf } from '../../src/platform/http/description/openapi.js';
import type { QueueBackend } from '../../src/platform/queue/backend.js';
import { SystemClock } from '../../src/vocabulary/clock.js';

/** Nothing listens there: the application is built, but neither initialised nor connected. */
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none';

/** What `/openapi.json` answers, from the sources alone: no database, no queue, no port. */
export async function apiDocument(): Promise<object> {
  // Nest connects while it builds the application; of the connection the description needs nothing.
  DataSource.prototype.initialize = async function (this: DataSource) {
    return this;
  };
  const queue = { name: 'none', queue: () => ({ on: () => undefined }), close: async () => undefined };
  const config = readConfig({ DATABASE_URL: NO_DATABASE, PROCESS_ROLE: 'api' });
  const infrastructure = {
    config,
    clock: new SystemClock(),
    databaseUrl: NO_DATABASE,
    queue: queue as unknown as QueueBackend,
  };
  const app: NestFastifyApplication = await createApplication(infrastructure, ['error']);
  return documentOf(app);
}
