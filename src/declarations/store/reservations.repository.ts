import type { Tx } from '../../platform/database/tx.js';
import type { Reservation, TradeRecordPart } from '../domain/conflicts/trade-record-reservation.js';

/** What one live declaration may reserve: a trade record or a line of it, or a bank's reference. */
export type ReservationKind = 'trade-record' | 'bank-reference';

const SPACE = 4040;
/** Few enough that a file of thousands stays far below what PostgreSQL can lock at once. */
const BUCKETS = 512;

/**
 * Lets one transaction at a time read and reserve these numbers. Unlike the names of receipts they are locked after the rows of
 * declarations and before anything else waits for this transaction: whoever reserves numbers holds the rows of the
 * declarations already, all in one order, so that two transactions cannot wait for each other.
 */
export async function lockNumbers(tx: Tx, kind: ReservationKind, numbers: readonly string[]): Promise<void> {
  await tx.rows(
    `SELECT pg_advisory_xact_lock($3, bucket) FROM
       (SELECT DISTINCT abs(hashtext($1 || number) % ${BUCKETS}) AS bucket FROM unnest($2::text[]) AS number ORDER BY 1) AS ordered`,
    [kind, numbers, SPACE],
  );
}

/** The reservations of these numbers, of all firms; the reference is null where the declaration is another firm's. */
export function heldReservations(tx: Tx, kind: ReservationKind, numbers: readonly string[], brokerId: string | null) {
  return tx.asService(() =>
    tx.rows<Reservation>(
      `SELECT r.number, r.line, r.declaration_id AS "declarationId",
         CASE WHEN r.broker_id = $3::uuid THEN d.reference END AS reference
       FROM reservation r JOIN declaration d ON d.id = r.declaration_id
       WHERE r.held AND r.kind = $1 AND r.number = ANY ($2) ORDER BY r.number, r.line NULLS FIRST, r.declaration_id`,
      [kind, numbers, brokerId],
    ),
  );
}

/** A declaration with the parts of its trade record that it reserves from now on. */
export interface TradeRecordRequest {
  readonly declarationId: string;
  readonly parts: readonly TradeRecordPart[];
  /** Whether it was live before: what it had reserved until now is free again. */
  readonly wasLive: boolean;
}

/** Reserves trade records for declarations that go live or change; the unique index is the net under the caller's own check. */
export async function reserveTradeRecords(
  tx: Tx,
  brokerId: string | null,
  requests: readonly TradeRecordRequest[],
): Promise<void> {
  const before = requests.filter(({ wasLive }) => wasLive).map(({ declarationId }) => declarationId);
  const rows = requests.flatMap(({ declarationId, parts }) => parts.map((part) => ({ declarationId, ...part })));
  if (before.length + rows.length === 0) return;
  await tx.asService(async () => {
    if (before.length > 0) {
      await tx.run(`DELETE FROM reservation WHERE kind = 'trade-record' AND declaration_id = ANY ($1::uuid[])`, [
        before,
      ]);
    }
    if (rows.length === 0) return;
    await tx.run(
      `INSERT INTO reservation (declaration_id, broker_id, kind, number, line)
       SELECT "declarationId", $2::uuid, 'trade-record', number, line
       FROM jsonb_to_recordset($1::jsonb) AS r ("declarationId" uuid, number text, line integer)`,
      [JSON.stringify(rows), brokerId],
    );
  });
}

/** Reserves banks' references for declarations whose rows are held. */
export async function reserveBankReferences(
  tx: Tx,
  references: readonly { readonly declarationId: string; readonly number: string }[],
): Promise<void> {
  await tx.asService(() =>
    tx.run(
      `INSERT INTO reservation (declaration_id, broker_id, kind, number)
       SELECT "declarationId", $2::uuid, 'bank-reference', number
       FROM jsonb_to_recordset($1::jsonb) AS r ("declarationId" uuid, number text)`,
      [
        JSON.stringify(references.map(({ declarationId, number }) => ({ declarationId, number }))),
        tx.actor.organisationId,
      ],
    ),
  );
}

/** Frees what cancelled declarations had reserved. */
export async function releaseReservations(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.asService(() =>
    tx.run('UPDATE reservation SET held = false WHERE held AND declaration_id = ANY ($1::uuid[])', [ids]),
  );
}

interface ReservedNumber {
  readonly kind: ReservationKind;
  readonly number: string;
}

/**
 * Reserves again what declarations had that turn out not to be cancelled, because the code of a receipt was read wrongly. A
 * receipt of customs cannot be refused, so what another declaration has reserved meanwhile stays with that one. Returns the
 * declarations that are left without.
 */
export async function restoreReservations(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const released = await tx.asService(() =>
    tx.rows<ReservedNumber>(
      'SELECT DISTINCT kind, number FROM reservation WHERE NOT held AND declaration_id = ANY ($1::uuid[])',
      [ids],
    ),
  );
  for (const kind of ['bank-reference', 'trade-record'] as const) {
    const numbers = released.filter((each) => each.kind === kind).map(({ number }) => number);
    if (numbers.length > 0) await lockNumbers(tx, kind, numbers);
  }
  if (released.length === 0) return [];
  return tx.asService(async () => {
    await tx.run(
      `UPDATE reservation r SET held = true
       WHERE NOT r.held AND r.declaration_id = ANY ($1::uuid[]) AND NOT EXISTS (
         SELECT 1 FROM reservation other WHERE other.declaration_id <> r.declaration_id AND other.kind = r.kind AND other.number = r.number
           AND (other.line IS NULL OR r.line IS NULL OR other.line = r.line)
           AND (other.held OR (other.declaration_id = ANY ($1::uuid[]) AND other.declaration_id < r.declaration_id)))`,
      [ids],
    );
    const without = await tx.rows<{ id: string }>(
      'SELECT DISTINCT declaration_id AS id FROM reservation WHERE NOT held AND declaration_id = ANY ($1::uuid[])',
      [ids],
    );
    return without.map(({ id }) => id);
  });
}
