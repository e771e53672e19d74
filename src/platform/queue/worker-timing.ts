/** How soon a lost worker is noticed. Tests of real processes shorten it. */
export interface WorkerTiming {
  /** How long a job stays with a worker that does not renew its lock; work that takes longer renews it. */
  readonly jobLockMs: number;
  /** How often a process checks whether its worker still receives jobs. */
  readonly checkEveryMs: number;
}

export const WORKER_TIMING = Symbol('WorkerTiming');

export const DEFAULT_WORKER_TIMING: WorkerTiming = { jobLockMs: 15_000, checkEveryMs: 10_000 };
