import type { Instant } from '../../vocabulary/period.js';

const WRONG_MAX = 8;
const LOCKED_MS = 15 * 60_000;

export interface Attempts {
  readonly wrongAttempts: number;
  readonly lockedUntil: Instant | null;
}

/** What an attempt makes of the state of a password, before it is known whether the attempt is right. */
export interface CountedAttempt extends Attempts {
  /** Even the right password does not help now. */
  readonly isLocked: boolean;
  /** If it is wrong, it is the one that locks. */
  readonly isLast: boolean;
}

/**
 * Counts an attempt as a wrong one before the password is looked at: a hundred guesses at the same time are a hundred attempts, not
 * the first of eight. The right password sets the count back.
 */
export function countAttempt({ wrongAttempts, lockedUntil }: Attempts, now: Instant): CountedAttempt {
  if (lockedUntil !== null && lockedUntil > now) return { wrongAttempts, lockedUntil, isLocked: true, isLast: false };
  const attempts = lockedUntil === null ? wrongAttempts + 1 : 1;
  const isLast = attempts >= WRONG_MAX;
  return {
    wrongAttempts: attempts,
    lockedUntil: isLast ? new Date(Date.parse(now) + LOCKED_MS).toISOString() : null,
    isLocked: false,
    isLast,
  };
}
