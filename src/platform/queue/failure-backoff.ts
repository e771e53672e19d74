import type { JobDefinition } from './job.js';

const SLOW_FIRST_MS = 30_000;
const SLOW_LONGEST_MS = 900_000;

/** What follows from a failed attempt: whether the message counts as failed for good, and how long it waits for the next attempt. */
export interface AfterFailure {
  readonly isForGood: boolean;
  readonly waitMs: number;
}

/**
 * The first attempts of a job follow soon, as it defines them: what passes by itself is done without a person. After them it has
 * failed for good, and is tried again half a minute later and then twice as long each time, a quarter of an hour at most; a quarter
 * more or less, by `chance` from 0 to 1, so that jobs that failed together do not come back together.
 */
export function stateAfterFailure(
  { attempts, backoffMs }: Pick<JobDefinition, 'attempts' | 'backoffMs'>,
  failed: number,
  chance: number,
): AfterFailure {
  if (failed < attempts) return { isForGood: false, waitMs: backoffMs * 2 ** (failed - 1) };
  const slow = Math.min(SLOW_FIRST_MS * 2 ** Math.min(failed - attempts, 10), SLOW_LONGEST_MS);
  return { isForGood: true, waitMs: Math.round(slow * (0.75 + chance / 2)) };
}
