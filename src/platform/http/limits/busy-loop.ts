import { performance } from 'node:perf_hooks';
/** Beyond this part of its time at work, a loop answers late: what comes in waits for what is there. */
const BUSY_FROM = 0.75;
const SAMPLE_MS = 100;

/** Whether the event loop of this process was busy in the last tenth of a second. */
export function busyLoop(): () => boolean {
  let last = performance.eventLoopUtilization();
  let sampledAt = performance.now();
  let isBusy = false;
  return () => {
    const now = performance.now();
    if (now - sampledAt >= SAMPLE_MS) {
      isBusy = performance.eventLoopUtilization(last).utilization > BUSY_FROM;
      last = performance.eventLoopUtilization();
      sampledAt = now;
    }
    return isBusy;
  };
}
