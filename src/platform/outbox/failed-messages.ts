import type { Tx } from '../database/tx.js';
import type { JobPayload } from '../queue/job.js';
import { outboxSignal } from './outbox-signal.js';

/** An outbox message whose job has failed for good. It is tried again at `nextAttemptAt`, or just now where that is null. */
export interface FailedMessage {
  readonly id: string;
  readonly job: string;
  readonly market: string | null;
  readonly payload: JobPayload;
  readonly createdAt: string;
  readonly failedAt: string;
  readonly attempts: number;
  readonly error: string;
  readonly nextAttemptAt: string | null;
}

export interface FailedFilter {
  readonly job: string | null;
  /** Null for all, also for messages that name no market. */
  readonly markets: readonly string[] | null;
}

const COLUMNS = `id, job, payload ->> 'market' AS market, payload, created_at AS "createdAt", failed_at AS "failedAt", attempts,
  last_error AS error, next_attempt_at AS "nextAttemptAt"`;
const IS_SHOWN = `failed_at IS NOT NULL AND ($1::text IS NULL OR job = $1)
  AND ($2::text[] IS NULL OR payload ->> 'market' = ANY ($2))`;

/** What has failed for good, the latest written first. `after`: the id of the last one of the page before. */
export function listFailed(
  tx: Tx,
  { job, markets }: FailedFilter,
  page: { after: string | null; limit: number },
): Promise<FailedMessage[]> {
  return tx.rows<FailedMessage>(
    `SELECT ${COLUMNS} FROM outbox
     WHERE ${IS_SHOWN} AND ($3::uuid IS NULL OR id < $3::uuid) ORDER BY id DESC LIMIT $4`,
    [job, markets, page.after, page.limit],
  );
}

/** Makes a failed message pending at once; its attempts stay counted. Null when it is not there, or has not failed for good. */
export async function retryFailed(tx: Tx, { job, markets }: FailedFilter, id: string): Promise<FailedMessage | null> {
  const message = await tx.one<FailedMessage>(
    `UPDATE outbox SET sent_at = NULL, batch = NULL, next_attempt_at = NULL WHERE ${IS_SHOWN} AND id = $3 RETURNING ${COLUMNS}`,
    [job, markets, id],
  );
  if (message) tx.afterCommit(() => outboxSignal.notify());
  return message;
}

export const countFailedByJob = (tx: Tx): Promise<{ job: string; count: number }[]> =>
  tx.rows('SELECT job, count(*)::integer AS count FROM outbox WHERE failed_at IS NOT NULL GROUP BY job');
