import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../../../src/application.js';
import { readConfig } from '../../../src/platform/config/config.js';
import { openBackend } from '../../../src/platform/queue/backend.js';
import { MovableClock } from '../../../src/vocabulary/clock.js';
import { processFaults } from './process-faults.js';

type Task = (app: NestFastifyApplication, parameters: readonly string[]) => Promise<unknown>;

/** The whole of a process that does one task as a worker would. Arguments: database, instant, then the task's; KILL_AT may end it early. */
export function runOneTask(name: string, task: Task): void {
  main(name, task, process.argv.slice(3)).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

async function main(name: string, task: Task, [databaseUrl = '', now = '', ...parameters]: string[]): Promise<void> {
  const config = readConfig({
    REDIS_URL: process.env['REDIS_URL'],
    SMTP_URL: process.env['SMTP_URL'],
    SMTP_FROM: process.env['SMTP_FROM'],
    DATABASE_URL: databaseUrl,
    DATA_DIR: `/tmp/loomgate-${name}`,
    PROCESS_ROLE: 'api',
    TRIAL_CLOCK: '1',
  });
  const clock = new MovableClock();
  clock.stopAt(now);
  const queue = await openBackend(config, databaseUrl, `loomgate-${name}`);
  const app = await createApplication({ config, clock, databaseUrl, queue, ...processFaults() }, ['error']);
  await app.init();
  await task(app, parameters);
  await app.close();
}
