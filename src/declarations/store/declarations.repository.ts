import type { StreamedChange } from '../../domain-events/domain-event.js';
import type { Tx } from '../../platform/database/tx.js';
import { isId } from '../../vocabulary/id.js';
import { referenceKey } from '../../vocabulary/text.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';
import { writeKeys } from './declaration-keys.repository.js';
import { type DeclarationRecord, HEAD, PARTS } from './records.js';

/** A declaration whose row this transaction holds. */
export interface Held {
  readonly id: string;
  readonly reference: string;
  readonly status: DeclarationStatus;
  readonly version: number;
  readonly revision: number;
  readonly customsOffice: string | null;
  readonly contentSha256: string;
  /** Whether its findings keep it from being submitted. */
  readonly hasErrors: boolean;
}

/** As its changes are called in the audit trail. */
export const asRevised = ({ id, revision }: Pick<Held, 'id' | 'revision'>) => ({
  ...{ subjectId: id, resource: 'declaration', revision },
});

const HELD = `id, reference, status, version, revision, customs_office AS "customsOffice", content_sha256 AS "contentSha256",
  findings @> '[{"severity": "error"}]' AS "hasErrors"`;

/** Locks the broker's declarations under these references, however they are written, in the order of ids: two batches cannot deadlock. */
export function lockByReference(tx: Tx, references: readonly string[]): Promise<Held[]> {
  return tx.rows<Held>(
    `SELECT ${HELD} FROM declaration WHERE broker_id = $1 AND reference_key = ANY ($2) ORDER BY id FOR UPDATE`,
    [tx.actor.organisationId, references.map(referenceKey)],
  );
}

/** The broker's declarations under these references, however they are written, without a lock. */
export function findByReference(tx: Tx, references: readonly string[]): Promise<Held[]> {
  return tx.rows<Held>(`SELECT ${HELD} FROM declaration WHERE broker_id = $1 AND reference_key = ANY ($2)`, [
    tx.actor.organisationId,
    references.map(referenceKey),
  ]);
}

/** Locks one declaration of the broker; null when it is not there or another firm's. */
export async function lockOwn(tx: Tx, id: string): Promise<Held | null> {
  if (!isId(id)) return null;
  return tx.one<Held>(`SELECT ${HELD} FROM declaration WHERE id = $1 AND broker_id = $2 FOR UPDATE`, [
    id,
    tx.actor.organisationId,
  ]);
}

/** The reference of one of the broker's declarations, without a lock. */
export async function referenceOf(tx: Tx, id: string): Promise<string | null> {
  if (!isId(id)) return null;
  const row = await tx.one<{ reference: string }>(
    'SELECT reference FROM declaration WHERE id = $1 AND broker_id = $2',
    [id, tx.actor.organisationId],
  );
  return row?.reference ?? null;
}

const HEAD_NAMES = HEAD.map(([, name]) => `"${name}"`).join(', ');
const HEAD_TYPES = HEAD.map(([, name, type]) => `"${name}" ${type}`).join(', ');

/**
 * Inserts new drafts and returns the ids that came to be. A reference that another transaction has just taken is left out
 * (its insert is waited for), so that the caller can read the winner's row; in the order of references, so that two batches cannot deadlock.
 */
export async function insertDrafts(tx: Tx, records: readonly DeclarationRecord[], now: string): Promise<Set<string>> {
  if (records.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    `INSERT INTO declaration (id, broker_id, created_at, updated_at, ${HEAD.map(([column]) => column).join(', ')})
     SELECT id, $2::uuid, $3::timestamptz, $3::timestamptz, ${HEAD_NAMES}
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, ${HEAD_TYPES}) ORDER BY reference_key(reference)
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(records.map(({ id, head }) => ({ id, ...head }))), tx.actor.organisationId, now],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Replaces what held declarations say; the same content is no new revision. The caller holds their locks; the number of rows is checked all the same. */
export async function updateHeads(
  tx: Tx,
  records: readonly DeclarationRecord[],
  now: string,
  brokerId = tx.actor.organisationId,
): Promise<void> {
  if (records.length === 0) return;
  const changed = await tx.run(
    `UPDATE declaration d SET ${HEAD.map(([column, name]) => `${column} = r."${name}"`).join(', ')},
       revision = d.revision + CASE r.content WHEN 'kept' THEN 0 ELSE 1 END, updated_at = $3::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, content text, ${HEAD_TYPES})
     WHERE d.id = r.id AND d.broker_id = $2::uuid`,
    [JSON.stringify(records.map(({ id, content, head }) => ({ id, content, ...head }))), brokerId, now],
  );
  if (changed !== records.length)
    throw new Error(`${changed} of ${records.length} declarations were there to replace.`);
}

/** Lines, items and containers of these declarations as they are from now on, and what they are found by: the same few statements for any number. */
export async function writeParts(
  tx: Tx,
  records: readonly DeclarationRecord[],
  brokerId = tx.actor.organisationId,
): Promise<void> {
  const given = records.filter(({ content }) => content !== 'kept');
  for (const { table, columns, isDerived, rowsOf } of PARTS) {
    const written = isDerived ? records : given;
    const before = written.filter(({ content }) => content !== 'new').map(({ id }) => id);
    if (before.length > 0) await tx.run(`DELETE FROM ${table} WHERE declaration_id = ANY ($1::uuid[])`, [before]);
    const rows = written.flatMap((record) => rowsOf(record).map((row) => ({ declarationId: record.id, ...row })));
    if (rows.length === 0) continue;
    await tx.run(
      `INSERT INTO ${table} (declaration_id, broker_id, ${columns.map(([column]) => column).join(', ')})
       SELECT "declarationId", $2::uuid, ${columns.map(([, name]) => `"${name}"`).join(', ')}
       FROM jsonb_to_recordset($1::jsonb) AS r
         ("declarationId" uuid, ${columns.map(([, name, type]) => `"${name}" ${type}`).join(', ')})`,
      [JSON.stringify(rows), brokerId],
    );
  }
  if (given.length === 0) return;
  await writeKeys(
    tx,
    given.map(({ id }) => id),
  );
}

/** Removes a draft whose row is locked, with all its parts. The role may delete drafts only. */
export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  for (const { table } of PARTS) await tx.run(`DELETE FROM ${table} WHERE declaration_id = $1`, [id]);
  const gone = await tx.run("DELETE FROM declaration WHERE id = $1 AND status = 'draft'", [id]);
  if (gone !== 1) throw new Error(`draft ${id} vanished under its lock`);
}

/** That the draft is gone, for those who see it in a list. */
export const withdrawalOf = ({ actor }: Tx, { id, customsOffice }: Held): StreamedChange => ({
  ...{ type: 'declaration.withdrawn', subjectId: id },
  owner: { brokerId: actor.organisationId, customsOffice, market: null },
});

/** Ties declarations that were made by splitting one draft. */
export const setSplitGroup = (tx: Tx, ids: readonly string[], draft: string): Promise<number> =>
  tx.run('UPDATE declaration SET split_group = $2 WHERE id = ANY ($1::uuid[])', [ids, draft]);
