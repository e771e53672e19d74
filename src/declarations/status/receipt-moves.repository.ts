import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { CodeMeaning } from '../domain/receipt-codes.js';
import type { ParkedReason } from '../domain/status/parked-reasons.js';

/** Where a receipt belongs from now on and what it means; without a reason it is parked no longer. */
export interface ReceiptMove {
  readonly id: string;
  readonly declarationId: string | null;
  readonly meaning: CodeMeaning | null;
  readonly parkedReason: ParkedReason | null;
  /** A person decided that it moves nothing, whatever its code may mean one day. */
  readonly dismissed?: boolean;
}

/** How the receipts of `moved` were parked until $2, appended to what was open before; `settled` says whether that was the end. */
const parkedUntilNow = (moved: string, settled: string): string => `
  INSERT INTO receipt_parking (receipt_id, number, opened_at, since, until, settled, reason, customs_office, declaration_id)
  SELECT r.id, coalesce(k.number, 0) + 1, o.opened_at, greatest(o.opened_at, k.until), greatest(o.opened_at, k.until, $2::timestamptz),
    ${settled}, r.parked_reason, r.customs_office, r.declaration_id
  FROM ${moved} m JOIN receipt r ON r.id = m.id AND r.parked_reason IS NOT NULL
  CROSS JOIN LATERAL (SELECT coalesce(r.parked_at, r.received_at) AS opened_at) o
  CROSS JOIN LATERAL (SELECT max(number) AS number, max(until) AS until FROM receipt_parking WHERE receipt_id = r.id) k`;

/**
 * The only statement that changes what a receipt waits for. How each was parked until `at` is appended to `receipt_parking`:
 * what was open at an instant is read from there, and stays what it was. The caller holds the receipts.
 */
export async function moveReceipts(tx: Tx, at: Instant, moves: readonly ReceiptMove[]): Promise<void> {
  if (moves.length === 0) return;
  await tx.run(
    `WITH move AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS m (id uuid, "declarationId" uuid, meaning text, "parkedReason" text, dismissed boolean)),
     over AS (${parkedUntilNow('move', 'm."parkedReason" IS NULL')})
     UPDATE receipt r SET declaration_id = d.id, broker_id = d.broker_id, customs_office = coalesce(d.customs_office, r.customs_office),
       meaning = m.meaning, parked_reason = m."parkedReason",
       parked_at = CASE WHEN r.parked_reason IS NULL AND m."parkedReason" IS NOT NULL THEN $2::timestamptz ELSE r.parked_at END,
       dismissed_at = CASE WHEN m.dismissed THEN $2::timestamptz END
     FROM move m LEFT JOIN declaration d ON d.id = m."declarationId"
     WHERE r.id = m.id`,
    [JSON.stringify(moves), at],
  );
}

/** Writes the office of receipts that came from a sender without one before; until `at` they were parked at none. */
export async function addOffices(tx: Tx, at: Instant, offices: ReadonlyMap<string, string>): Promise<void> {
  if (offices.size === 0) return;
  await tx.run(
    `WITH added AS MATERIALIZED (
       SELECT a.id, a.office FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, office text)
       JOIN receipt r ON r.id = a.id AND r.customs_office IS NULL AND r.declaration_id IS NULL),
     over AS (${parkedUntilNow('added', 'false')})
     UPDATE receipt r SET customs_office = m.office FROM added m WHERE r.id = m.id`,
    [JSON.stringify([...offices].map(([id, office]) => ({ id, office }))), at],
  );
}
