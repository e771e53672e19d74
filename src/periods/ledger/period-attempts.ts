import { newId } from '../../vocabulary/id.js';
import type { Tx } from '../../platform/database/tx.js';
import type { PeriodKey } from './period-ledger.js';

/** How an attempt ended. `superseded`: before this one got the lock another one had finished the period, or failed at it. */
export type AttemptOutcome = 'finished' | 'failed' | 'superseded';

/** One attempt of a worker at a period. Without an end it is still running, or its process died. */
export interface PeriodAttempt {
  readonly claimedAt: string;
  readonly worker: string;
  readonly codeVersion: string;
  readonly endedAt: string | null;
  readonly outcome: AttemptOutcome | null;
  /** Why it failed. */
  readonly error: string | null;
  /** Not tried again before; null where it is not tried again by itself. */
  readonly nextAttemptAt: string | null;
}

export interface StartedAttempt {
  readonly id: string;
  /** Made by a job, and so waits as long as the failure before says; who asks for just this period does not wait. */
  readonly isScheduled: boolean;
}

/**
 * Starts an attempt at an unfinished period, at a failed one too when somebody asks for just it; null when it is finished or, for
 * a scheduled attempt, not to be tried yet. The ledger counts attempts when they end: of ten that start at once one works, and
 * counting ten would fail a period for good at its first failure.
 */
export async function startAttempt(
  tx: Tx,
  key: PeriodKey,
  by: { at: string; worker: string; codeVersion: string; isScheduled: boolean },
): Promise<StartedAttempt | null> {
  const started = await tx.one<{ id: string }>(
    `WITH claimed AS (
       UPDATE period_run SET state = 'running', started_at = $5, next_attempt_at = NULL, worker = $6, code_version = $7
       WHERE kind = $2 AND market = $3 AND period = $4 AND state <> 'finished'
         AND (NOT $8::boolean OR (state <> 'failed' AND (next_attempt_at IS NULL OR next_attempt_at <= $5))) RETURNING 1),
     started AS (
       INSERT INTO period_attempt (id, kind, market, period, claimed_at, worker, code_version)
       SELECT $1, $2, $3, $4, $5, $6, $7 FROM claimed RETURNING id)
     SELECT id FROM started`,
    [newId(), key.kind, key.market, key.period, by.at, by.worker, by.codeVersion, by.isScheduled],
  );
  return started && { id: started.id, isScheduled: by.isScheduled };
}

/** Writes how an attempt ended, in the transaction that ends it. */
export async function endAttempt(
  tx: Tx,
  { id }: StartedAttempt,
  end: { at: string; outcome: AttemptOutcome; error?: string; nextAttemptAt?: string | null },
): Promise<void> {
  await tx.run(
    'INSERT INTO period_attempt_end (attempt_id, ended_at, outcome, error, next_attempt_at) VALUES ($1, $2, $3, $4, $5)',
    [id, end.at, end.outcome, end.error ?? null, end.nextAttemptAt ?? null],
  );
}

/** Every attempt at a period, the first one first. */
export function attemptsOf(tx: Tx, { kind, market, period }: PeriodKey): Promise<PeriodAttempt[]> {
  return tx.rows<PeriodAttempt>(
    `SELECT a.claimed_at AS "claimedAt", a.worker, a.code_version AS "codeVersion", e.ended_at AS "endedAt", e.outcome,
       e.error, e.next_attempt_at AS "nextAttemptAt"
     FROM period_attempt a LEFT JOIN period_attempt_end e ON e.attempt_id = a.id
     WHERE a.kind = $1 AND a.market = $2 AND a.period = $3 ORDER BY a.id`,
    [kind, market, period],
  );
}
