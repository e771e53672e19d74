import 'reflect-metadata';
import { createApplication } from '../../src/application.js';
import { RunImportProcessor } from '../../src/imports/run-import.processor.js';
import { readConfig } from '../../src/platform/config/config.js';
import { openBackend } from '../../src/platform/queue/backend.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { processFaults } from './process-faults.js';

/** Arguments: database, instant, import. Takes that file as a worker would; KILL_AT may end it early. */
async function main([databaseUrl = '', now = '', importId = '']: string[]): Promise<void> {
  const config = readConfig({
    REDIS_URL: process.env['REDIS_URL'],
    DATABASE_URL: databaseUrl,
    DATA_DIR: '/tmp/loomgate-one-import',
    PROCESS_ROLE: 'api',
    TRIAL_CLOCK: '1',
  });
  const clock = new MovableClock();
  clock.stopAt(now);
  const queue = await openBackend(config, databaseUrl, 'loomgate-one-import');
  const app = await createApplication({ config, clock, databaseUrl, queue, ...processFaults() }, ['error']);
  await app.init();
  await app.get(RunImportProcessor).process({ importId });
  await app.close();
}

main(process.argv.slice(3)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
