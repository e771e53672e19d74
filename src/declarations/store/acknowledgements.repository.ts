import type { Tx } from '../../platform/database/tx.js';
import type { FindingAcknowledgement } from '../domain/acknowledgement.js';

/** What was said to the warnings of a declaration, in the order in which it was said. */
export const acknowledgementsOf = (tx: Tx, declarationId: string): Promise<FindingAcknowledgement[]> =>
  tx.rows<FindingAcknowledgement>(
    `SELECT number, code, pointer, params, reason, acknowledged_by AS by, acknowledged_at AS at
     FROM finding_acknowledgement WHERE declaration_id = $1 ORDER BY number`,
    [declarationId],
  );

export async function appendAcknowledgement(
  tx: Tx,
  declarationId: string,
  said: FindingAcknowledgement,
): Promise<void> {
  const { number, code, pointer, params, reason, by, at } = said;
  await tx.run(
    `INSERT INTO finding_acknowledgement (declaration_id, number, broker_id, code, pointer, params, reason,
       acknowledged_by, acknowledged_at) VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)`,
    [declarationId, number, tx.actor.organisationId, code, pointer, JSON.stringify(params), reason, by, at],
  );
}

/** How many warnings of a declaration `d` nobody has acknowledged, as {@link answerTo} sees them: for lists. */
export const UNACKNOWLEDGED = `
  (SELECT count(*)::int FROM jsonb_array_elements(d.findings) f WHERE f ->> 'severity' = 'warning'
     AND NOT EXISTS (SELECT 1 FROM finding_acknowledgement a WHERE a.declaration_id = d.id AND a.code = f ->> 'code'
       AND a.pointer = f ->> 'pointer' AND a.params = coalesce(f -> 'params', '{}')))`;
