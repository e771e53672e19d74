import { FaultPoints } from '../../../src/platform/fault-points.js';
import { DEFAULT_WORKER_TIMING } from '../../../src/platform/queue/worker-timing.js';

/** Kills the process at the point that KILL_AT names, and stops it at that of FREEZE_AT until it gets SIGCONT. */
class ProcessFaults extends FaultPoints {
  override reached(point: string): void {
    if (process.env['KILL_AT'] === point) process.kill(process.pid, 'SIGKILL');
    if (process.env['FREEZE_AT'] === point) process.kill(process.pid, 'SIGSTOP');
  }
}

const milliseconds = (name: string, otherwise: number): number => Number(process.env[name]) || otherwise;

/** What a process of a test has otherwise than the service; its environment says where and how long. */
export const processFaults = () => ({
  faultPoints: new ProcessFaults(),
  workerTiming: {
    jobLockMs: milliseconds('JOB_LOCK_MS', DEFAULT_WORKER_TIMING.jobLockMs),
    checkEveryMs: milliseconds('CHECK_EVERY_MS', DEFAULT_WORKER_TIMING.checkEveryMs),
  },
});
