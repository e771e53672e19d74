import type { Tx } from '../../platform/database/tx.js';
import type { HeldUse, TradeUse } from '../domain/conflicts/second-use.js';

/** What only one live declaration may use: a trade record or a line of it, and a bank's reference. */
export type UseKind = 'trade-record' | 'bank-reference';

const SPACE = 4040;
/** Few enough that a file of thousands stays far below what PostgreSQL can lock at once. */
const BUCKETS = 512;

/**
 * Lets one transaction at a time look at these numbers and take them. Unlike the names of receipts they are locked after the
 * rows of declarations and before anything else waits for this transaction: everybody who takes numbers holds the rows of
 * his declarations already, all in one order.
 */
export async function lockNumbers(tx: Tx, kind: UseKind, numbers: readonly string[]): Promise<void> {
  await tx.rows(
    `SELECT pg_advisory_xact_lock($3, bucket) FROM
       (SELECT DISTINCT abs(hashtext($1 || number) % ${BUCKETS}) AS bucket FROM unnest($2::text[]) AS number ORDER BY 1) AS ordered`,
    [kind, numbers, SPACE],
  );
}

/** Who has these numbers, of all firms. The reference is told of the broker's own declarations only. */
export function heldUses(tx: Tx, kind: UseKind, numbers: readonly string[], brokerId: string | null) {
  return tx.asService(() =>
    tx.rows<HeldUse>(
      `SELECT u.number, u.line, u.declaration_id AS "declarationId",
         CASE WHEN u.broker_id = $3::uuid THEN d.reference END AS reference
       FROM single_use u JOIN declaration d ON d.id = u.declaration_id
       WHERE u.held AND u.kind = $1 AND u.number = ANY ($2) ORDER BY u.number, u.line NULLS FIRST, u.declaration_id`,
      [kind, numbers, brokerId],
    ),
  );
}

/** A declaration with what it uses of its trade record from now on. */
export interface Using {
  readonly declarationId: string;
  readonly uses: readonly TradeUse[];
  /** Whether it was live before: what it used until now is given back. */
  readonly wasLive: boolean;
}

/** Takes trade records for declarations that go live or change; the unique index is the net under the caller's own check. */
export async function takeTradeRecords(tx: Tx, brokerId: string | null, using: readonly Using[]): Promise<void> {
  const before = using.filter(({ wasLive }) => wasLive).map(({ declarationId }) => declarationId);
  const rows = using.flatMap(({ declarationId, uses }) => uses.map((use) => ({ declarationId, ...use })));
  if (before.length + rows.length === 0) return;
  await tx.asService(async () => {
    if (before.length > 0) {
      await tx.run(`DELETE FROM single_use WHERE kind = 'trade-record' AND declaration_id = ANY ($1::uuid[])`, [
        before,
      ]);
    }
    if (rows.length === 0) return;
    await tx.run(
      `INSERT INTO single_use (declaration_id, broker_id, kind, number, line)
       SELECT "declarationId", $2::uuid, 'trade-record', number, line
       FROM jsonb_to_recordset($1::jsonb) AS r ("declarationId" uuid, number text, line integer)`,
      [JSON.stringify(rows), brokerId],
    );
  });
}

/** Takes banks' references for declarations whose rows are held. */
export async function takeBankReferences(
  tx: Tx,
  uses: readonly { readonly declarationId: string; readonly number: string }[],
): Promise<void> {
  await tx.asService(() =>
    tx.run(
      `INSERT INTO single_use (declaration_id, broker_id, kind, number)
       SELECT "declarationId", $2::uuid, 'bank-reference', number
       FROM jsonb_to_recordset($1::jsonb) AS r ("declarationId" uuid, number text)`,
      [JSON.stringify(uses.map(({ declarationId, number }) => ({ declarationId, number }))), tx.actor.organisationId],
    ),
  );
}

/** Gives back what cancelled declarations used. */
export async function releaseUses(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.asService(() =>
    tx.run('UPDATE single_use SET held = false WHERE held AND declaration_id = ANY ($1::uuid[])', [ids]),
  );
}

interface Kept {
  readonly kind: UseKind;
  readonly number: string;
}

/**
 * Takes back what declarations used that turn out not to be cancelled: the code of a receipt was read wrongly. Customs' word
 * cannot be refused, so what another has taken meanwhile stays with the other; those declarations are told.
 */
export async function retakeUses(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const kept = await tx.asService(() =>
    tx.rows<Kept>('SELECT DISTINCT kind, number FROM single_use WHERE NOT held AND declaration_id = ANY ($1::uuid[])', [
      ids,
    ]),
  );
  for (const kind of ['bank-reference', 'trade-record'] as const) {
    const numbers = kept.filter((each) => each.kind === kind).map(({ number }) => number);
    if (numbers.length > 0) await lockNumbers(tx, kind, numbers);
  }
  if (kept.length === 0) return [];
  return tx.asService(async () => {
    await tx.run(
      `UPDATE single_use u SET held = true
       WHERE NOT u.held AND u.declaration_id = ANY ($1::uuid[]) AND NOT EXISTS (
         SELECT 1 FROM single_use o WHERE o.declaration_id <> u.declaration_id AND o.kind = u.kind AND o.number = u.number
           AND (o.line IS NULL OR u.line IS NULL OR o.line = u.line)
           AND (o.held OR (o.declaration_id = ANY ($1::uuid[]) AND o.declaration_id < u.declaration_id)))`,
      [ids],
    );
    const without = await tx.rows<{ id: string }>(
      'SELECT DISTINCT declaration_id AS id FROM single_use WHERE NOT held AND declaration_id = ANY ($1::uuid[])',
      [ids],
    );
    return without.map(({ id }) => id);
  });
}
