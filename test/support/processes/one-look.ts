import 'reflect-metadata';
import { createApplication } from '../../../src/application.js';
import { readConfig } from '../../../src/platform/config/config.js';
import { Periods } from '../../../src/periods/periods.service.js';
import { openBackend } from '../../../src/platform/queue/backend.js';
import { MovableClock } from '../../../src/vocabulary/clock.js';

/** Arguments: database, instant. Enters what is due by then, and prints it with the zone of this process. */
async function main([databaseUrl = '', now = '']: string[]): Promise<void> {
  const config = readConfig({ DATABASE_URL: databaseUrl, PROCESS_ROLE: 'api', TRIAL_CLOCK: '1' });
  const clock = new MovableClock();
  clock.stopAt(now);
  const queue = await openBackend(config, databaseUrl, 'loomgate-one-look');
  const app = await createApplication({ config, clock, databaseUrl, queue }, ['error']);
  await app.init();
  const entered = await app.get(Periods).reconcile();
  await app.close();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  console.log(JSON.stringify({ zone, entered: entered.map(({ kind, period }) => `${kind} ${period}`) }));
}

main(process.argv.slice(3)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
