import { Notifier } from '../../src/notices/notifier.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { loseTheQueue } from './faults/lose-the-queue.js';
import { FirstRows } from './first-rows.js';
import { RunningService } from './running-service.js';

interface Shared {
  readonly service: RunningService;
  readonly rows: FirstRows;
  /** How many tests had failed when the present story got it. */
  failures: number;
}

/** `failures` is kept by environment.cjs. */
type Holder = typeof globalThis & { closeSharedServices?: () => Promise<void>; failures?: number };

const all = new Map<RunningService, Shared>();
const free: Shared[] = [];

const failuresSoFar = (): number => (globalThis as Holder).failures ?? 0;

/** A service as every story of a chapter finds it: nobody has written to its database. One that a story has left, where there is one. */
export async function borrowService(): Promise<RunningService> {
  const left = free.pop();
  if (left) {
    left.failures = failuresSoFar();
    return left.service;
  }
  const service = new RunningService(new MovableClock());
  try {
    await service.open();
    all.set(service, { service, rows: await FirstRows.of(service.ownerUrl), failures: failuresSoFar() });
  } catch (error) {
    await service.close();
    throw error;
  }
  (globalThis as Holder).closeSharedServices = closeAll;
  return service;
}

/** Takes a service back from the story that had it. It is closed unless all went well and its database can be brought back to where it was. */
export async function returnService(service: RunningService): Promise<void> {
  const shared = all.get(service);
  if (!shared) return service.close();
  await service.app.get(Jobs).pause();
  await service.app.get(Notifier).idle();
  const hasFailed = shared.failures !== failuresSoFar();
  const isListening = service.app.getHttpServer().listening;
  if (hasFailed || isListening || !(await shared.rows.restore())) return close(shared);
  if (process.env['REDIS_URL']) await loseTheQueue(service);
  service.app.useLogger(['error']);
  await service.emptyDataDirectory();
  free.push(shared);
}

async function close({ service, rows }: Shared): Promise<void> {
  all.delete(service);
  await rows.end();
  await service.close();
}

/** At the end of a chapter (test/support/chapter.ts). */
async function closeAll(): Promise<void> {
  free.splice(0);
  for (const shared of all.values()) await close(shared);
}
