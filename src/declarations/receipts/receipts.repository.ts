import type { Tx } from '../../platform/database/tx.js';
import { NUMBERLESS_REASONS } from '../domain/status/entry-number.js';
import {
  type KnownFact,
  KnownFacts,
  type Said,
  type UnassignedReceipt,
  UnassignedFacts,
} from '../domain/status/receipt-identity.js';
import type { Columns } from '../store/records.js';
import type { ReceiptEntity } from './receipt.entity.js';
import type { Named, ReceiptTarget } from './receipt-targets.js';
import { referenceKey } from '../../vocabulary/text.js';

/** A receipt as it is stored: what came, untouched, and where it belongs. */
export type ReceiptRecord = Omit<ReceiptEntity, 'parkedAt' | 'dismissedAt' | 'givenReferenceKey'>;

const RECEIPT: Columns = [
  ['id', 'id', 'uuid'],
  ['channel', 'channel', 'text'],
  ['code', 'code', 'text'],
  ['text', 'text', 'text'],
  ['event_time', 'eventTime', 'timestamptz'],
  ['received_at', 'receivedAt', 'timestamptz'],
  ['given_declaration_id', 'givenDeclarationId', 'uuid'],
  ['given_entry_id', 'givenEntryId', 'text'],
  ['given_reference', 'givenReference', 'text'],
  ['given_broker_id', 'givenBrokerId', 'uuid'],
  ['added_entry_id', 'addedEntryId', 'text'],
  ['actor_name', 'actorName', 'text'],
  ['customs_office', 'customsOffice', 'text'],
  ['declaration_id', 'declarationId', 'uuid'],
  ['broker_id', 'brokerId', 'uuid'],
  ['meaning', 'meaning', 'text'],
  ['parked_reason', 'parkedReason', 'text'],
  ['unconditional', 'unconditional', 'boolean'],
  ['told_by', 'toldBy', 'text'],
];

/** Appends what is not there yet and returns the ids that are new. In the order of the unique keys, so that two batches cannot deadlock. */
export async function appendReceipts(tx: Tx, records: readonly ReceiptRecord[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    `INSERT INTO receipt (${RECEIPT.map(([column]) => column).join(', ')})
     SELECT ${RECEIPT.map(([, name]) => `"${name}"`).join(', ')}
     FROM jsonb_to_recordset($1::jsonb) AS r (${RECEIPT.map(([, name, type]) => `"${name}" ${type}`).join(', ')})
     ORDER BY "declarationId", channel, code, "eventTime", "givenEntryId", "givenReference", "givenDeclarationId", id
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(records)],
  );
  return new Set(rows.map(({ id }) => id));
}

type FactRow = Omit<KnownFact, 'number'> & Said;

/** The receipts these declarations have, whose rows are held. */
export async function knownFacts(tx: Tx, declarationIds: readonly string[]): Promise<KnownFacts> {
  const known = new KnownFacts();
  if (declarationIds.length === 0) return known;
  const rows = await tx.rows<FactRow>(
    `SELECT id, declaration_id AS "declarationId", channel, code, event_time AS "eventTime",
       coalesce(added_entry_id, given_entry_id) AS "entryId", coalesce(parked_reason, (SELECT reason FROM receipt_parking
         WHERE receipt_id = receipt.id AND receipt.dismissed_at IS NOT NULL ORDER BY number DESC LIMIT 1)) AS "parkedReason"
     FROM receipt WHERE declaration_id = ANY ($1::uuid[]) ORDER BY id`,
    [declarationIds],
  );
  for (const { id, declarationId, ...said } of rows) known.keep(id, declarationId, said);
  return known;
}

/** Writes customs numbers that came with another naming of receipts that are there. */
export async function addNumbers(tx: Tx, numbers: ReadonlyMap<string, string>): Promise<void> {
  if (numbers.size === 0) return;
  await tx.run(
    `UPDATE receipt SET added_entry_id = a.number FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, number text)
     WHERE receipt.id = a.id AND receipt.added_entry_id IS NULL`,
    [JSON.stringify([...numbers].map(([id, number]) => ({ id, number })))],
  );
}

/** The receipts without a declaration that carry a name of these; whoever parks a receipt under a name holds its lock. */
export async function unassignedFacts(tx: Tx, records: readonly ReceiptRecord[]): Promise<UnassignedFacts> {
  const unassigned = new UnassignedFacts();
  if (records.length === 0) return unassigned;
  const rows = await tx.rows<UnassignedReceipt>(
    `SELECT id, channel, code, event_time AS "eventTime", given_declaration_id AS "givenDeclarationId",
       given_reference AS "givenReference", given_entry_id AS "givenEntryId", given_broker_id AS "givenBrokerId",
       customs_office AS "customsOffice"
     FROM receipt WHERE declaration_id IS NULL
       AND (given_declaration_id = ANY ($1::uuid[]) OR given_reference_key = ANY ($2) OR given_entry_id = ANY ($3)) ORDER BY id`,
    [
      records.flatMap(({ givenDeclarationId }) => givenDeclarationId ?? []),
      records.flatMap(({ givenReference }) => (givenReference === null ? [] : [referenceKey(givenReference)])),
      records.flatMap(({ givenEntryId }) => givenEntryId ?? []),
    ],
  );
  for (const row of rows) unassigned.keep(row);
  return unassigned;
}

/** In which role a receipt was reported, where it belongs, and why it is parked. */
export type StoredReceipt = Pick<ReceiptRecord, 'id' | 'toldBy' | 'declarationId' | 'parkedReason'>;

/** These receipts as they are now, by id. */
export async function storedReceipts(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredReceipt>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<StoredReceipt>(
    `SELECT id, told_by AS "toldBy", declaration_id AS "declarationId", parked_reason AS "parkedReason"
     FROM receipt WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** SQL: the numbers of $3 that receipts of declaration `d` carry, of those receipts for which a condition holds. */
const numbersOf = (condition: string): string => `
  (SELECT array_agg(n.number) FROM receipt r CROSS JOIN LATERAL (VALUES (r.given_entry_id), (r.added_entry_id)) AS n (number)
   WHERE r.declaration_id = d.id AND n.number = ANY ($3) AND r.dismissed_at IS NULL AND (${condition}))`;

/** Declarations that any of these names may mean, as far as the actor sees them. */
export async function findTargets(tx: Tx, names: readonly Named[]): Promise<ReceiptTarget[]> {
  const ids = names.flatMap(({ declarationId }) => declarationId ?? []);
  const references = names.flatMap(({ reference }) => (reference === null ? [] : [referenceKey(reference)]));
  const entryIds = names.flatMap(({ entryId }) => entryId ?? []);
  return tx.rows<ReceiptTarget>(
    `SELECT d.id, d.broker_id AS "brokerId", d.reference, d.customs_office AS "customsOffice", d.status,
       array_remove(array_append(${numbersOf('r.parked_reason IS NULL OR r.parked_reason <> ALL ($4)')}, d.entry_id), NULL) AS "entryIds",
       coalesce(${numbersOf("r.parked_reason IN ('entry-id-changed', 'before-filing')")}, '{}') AS "refusedEntryIds"
     FROM declaration d
     WHERE own_row(d.broker_id, d.customs_office) AND (d.id = ANY ($1::uuid[]) OR d.reference_key = ANY ($2) OR d.entry_id = ANY ($3)
       OR d.id = ANY (ARRAY(SELECT r.declaration_id FROM receipt r
         WHERE (r.given_entry_id = ANY ($3) OR r.added_entry_id = ANY ($3)) AND r.declaration_id IS NOT NULL)))`,
    [ids, references, entryIds, NUMBERLESS_REASONS],
  );
}

/** The customs office with which a firm files: that of its newest declaration. Null where it has none. */
export async function officeOfFirm(tx: Tx, firm: string): Promise<string | null> {
  const newest = await tx.one<{ office: string | null }>(
    `SELECT coalesce(d.customs_office, m.customs_office) AS office FROM declaration d JOIN market m ON m.code = d.market
     WHERE d.broker_id = $1 ORDER BY d.id DESC LIMIT 1`,
    [firm],
  );
  return newest?.office ?? null;
}

/** Locks declarations in the order of ids and returns their present status; one that has left the actor's sight is not among them. */
export async function lockStatuses(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; status: string }>(
    'SELECT id, status FROM declaration WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
    [ids],
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
}
