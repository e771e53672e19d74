import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { openInfrastructure, type OwnedInfrastructure } from './infrastructure.js';
import { loadDemo } from './command-line/load-demo.js';
import { Markets } from './markets/markets.service.js';
import { ConfigurationError, readConfig } from './platform/config/config.js';
import { SYSTEM } from './platform/database/actor.js';
import { Database } from './platform/database/database.js';
import { openLog, ServiceLogger } from './platform/logging/log.js';
import { unavailabilityOf } from './platform/database/unavailable.js';
import { TrialClock } from './platform/clock/trial-clock.js';
import { WorkerLiveness } from './platform/queue/worker-liveness.js';
import { cannotListen, checkPort } from './platform/http/port.js';
import { closeOnSignals } from './platform/shutdown.js';
import { Clock } from './vocabulary/clock.js';

const config = readConfigOrEnd();
const log = openLog(config);
const logLine = (line: string): void => log.info(line);

async function main(): Promise<void> {
  await checkPort(config.port, config.host);
  const infrastructure = await openInfrastructure(config, logLine, { onDatabaseLost });
  try {
    await serve(infrastructure);
  } catch (error) {
    await infrastructure.close();
    throw error;
  }
}

function onDatabaseLost(reason: string): void {
  log.fatal(reason);
  process.exit(1);
}

async function serve(infrastructure: OwnedInfrastructure): Promise<void> {
  const logger = new ServiceLogger(log);
  const app = await createApplication(infrastructure, logger);
  closeOnSignals({ app, closeInfrastructure: () => infrastructure.close(), log: logLine });
  if (config.demo) {
    const keys = await loadDemo(infrastructure, app, logLine);
    // The application that loads the demo has set the log of the whole process.
    app.useLogger(logger);
    if (keys) logLine(`演示密钥 demo keys: ${keys}`);
  }
  app.get(WorkerLiveness).onStalled(() => {
    log.fatal('这个工作进程已收不到任务 This worker no longer receives jobs: ending, so that it is started anew.');
    process.exit(1);
  });
  await app.get(TrialClock).follow();
  await beginFollowUp(app);
  await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw cannotListen(error, config.port, config.host);
  });
  logLine(
    `织关 Loomgate: ${await app.getUrl()}  (API /docs, role ${config.processRole}, version ${config.codeVersion})`,
  );
}

/** Markets with a customs office are followed from the first day the service sees them; days before that are cleared on demand only. */
async function beginFollowUp(app: NestFastifyApplication): Promise<void> {
  const today = app.get(Clock).today();
  await app.get(Database).transaction(SYSTEM, (tx) => app.get(Markets).beginFollowUp(tx, today));
}

function readConfigOrEnd() {
  try {
    return readConfig();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** What an operator can do something about is one line; anything else comes with its stack. */
function isForOperator(error: unknown): error is Error {
  if (error instanceof ConfigurationError || (error as Error)?.name === 'EmbeddedPostgresError') return true;
  if (unavailabilityOf(error) !== null) return true;
  return typeof (error as NodeJS.ErrnoException)?.syscall === 'string';
}

main().catch((error: unknown) => {
  if (isForOperator(error)) log.fatal(error.message);
  else log.fatal(error);
  process.exit(1);
});
