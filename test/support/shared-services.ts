import { Notifier } from '../../src/notices/notifier.js';
import { Jobs } from '../../src/platform/queue/jobs.service.js';
import { MovableClock } from '../../src/vocabulary/clock.js';
import { loseTheQueue } from './faults/lose-the-queue.js';
import { FirstRows } from './first-rows.js';
import { RunningService } from './running-service.js';

interface Shared {
  readonly service: RunningService;
  readonly rows: FirstRows;
}

type Holder = typeof globalThis & { closeSharedServices?: () => Promise<void> };

const all = new Map<RunningService, Shared>();
const free: Shared[] = [];

/** A service as every story of a chapter finds it: nobody has written to its database. One that a story has left, where there is one. */
export async function takeService(): Promise<RunningService> {
  const left = free.pop();
  if (left) return left.service;
  const service = new RunningService(new MovableClock());
  try {
    await service.open();
    all.set(service, { service, rows: await FirstRows.of(service.ownerUrl) });
  } catch (error) {
    await service.close();
    throw error;
  }
  (globalThis as Holder).closeSharedServices = closeAll;
  return service;
}

/** Takes a service back from the story that had it. It is closed unless its database can be brought back to where it was. */
export async function leaveService(service: RunningService): Promise<void> {
  const shared = all.get(service);
  if (!shared) return service.close();
  await service.app.get(Jobs).pause();
  await service.app.get(Notifier).idle();
  const isAsBefore = !service.app.getHttpServer().listening && (await shared.rows.restore());
  if (!isAsBefore) return close(shared);
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
