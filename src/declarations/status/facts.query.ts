import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { ReceiptMeaning } from '../domain/receipt-codes.js';
import type { Submission } from '../domain/status/filings.js';
import { numberOf } from '../domain/status/receipt-identity.js';
import { PROJECTED_REASONS, type ProjectedReason, type ReceiptFact } from '../domain/status/project-status.js';
import { groupBy } from '../../vocabulary/group-by.js';

export interface FiledSubmission extends Submission {
  readonly filedAt: Instant;
  readonly submittedAt: Instant;
}

/**
 * SQL of the instant at which a submission counts as filed, as the status projection has it: a refiling when it was recorded,
 * or when customs first acted on it after the last return it answers.
 */
export const filedAt = (submission: string): string => `
  CASE WHEN ${submission}.number = 1 THEN ${submission}.filed_at
  ELSE least(greatest(${submission}.filed_at, ${submission}.submitted_at), (SELECT min(acted.event_time) FROM receipt acted
    WHERE acted.declaration_id = ${submission}.declaration_id AND acted.meaning IN ('accepted', 'inspecting', 'released', 'closed', 'cancelled')
      AND acted.event_time > (SELECT max(answered.event_time) FROM receipt answered
        WHERE answered.declaration_id = ${submission}.declaration_id AND answered.meaning = 'returned'
          AND answered.event_time <= greatest(${submission}.filed_at, ${submission}.submitted_at)))) END`;

/** SQL of the instant from which a receipt is known to be its declaration's: when it arrived, or was parked no longer. */
export const knownSince = (receipt: string): string => `
  greatest(${receipt}.received_at, (SELECT max(parking.until) FROM receipt_parking parking
    WHERE parking.receipt_id = ${receipt}.id AND parking.settled))`;

/** All submissions of declarations, by number. */
export async function submissionsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, FiledSubmission[]>> {
  const rows = await tx.rows<FiledSubmission & { id: string }>(
    `SELECT declaration_id AS id, number, filed_at AS "filedAt", submitted_at AS "submittedAt"
     FROM submission WHERE declaration_id = ANY ($1::uuid[]) ORDER BY declaration_id, number`,
    [ids],
  );
  return groupBy(rows, ({ id }) => id);
}

/** A receipt that says that something happened, and what it is parked for, if it is. */
export interface StoredFact extends ReceiptFact {
  readonly id: string;
  readonly meaning: ReceiptMeaning;
  readonly eventTime: Instant;
  readonly receivedAt: Instant;
  readonly parkedReason: ProjectedReason | null;
}

/**
 * All receipts of declarations that say that something happened, also those that are refused by what else is known: whether they
 * are is projected anew from all of them. A customs number of a wrong shape stays with the receipt and identifies nothing.
 */
export async function receiptFactsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredFact[]>> {
  const rows = await tx.rows<StoredFact & { declarationId: string; entryId: string | null }>(
    `SELECT r.id, r.declaration_id AS "declarationId", coalesce(r.meaning, c.meaning) AS meaning, r.event_time AS "eventTime", r.channel,
       r.code AS "rawCode", coalesce(r.added_entry_id, r.given_entry_id) AS "entryId", r.unconditional,
       r.received_at AS "receivedAt", r.parked_reason AS "parkedReason"
     FROM receipt r LEFT JOIN receipt_code c ON r.parked_reason = ANY ($2) AND c.channel = r.channel AND c.code = r.code
       AND (r.event_time AT TIME ZONE 'Asia/Shanghai')::date BETWEEN c.valid_from AND coalesce(c.valid_to, 'infinity')
     WHERE r.declaration_id = ANY ($1::uuid[]) AND coalesce(r.meaning, c.meaning) <> 'information'`,
    [ids, PROJECTED_REASONS],
  );
  return groupBy(
    rows.map((row) => ({ ...row, entryId: numberOf(row.entryId) })),
    ({ declarationId }) => declarationId,
  );
}
