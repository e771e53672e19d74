import type { Instant } from '../../vocabulary/period.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A person goes away from the desk; a display hangs on the wall, unused, until somebody ends it, a month at most. */
const LIMITS_MS = {
  person: { idle: 30 * MINUTE_MS, whole: 12 * HOUR_MS },
  display: { idle: 30 * 24 * HOUR_MS, whole: 30 * 24 * HOUR_MS },
} as const;

/** When a session ends that is used now, and when it ends however much it is used, counted from now. */
export function deadlinesOf(now: Instant, kind: keyof typeof LIMITS_MS): { idleUntil: Instant; expiresAt: Instant } {
  const { idle, whole } = LIMITS_MS[kind];
  const later = (ms: number): Instant => new Date(Date.parse(now) + ms).toISOString();
  return { idleUntil: later(idle), expiresAt: later(whole) };
}
