const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** After each failure in a row: soon, in case it was an accident; then ever later, three days in all. */
const WAITS_MS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** After so many failures there is no further attempt. */
export const ATTEMPTS_MAX = WAITS_MS.length + 1;

/** An endpoint that takes nothing rests no longer than this: the one event it does not like must not keep the others. */
const REST_MAX_MS = 5 * MINUTE;

/** An endpoint that has taken nothing for so long, and failed ATTEMPTS_MAX times, is switched off. */
const DEAD_AFTER_MS = 72 * HOUR;

/** How far a wait is stretched or shortened, so that those who failed together do not come back together. */
const JITTER = 0.2;

/** Milliseconds to wait after so many failures in a row; `chance` is from 0 to 1. */
export function waitMs(failures: number, chance: number): number {
  const wait = WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 0;
  return Math.round(wait * (1 - JITTER + 2 * JITTER * chance));
}

/** Milliseconds an endpoint rests after so many failures in a row. */
export const restMs = (failures: number, chance: number): number => Math.min(waitMs(failures, chance), REST_MAX_MS);

/** What becomes of an event and its endpoint after a failure. The last failure of an event says nothing about the endpoint: it may be the event. */
export function afterFailure({
  attempts,
  failures,
  failingMs,
}: {
  attempts: number;
  failures: number;
  failingMs: number;
}) {
  const givenUp = attempts >= ATTEMPTS_MAX;
  return { givenUp, switchedOff: !givenUp && failures >= ATTEMPTS_MAX && failingMs >= DEAD_AFTER_MS };
}
