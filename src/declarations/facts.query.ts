import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import type { ReceiptMeaning } from './domain/receipt-codes.js';
import { numberOf } from './domain/receipt-identity.js';
import type { ReceiptFact, Submission } from './domain/standing.js';

export interface FiledSubmission extends Submission {
  readonly filedAt: Instant;
  readonly submittedAt: Instant;
}

/**
 * SQL of the instant at which a submission counts as filed, for counts of facts: a refiling comes after the returns it
 * answers. The status projection is more exact where customs acted before the refiling was recorded.
 */
export const filedAt = (submission: string): string => `
  greatest(${submission}.filed_at, (SELECT max(answered.event_time) FROM receipt answered
    WHERE answered.declaration_id = ${submission}.declaration_id AND ${submission}.number > 1
      AND answered.meaning = 'returned' AND answered.event_time <= ${submission}.submitted_at))`;

/** All submissions of declarations, by number. */
export async function submissionsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, FiledSubmission[]>> {
  const rows = await tx.rows<FiledSubmission & { id: string }>(
    `SELECT declaration_id AS id, number, filed_at AS "filedAt", submitted_at AS "submittedAt"
     FROM submission WHERE declaration_id = ANY ($1::uuid[]) ORDER BY declaration_id, number`,
    [ids],
  );
  return grouped(rows);
}

interface ReceiptRow {
  readonly id: string;
  readonly meaning: ReceiptMeaning;
  readonly eventTime: Instant;
  readonly channel: string;
  readonly rawCode: string;
  readonly entryId: string | null;
}

/** All receipts of declarations that say that something happened. A customs number of a wrong shape is kept with the receipt and tells nothing. */
export async function receiptFactsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, ReceiptFact[]>> {
  const rows = await tx.rows<ReceiptRow>(
    `SELECT declaration_id AS id, meaning, event_time AS "eventTime", channel, code AS "rawCode",
       coalesce(added_entry_id, given_entry_id) AS "entryId"
     FROM receipt WHERE declaration_id = ANY ($1::uuid[]) AND meaning IS NOT NULL AND meaning <> 'information'`,
    [ids],
  );
  return grouped(rows.map((row) => ({ ...row, entryId: numberOf(row.entryId) })));
}

function grouped<T extends { id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return groups;
}
