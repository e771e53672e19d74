import type { Tx } from '../platform/database/tx.js';
import { amendmentsOf } from './amendments.repository.js';
import type { FiledFact, Life, TimelineReceipt } from './domain/timeline.js';

/** Everything that is known of a declaration's life; whether the actor may see it is the caller's to ask. */
export async function lifeOf(tx: Tx, id: string): Promise<Life> {
  const submissions = await tx.rows<FiledFact>(
    `SELECT number, filed_at AS "filedAt", submitted_at AS "submittedAt", declaration_version AS version, actor_name AS by
     FROM submission WHERE declaration_id = $1 ORDER BY number`,
    [id],
  );
  const receipts = await tx.rows<TimelineReceipt>(
    `SELECT channel, code, text, event_time AS "eventTime", received_at AS "receivedAt", coalesce(added_entry_id, given_entry_id) AS "entryId",
       meaning, parked_reason AS parked, unconditional, actor_name AS by
     FROM receipt WHERE declaration_id = $1 ORDER BY id`,
    [id],
  );
  return { submissions, receipts, amendments: await amendmentsOf(tx, id) };
}
