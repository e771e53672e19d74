import type { Tx } from '../platform/database/tx.js';

/**
 * Writes into the rows of these declarations what was filed and paid for them, from the facts, so that what is still owed
 * is found by an index. The caller holds their locks. Returns how many rows said otherwise.
 */
export function noteObligations(tx: Tx, declarationIds: readonly string[]): Promise<number> {
  return tx.run(
    `UPDATE declaration d SET exemption_filed_on = f.filed_on, first_paid_on = f.paid_on
     FROM (SELECT a.id, (SELECT filed_on FROM exemption_filing x WHERE x.declaration_id = a.id) AS filed_on,
         (SELECT min(received_on) FROM fx_receipt p WHERE p.declaration_id = a.id) AS paid_on
       FROM unnest($1::uuid[]) AS a (id)) f
     WHERE d.id = f.id AND (d.exemption_filed_on, d.first_paid_on) IS DISTINCT FROM (f.filed_on, f.paid_on)`,
    [declarationIds],
  );
}
