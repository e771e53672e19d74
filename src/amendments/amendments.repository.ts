import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import type { AmendmentKind, AmendmentOrigin, AmendmentState } from './domain/kinds.js';
import type { Changes } from './domain/merge.js';

/** A request to amend or cancel a declaration, as it is kept. */
export interface Amendment {
  readonly declarationId: string;
  /** From 1, within its declaration. */
  readonly number: number;
  readonly brokerId: string;
  readonly origin: AmendmentOrigin;
  readonly kind: AmendmentKind;
  readonly reasonCode: string;
  readonly reason: string;
  /** As they were asked for; null for a cancellation. */
  readonly changes: Changes | null;
  readonly versionBefore: number;
  /** The content it was asked against: a decision about another one would decide what nobody has read. */
  readonly baseSha256: string;
  readonly askedAt: Instant;
  readonly askedBy: string;
  readonly state: AmendmentState;
  readonly decidedAt: Instant | null;
  readonly decidedBy: string | null;
  readonly note: string | null;
  readonly versionAfter: number | null;
  readonly revision: number;
}

type Asking = Omit<Amendment, 'number' | 'state' | 'decidedAt' | 'decidedBy' | 'note' | 'versionAfter' | 'revision'>;
export type Decision = Pick<Amendment, 'note'> & {
  readonly state: 'accepted' | 'rejected';
  readonly decidedAt: Instant;
  readonly versionAfter: number | null;
};

const COLUMNS = `
  declaration_id AS "declarationId", number, broker_id AS "brokerId", origin, kind, reason_code AS "reasonCode", reason,
  changes, version_before AS "versionBefore", base_sha256 AS "baseSha256", asked_at AS "askedAt", asked_by AS "askedBy",
  state, decided_at AS "decidedAt", decided_by AS "decidedBy", note, version_after AS "versionAfter", revision`;

/** Appends a request under the next number. The caller holds the declaration and has seen that none is pending. */
export async function insertAmendment(tx: Tx, asking: Asking): Promise<Amendment> {
  const row = await tx.one<Amendment>(
    `INSERT INTO amendment (declaration_id, number, broker_id, origin, kind, reason_code, reason, changes, version_before,
       base_sha256, asked_at, asked_by)
     VALUES ($1, (SELECT coalesce(max(number), 0) + 1 FROM amendment WHERE declaration_id = $1), $2, $3, $4, $5, $6,
       $7::jsonb, $8, $9, $10, $11) RETURNING ${COLUMNS}`,
    [
      asking.declarationId,
      asking.brokerId,
      asking.origin,
      asking.kind,
      asking.reasonCode,
      asking.reason,
      asking.changes === null ? null : JSON.stringify(asking.changes),
      asking.versionBefore,
      asking.baseSha256,
      asking.askedAt,
      asking.askedBy,
    ],
  );
  if (!row) throw new Error('An amendment was inserted and is not there.');
  return row;
}

/** Writes the decision, once. The caller holds the declaration. */
export async function decideAmendment(tx: Tx, amendment: Amendment, decision: Decision): Promise<Amendment> {
  const row = await tx.one<Amendment>(
    `UPDATE amendment SET state = $3, decided_at = $4, decided_by = $5, note = $6, version_after = $7, revision = revision + 1
     WHERE declaration_id = $1 AND number = $2 AND state = 'pending' RETURNING ${COLUMNS}`,
    [
      amendment.declarationId,
      amendment.number,
      decision.state,
      decision.decidedAt,
      tx.actor.name,
      decision.note,
      decision.versionAfter,
    ],
  );
  if (!row) throw new Error('An amendment was decided while its declaration was held.');
  return row;
}

/** The amendments of a declaration in order, after a number. */
export function amendmentsOf(tx: Tx, declarationId: string, after = 0, limit: number | null = null) {
  return tx.rows<Amendment>(
    `SELECT ${COLUMNS} FROM amendment WHERE declaration_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [declarationId, after, limit],
  );
}

export function amendmentOf(tx: Tx, declarationId: string, number: number): Promise<Amendment | null> {
  return tx.one<Amendment>(`SELECT ${COLUMNS} FROM amendment WHERE declaration_id = $1 AND number = $2`, [
    declarationId,
    number,
  ]);
}

export async function pendingNumber(tx: Tx, declarationId: string): Promise<number | null> {
  const row = await tx.one<{ number: number }>(
    `SELECT number FROM amendment WHERE declaration_id = $1 AND state = 'pending'`,
    [declarationId],
  );
  return row?.number ?? null;
}
