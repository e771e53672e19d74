import type { Actor } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';

export const KEY_KINDS = [
  'reference',
  'entry',
  'bill',
  'container',
  'trade-record',
  'contract',
  'consignor',
  'principal',
  'buyer',
  'document',
  'hs',
  'stall',
  'destination',
  'exit-office',
] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const SEARCHED: readonly KeyKind[] = [
  'reference',
  'entry',
  'bill',
  'container',
  'trade-record',
  'contract',
  'consignor',
  'principal',
  'buyer',
];

/** What one looks for without saying what it is. The number of a document finds its declaration for the firm alone: whoever sees its end must not find out the rest. */
export const searchedKinds = ({ role }: Actor): readonly KeyKind[] =>
  role === 'broker' ? [...SEARCHED, 'document'] : SEARCHED;

/**
 * Writes what declarations are found by, as their rows say it now; what stands there already is left alone. Who changes the
 * content of a declaration, or its customs number, calls this in the same transaction. Returns the ids of those where something was wrong.
 * Making a key is the expensive part: it is made once of each name, and most lines of a declaration share theirs. A principal's number is a firm's
 * code, which anybody may look up, or a document's; one of the form of a resident's is taken for that.
 */
export async function writeKeys(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const written = await tx.rows<{ id: string }>(
    `WITH named AS (
       SELECT d.id, 'reference' AS kind, d.reference AS name FROM declaration d WHERE d.id = ANY ($1::uuid[])
       UNION ALL SELECT d.id, n.kind, n.name FROM declaration d
         CROSS JOIN LATERAL (VALUES ('entry', d.entry_id), ('bill', d.bill_of_lading),
           ('trade-record', d.header ->> 'tradeRecord'), ('contract', d.header ->> 'contractNumber'), ('consignor', d.consignor_name),
           ('consignor', d.consignor_uscc), ('principal', d.header -> 'principal' ->> 'name'),
           (CASE WHEN d.header -> 'principal' ->> 'idType' = 'USCC' AND d.header -> 'principal' ->> 'id' !~ '^[0-9]{17}[0-9Xx]$'
             THEN 'principal' ELSE 'document' END, d.header -> 'principal' ->> 'id'),
           ('buyer', d.buyer_name), ('document', d.header -> 'buyer' ->> 'documentNumber'),
           ('exit-office', d.header ->> 'exitOffice')) n (kind, name)
         WHERE d.id = ANY ($1::uuid[])
       UNION ALL SELECT c.declaration_id, 'container', c.number FROM declaration_container c
         WHERE c.declaration_id = ANY ($1::uuid[])
       UNION ALL SELECT g.declaration_id, n.kind, n.name FROM goods_line g
         CROSS JOIN LATERAL (VALUES ('hs', g.hs_code), ('stall', g.stall), ('destination', g.final_destination)) n (kind, name)
         WHERE g.declaration_id = ANY ($1::uuid[])),
     keyed AS MATERIALIZED (
       SELECT n.id, n.kind, search_key(n.name) AS key FROM (SELECT DISTINCT * FROM named WHERE name IS NOT NULL) n),
     wanted AS (SELECT DISTINCT id, kind || ':' || key AS key FROM keyed WHERE key <> ''),
     gone AS (
       DELETE FROM declaration_key k WHERE k.declaration_id = ANY ($1::uuid[])
         AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = k.declaration_id AND w.key = k.key)
       RETURNING k.declaration_id AS id),
     written AS (
     INSERT INTO declaration_key AS k (declaration_id, key, broker_id, customs_office)
     SELECT w.id, w.key, d.broker_id, d.customs_office FROM wanted w JOIN declaration d ON d.id = w.id
     ON CONFLICT (declaration_id, key) DO UPDATE SET customs_office = excluded.customs_office
       WHERE k.customs_office IS DISTINCT FROM excluded.customs_office
       RETURNING k.declaration_id AS id)
     SELECT id FROM gone UNION SELECT id FROM written`,
    [ids],
  );
  return written.map(({ id }) => id);
}
