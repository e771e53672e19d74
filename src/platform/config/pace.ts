const LOOK_EVERY_MS = 10_000;
const JOB_LOCK_MS = 15_000;

const milliseconds = (name: string, otherwise: number): number =>
  Number.parseInt(process.env[name] ?? '', 10) || otherwise;

/**
 * How often a worker looks whether it still hears the queue. `LOOK_EVERY_MS` sets it for a test of the real process, which would
 * otherwise wait for more than a minute; like a cut point it is no option of the service.
 */
export const lookEveryMs = (): number => milliseconds('LOOK_EVERY_MS', LOOK_EVERY_MS);

/** How long a job stays with a worker that does not renew its lock. `JOB_LOCK_MS` sets it for a test, as above. */
export const jobLockMs = (): number => milliseconds('JOB_LOCK_MS', JOB_LOCK_MS);
