import 'reflect-metadata';
import { createApplication } from '../../src/application.js';
import { Notifier } from '../../src/notices/notifier.js';
import { readConfig } from '../../src/platform/config/config.js';
import { openBackend } from '../../src/platform/queue/backend.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { processFaults } from './process-faults.js';

/** Arguments: database, instant. Sends what is to be sent as a worker would; KILL_AT may end it early. */
async function main([databaseUrl = '', now = '']: string[]): Promise<void> {
  const config = readConfig({
    REDIS_URL: process.env['REDIS_URL'],
    SMTP_URL: process.env['SMTP_URL'],
    SMTP_FROM: process.env['SMTP_FROM'],
    DATABASE_URL: databaseUrl,
    DATA_DIR: '/tmp/loomgate-one-delivery',
    PROCESS_ROLE: 'api',
    TRIAL_CLOCK: '1',
  });
  const clock = new MovableClock();
  clock.stopAt(now);
  const queue = await openBackend(config, databaseUrl, 'loomgate-one-delivery');
  const app = await createApplication({ config, clock, databaseUrl, queue, ...processFaults() }, ['error']);
  await app.init();
  await app.get(Notifier).run();
  await app.get(Notifier).idle();
  await app.close();
}

main(process.argv.slice(3)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
