import { performance } from 'node:perf_hooks';

/** The use is that of the last time that was at least so long. */
const LOOK_MS = 100;
/** From here on requests wait for each other in the event loop, and not for the database. */
const BUSY_FROM = 0.8;

/** A function that says whether the event loop has lately had hardly a moment to itself. */
export function eventLoopUse(): () => boolean {
  let from = performance.eventLoopUtilization();
  let lookedAt = performance.now();
  let isBusy = false;
  return () => {
    const now = performance.now();
    if (now - lookedAt < LOOK_MS) return isBusy;
    isBusy = performance.eventLoopUtilization(from).utilization >= BUSY_FROM;
    [from, lookedAt] = [performance.eventLoopUtilization(), now];
    return isBusy;
  };
}
