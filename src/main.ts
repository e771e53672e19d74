import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { lay } from './foundation.js';
import { loadDemo } from './load-demo.js';
import { Markets } from './markets/markets.service.js';
import { ConfigurationError, readConfig } from './platform/config/config.js';
import { SYSTEM } from './platform/database/actor.js';
import { Database } from './platform/database/database.js';
import { TrialClock } from './platform/periodic/trial-clock.js';
import { Hearing } from './platform/queue/hearing.js';
import { Clock } from './vocabulary/clock.js';

async function main(): Promise<void> {
  const config = readConfig();
  const foundation = await lay(config, console.log);
  const app = await createApplication(
    foundation,
    config.production ? ['log', 'warn', 'error'] : ['warn', 'error'],
  ).catch(async (error: unknown) => {
    await foundation.close();
    throw error;
  });
  let ending = false;
  const end = async (signal: string) => {
    if (ending) return;
    ending = true;
    console.log(`${signal}: 正在停止 stopping…`);
    await app.close();
    await foundation.close();
    process.exit(0);
  };
  process.on('SIGINT', (signal) => void end(signal));
  process.on('SIGTERM', (signal) => void end(signal));
  if (config.demo) {
    const keys = await loadDemo(foundation, app, console.log);
    if (keys) console.log(`演示密钥 demo keys: ${keys}`);
  }
  app.get(Hearing).whenDeaf(() => {
    console.error(
      '这个工作进程已收不到任务 This worker no longer hears the queue: ending, so that it is started anew.',
    );
    process.exit(1);
  });
  await app.get(TrialClock).follow();
  await beginFollowUp(app);
  await app.listen({ port: config.port, host: config.host });
  console.log(`织关 Loomgate: ${await app.getUrl()}  (API /docs, role ${config.processRole})`);
}

/** Markets with a customs office are followed from the first day the service sees them; days before that are cleared on demand only. */
async function beginFollowUp(app: NestFastifyApplication): Promise<void> {
  const today = app.get(Clock).today();
  await app.get(Database).transaction(SYSTEM, (tx) => app.get(Markets).beginFollowUp(tx, today));
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigurationError || (error as Error)?.name === 'EmbeddedPostgresError';
  console.error(known ? (error as Error).message : error);
  process.exit(1);
});
