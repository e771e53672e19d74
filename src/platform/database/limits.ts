import { type Call, currentCall, stuckMsOf } from './caller.js';

/** How long a kind of caller waits for the database. */
export interface Limits {
  /** The server ends a statement that works longer, or waits longer for a lock. */
  readonly statement: string;
  readonly lockMs: number;
  /** How long this process waits for an answer, by way of a connection that may be dead, while the database answers others. */
  readonly answerMs: number;
}

/** A call waits so long in all, whatever it waits for: an answer is due within 5 s. */
export const CALL_STUCK_MS = 3_600;
const LOCK_MS_MIN = 300;

/** What every session of the pool begins with: the limits of an ordinary call. */
export const ORDINARY_CALL: Limits = { statement: '4s', lockMs: 2_500, answerMs: CALL_STUCK_MS };
const LONG_CALL: Limits = { ...ORDINARY_CALL, statement: '60s', answerMs: 65_000 };
const BACKGROUND: Limits = { statement: '15min', lockMs: 15_000, answerMs: 16 * 60_000 };

/** For a connection, a new one or a free one of the pool. */
export const CONNECT_MS = 3_500;

/** The one place where limits are chosen: by the kind of caller. A database that does not answer at all is noticed within seconds. */
export function limitsOf(call: Call | undefined = currentCall()): Limits {
  if (!call) return BACKGROUND;
  const left = CALL_STUCK_MS - stuckMsOf(call);
  const lockMs = Math.max(Math.min(ORDINARY_CALL.lockMs, left), LOCK_MS_MIN);
  return { ...(call.isLong ? LONG_CALL : ORDINARY_CALL), lockMs: Math.round(lockMs) };
}
