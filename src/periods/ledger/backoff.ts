const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;

/**
 * How long to wait after so many failed attempts: half a minute, then twice as long each time, an hour at most; a quarter
 * more or less, by `chance` from 0 to 1, so that markets that failed together do not come back together.
 */
export const retryWaitMs = (attempts: number, chance: number): number =>
  Math.round(Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS) * (0.75 + chance / 2));
