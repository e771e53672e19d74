import 'reflect-metadata';
import { createApplication } from '../../src/application.js';
import { readConfig } from '../../src/platform/config/config.js';
import { PERIOD_KINDS } from '../../src/periods/period-kind.js';
import { Periods } from '../../src/periods/periods.service.js';
import { DatabaseRecovery } from '../../src/platform/database/database-recovery.js';
import { openBackend } from '../../src/platform/queue/backend.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { processFaults } from './process-faults.js';

/** Arguments: database, instant, kind, market, period. Runs that period as a worker would; KILL_AT may end it early. */
async function main([databaseUrl = '', now = '', kindName, market = '', period = '']: string[]): Promise<void> {
  const kind = PERIOD_KINDS.find((known) => known === kindName);
  if (!kind) throw new Error(`no kind of period: ${kindName}`);
  const config = readConfig({
    REDIS_URL: process.env['REDIS_URL'],
    DATABASE_URL: databaseUrl,
    DATA_DIR: '/tmp/loomgate-one-period',
    PROCESS_ROLE: 'api',
    TRIAL_CLOCK: '1',
  });
  const clock = new MovableClock();
  clock.stopAt(now);
  const queue = await openBackend(config, databaseUrl, 'loomgate-one-period');
  const app = await createApplication({ config, clock, databaseUrl, queue, ...processFaults() }, ['error']);
  await app.init();
  const work = () => app.get(Periods).process({ kind, market, period });
  await app.get(DatabaseRecovery).repeat(work, () => false);
  await app.close();
}

main(process.argv.slice(3)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
