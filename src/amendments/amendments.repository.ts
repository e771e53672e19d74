import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import { AmendmentEntity } from './amendment.entity.js';

/** A request to amend or cancel a declaration, as it is kept. */
export type Amendment = AmendmentEntity;

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
  const { declarationId, number, revision } = amendment;
  const decided = { ...decision, decidedBy: tx.actor.name, revision: revision + 1 };
  const { affected } = await tx.manager.update(AmendmentEntity, { declarationId, number, state: 'pending' }, decided);
  if (affected !== 1) throw new Error('An amendment was decided while its declaration was held.');
  return { ...amendment, ...decided };
}

/** The amendments of a declaration in order, after a number. */
export function amendmentsOf(tx: Tx, declarationId: string, after = 0, limit: number | null = null) {
  return tx.rows<Amendment>(
    `SELECT ${COLUMNS} FROM amendment WHERE declaration_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [declarationId, after, limit],
  );
}

export const amendmentOf = (tx: Tx, declarationId: string, number: number): Promise<Amendment | null> =>
  tx.manager.findOneBy(AmendmentEntity, { declarationId, number });

export async function pendingNumber(tx: Tx, declarationId: string): Promise<number | null> {
  const row = await tx.one<{ number: number }>(
    `SELECT number FROM amendment WHERE declaration_id = $1 AND state = 'pending'`,
    [declarationId],
  );
  return row?.number ?? null;
}
