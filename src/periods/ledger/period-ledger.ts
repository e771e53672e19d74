import type { Tx } from '../../platform/database/tx.js';
import { publishAll } from '../../platform/outbox/outbox.js';
import { defineJob } from '../../platform/queue/job.js';
import type { PeriodRunEntity, PeriodState } from './period-run.entity.js';

export interface PeriodKey {
  /** The name of a declared kind. */
  readonly kind: string;
  readonly market: string;
  /** A day, an ISO week or a month, by kind. */
  readonly period: string;
}

export type PeriodRun = PeriodRunEntity;

/** Carries the key only. The ledger says whether anything is to be done. */
export const runPeriod = defineJob<{ kind: string; market: string; period: string }>('run-period', { attempts: 3 });

export const RUN_COLUMNS = `kind, market, period, state, due_at AS "dueAt", entered_at AS "enteredAt", enqueued_at AS "enqueuedAt", attempts,
  next_attempt_at AS "nextAttemptAt", started_at AS "startedAt", finished_at AS "finishedAt",
  worker, code_version AS "codeVersion", result, digest, error`;

/** Writes down that these periods are due; those already known stay as they are. Enqueues and returns the new ones, oldest first. */
export async function enterRuns(tx: Tx, runs: readonly (PeriodKey & { dueAt: string })[]): Promise<PeriodKey[]> {
  if (runs.length === 0) return [];
  const entered = await tx.rows<{ kind: string; market: string; period: string }>(
    `INSERT INTO period_run (kind, market, period, state, due_at, entered_at, enqueued_at)
     SELECT kind, market, period, 'due', "dueAt", clock_timestamp(), clock_timestamp()
     FROM jsonb_to_recordset($1::jsonb) AS r (kind text, market text, period text, "dueAt" timestamptz)
     ORDER BY "dueAt", market
     ON CONFLICT DO NOTHING RETURNING kind, market, period`,
    [JSON.stringify(runs)],
  );
  await publishAll(tx, runPeriod, entered);
  return entered;
}

/**
 * Enqueues again what is unfinished, was not enqueued for a while and need not wait any longer after a failure: this replaces a
 * job that was lost with its queue, and begins the next attempt. `now` is the service's clock, that of the waits. A period that a
 * worker has locked is skipped: waiting for its lock would hold up all others.
 */
export async function enqueueUnfinished(tx: Tx, silentSeconds: number, now: string): Promise<number> {
  const rows = await tx.rows<{ kind: string; market: string; period: string }>(
    `UPDATE period_run p SET enqueued_at = clock_timestamp()
     FROM (SELECT kind, market, period FROM period_run
       WHERE state IN ('due', 'running') AND enqueued_at <= clock_timestamp() - make_interval(secs => $1)
         AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
       FOR UPDATE SKIP LOCKED) s
     WHERE (p.kind, p.market, p.period) = (s.kind, s.market, s.period)
     RETURNING p.kind, p.market, p.period`,
    [silentSeconds, now],
  );
  await publishAll(tx, runPeriod, rows);
  return rows.length;
}

export function findRun(tx: Tx, key: PeriodKey): Promise<PeriodRun | null> {
  return tx.one<PeriodRun>(`SELECT ${RUN_COLUMNS} FROM period_run WHERE kind = $1 AND market = $2 AND period = $3`, [
    key.kind,
    key.market,
    key.period,
  ]);
}

/** Locks the period's row. Whoever comes second waits here until the first has committed, and then sees "finished". */
export function lockRun(tx: Tx, key: PeriodKey): Promise<PeriodRun | null> {
  return tx.one<PeriodRun>(
    `SELECT ${RUN_COLUMNS} FROM period_run WHERE kind = $1 AND market = $2 AND period = $3 FOR UPDATE`,
    [key.kind, key.market, key.period],
  );
}

/** Writes the end of a period: in the transaction that did its work. */
export async function finishRun(
  tx: Tx,
  { kind, market, period }: PeriodKey,
  end: { at: string; result: Record<string, unknown>; digest: string },
): Promise<void> {
  await tx.run(
    `UPDATE period_run SET state = 'finished', attempts = attempts + 1, finished_at = $4, result = $5, digest = $6, error = NULL,
       next_attempt_at = NULL
     WHERE kind = $1 AND market = $2 AND period = $3`,
    [kind, market, period, end.at, end.result, end.digest],
  );
}

/** Enqueues one period: what is already finished, or being done, is not done again. */
export const enqueueRun = (tx: Tx, { kind, market, period }: PeriodKey): Promise<void> =>
  publishAll(tx, runPeriod, [{ kind, market, period }]);

/** Gives an unfinished period its attempts back, also a failed one, and enqueues it. False when it is finished or not there. */
export async function retryRun(tx: Tx, key: PeriodKey): Promise<boolean> {
  const changed = await tx.run(
    `UPDATE period_run SET state = 'due', attempts = 0, next_attempt_at = NULL, enqueued_at = clock_timestamp()
     WHERE kind = $1 AND market = $2 AND period = $3 AND state <> 'finished'`,
    [key.kind, key.market, key.period],
  );
  if (changed === 1) await enqueueRun(tx, key);
  return changed === 1;
}

export interface RunFilter {
  readonly kind: string | null;
  readonly state: PeriodState | null;
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  /** dueAt, kind, market and period of the last run of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Runs of the ledger, the latest due first. */
export function listRuns(tx: Tx, filter: RunFilter): Promise<PeriodRun[]> {
  const [dueAt = null, kind = null, market = null, period = null] = filter.after ?? [];
  return tx.rows<PeriodRun>(
    `SELECT ${RUN_COLUMNS} FROM period_run
     WHERE ($1::text IS NULL OR kind = $1) AND ($2::text IS NULL OR state = $2) AND ($3::text[] IS NULL OR market = ANY ($3))
       AND ($4::timestamptz IS NULL OR (due_at, kind, market, period) < ($4, $5::text, $6::text, $7::text))
     ORDER BY due_at DESC, kind DESC, market DESC, period DESC LIMIT $8`,
    [filter.kind, filter.state, filter.markets, dueAt, kind, market, period, filter.limit],
  );
}
