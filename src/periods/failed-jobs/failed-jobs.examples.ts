import { anything, nullOr, orNull } from '../../platform/http/description/example.js';

/** A job that failed for good; between two attempts it waits, while one is under way `nextAttemptAt` is null. */
export const FAILED_JOB = {
  id: '019a95e2-4c00-7000-8000-000000000071',
  job: 'refresh-next-steps',
  market: orNull('KQ-CTC'),
  payload: anything({ market: 'KQ-CTC', container: 'CSQU3054383' }),
  createdAt: '2026-11-18T02:00:00.000Z',
  failedAt: '2026-11-18T02:00:15.000Z',
  attempts: 6,
  error: 'invalid input syntax for type numeric: "x"',
  nextAttemptAt: orNull('2026-11-18T02:01:45.000Z'),
};

export const RETRIED_JOB = { ...FAILED_JOB, nextAttemptAt: nullOr(FAILED_JOB.createdAt) };
