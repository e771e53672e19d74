import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How long requests and jobs that are running may still take. */
const RUNNING_MS = 6_000;
/** After this long the process ends, whatever is still open: the embedded database is stopped by its guard. */
const ALL_MS = 9_000;
const IDLE_EVERY_MS = 100;

export interface Closing {
  readonly app: NestFastifyApplication;
  /** Closes what was opened before the application: the embedded database. */
  closeInfrastructure(): Promise<void>;
  log(line: string): void;
}

/**
 * SIGTERM and SIGINT: no new connection is taken, running requests are finished, idle connections are closed at once and
 * what a client keeps open without finishing it after some seconds. The process is gone within 10 s, after a second
 * signal at once.
 */
export function closeOnSignals(closing: Closing): void {
  let isClosing = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isClosing) process.exit(1);
    isClosing = true;
    closing.log(`${signal}: 正在停止 stopping…`);
    void close(closing).then((code) => process.exit(code));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** The exit code: 0 when everything was closed in time. */
async function close(closing: Closing): Promise<number> {
  const late = pause(ALL_MS, 'late' as const, { ref: false });
  const end = await Promise.race([closeAll(closing).catch((error: unknown) => error as Error), late]);
  if (end === undefined) return 0;
  closing.log(
    end === 'late'
      ? `未能在 ${ALL_MS / 1_000} 秒内停止 Not everything was closed within ${ALL_MS / 1_000} s: ending.`
      : `停止时出错 Closing failed: ${end.message}`,
  );
  return 1;
}

async function closeAll({ app, closeInfrastructure }: Closing): Promise<undefined> {
  const server = app.getHttpServer() as Server;
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_EVERY_MS);
  const rest = setTimeout(() => server.closeAllConnections(), RUNNING_MS);
  try {
    // First, so that nothing new comes in while workers and streams end; it is done when the last connection is closed.
    const listening = app.getHttpAdapter().getInstance().close();
    await app.close();
    await listening;
    await closeInfrastructure();
  } finally {
    clearInterval(idle);
    clearTimeout(rest);
  }
  return undefined;
}
