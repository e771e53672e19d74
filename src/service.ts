import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { openInfrastructure, type OwnedInfrastructure } from './infrastructure.js';
import { loadDemo } from './command-line/load-demo.js';
import { Markets } from './markets/markets.service.js';
import { type Config, ConfigurationError, readConfig } from './platform/config/config.js';
import { SYSTEM } from './platform/database/actor.js';
import { Database } from './platform/database/database.js';
import type { Infrastructure } from './platform/platform.module.js';
import { assertProduction, ProductionRefusal } from './production.js';
import { openLog, type ProcessLog, ServiceLogger } from './platform/logging/log.js';
import { unavailabilityOf } from './platform/database/unavailable.js';
import { TrialClock } from './platform/clock/trial-clock.js';
import { WorkerLiveness } from './platform/queue/worker-liveness.js';
import { cannotListen, checkPort } from './platform/http/port.js';
import { closeOnSignals } from './platform/shutdown.js';
import { Clock } from './vocabulary/clock.js';

type Replacements = Pick<Infrastructure, 'faultPoints' | 'workerTiming'>;

/** The process: opens what the configuration says, listens, works on jobs, and ends with one line an operator understands. */
export async function runService(replacements: Replacements = {}): Promise<void> {
  const config = readConfigOrEnd();
  const log = openLog(config);
  try {
    await start(config, log, replacements);
  } catch (error) {
    if (error instanceof ProductionRefusal) for (const breach of error.breaches) log.error(breach);
    else if (isForOperator(error)) log.fatal(error.message);
    else log.fatal(error);
    process.exit(1);
  }
}

async function start(config: Config, log: ProcessLog, replacements: Replacements): Promise<void> {
  await checkPort(config.port, config.host);
  await assertProduction(config, { isMigrated: false });
  const logLine = (line: string): void => log.info(line);
  const onDatabaseLost = (reason: string): void => endWith(log, reason);
  const infrastructure = await openInfrastructure(config, logLine, { onDatabaseLost });
  try {
    await assertProduction(config, { isMigrated: true });
    await serve({ ...infrastructure, ...replacements }, log, logLine);
  } catch (error) {
    await infrastructure.close();
    throw error;
  }
}

async function serve(
  infrastructure: OwnedInfrastructure,
  log: ProcessLog,
  logLine: (line: string) => void,
): Promise<void> {
  const { config } = infrastructure;
  const logger = new ServiceLogger(log);
  const app = await createApplication(infrastructure, logger);
  closeOnSignals({ app, closeInfrastructure: () => infrastructure.close(), log: logLine });
  if (config.demo) {
    const files = await loadDemo(infrastructure, app, logLine);
    // The application that loads the demo has set the log of the whole process.
    app.useLogger(logger);
    if (files) logLine(`演示密钥 demo keys: ${files.keys} · 演示账号 demo sign-ins: ${files.people}`);
  }
  app
    .get(WorkerLiveness)
    .onStalled(() =>
      endWith(log, '这个工作进程已收不到任务 This worker no longer receives jobs: ending, so that it is started anew.'),
    );
  await app.get(TrialClock).follow();
  await beginFollowUp(app);
  await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw cannotListen(error, config.port, config.host);
  });
  logLine(
    `织关 Loomgate: ${await app.getUrl()}  (API /docs, role ${config.processRole}, version ${config.codeVersion})`,
  );
}

function endWith(log: ProcessLog, reason: string): never {
  log.fatal(reason);
  process.exit(1);
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
