import { newId } from '../../vocabulary/id.js';
import type { Tx } from '../database/tx.js';
import type { JobDefinition, JobPayload } from '../queue/job.js';
import { outboxSignal } from './outbox-signal.js';

/**
 * Writes the message of a job in the same commit as the effect that needs it. The relay enqueues it.
 * Nothing is enqueued from a request: a crash after COMMIT would lose the job, one before would run it for nothing.
 */
export async function publish<P extends JobPayload>(tx: Tx, job: JobDefinition<P>, payload: P): Promise<void> {
  await publishAll(tx, job, [payload]);
}

export async function publishAll<P extends JobPayload>(
  tx: Tx,
  job: JobDefinition<P>,
  payloads: readonly P[],
): Promise<void> {
  if (payloads.length === 0) return;
  const rows = payloads.map((payload) => ({ id: newId(), job: job.name, payload }));
  await tx.run(
    `INSERT INTO outbox (id, job, payload)
     SELECT id, job, payload FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, job text, payload jsonb)`,
    [JSON.stringify(rows)],
  );
  tx.afterCommit(() => outboxSignal.notify());
}
