import type { Tx } from '../platform/database/tx.js';
import { type CanonicalEntry, packedDigests, type Seal, unpackedDigests } from './domain/chain.js';
import type { PlacedEntry } from './domain/check-seals.js';
import type { AuditSealEntity } from './audit-seal.entity.js';

/** A seal with the ids of its entries, in the order of its digests. */
export interface StoredSeal extends Seal {
  readonly entryIds: readonly string[];
}

type SealRow = Pick<AuditSealEntity, 'number' | 'sealedAt' | 'entryIds' | 'digests' | 'previous' | 'hash'>;

const toSeal = ({ digests, ...seal }: SealRow): StoredSeal => ({ ...seal, digests: unpackedDigests(digests) });

export type SealHead = Pick<AuditSealEntity, 'number' | 'sealedAt' | 'hash'>;

/** The last seal; null before the first. */
export const lastSeal = (tx: Tx): Promise<SealHead | null> =>
  tx.one<SealHead>(`SELECT number, sealed_at AS "sealedAt", hash FROM audit_seal ORDER BY number DESC LIMIT 1`);

/** Numbers and hashes of the seals after one. */
export const sealsAfter = (tx: Tx, number: number, limit: number): Promise<SealHead[]> =>
  tx.rows<SealHead>(
    `SELECT number, sealed_at AS "sealedAt", hash FROM audit_seal WHERE number > $1 ORDER BY number LIMIT $2`,
    [number, limit],
  );

/** The next seal after a number, whatever its own is. */
export async function sealAfter(tx: Tx, number: number): Promise<StoredSeal | null> {
  const row = await tx.one<SealRow>(
    `SELECT number, sealed_at AS "sealedAt", entry_ids AS "entryIds", digests, previous, hash
     FROM audit_seal WHERE number > $1 ORDER BY number LIMIT 1`,
    [number],
  );
  return row && toSeal(row);
}

/** Numbers of the first and the last seal with an entry of that time; null where there is none. */
export const sealsBetween = (
  tx: Tx,
  { since, until }: { since: string | null; until: string | null },
): Promise<{ first: number | null; last: number | null } | null> =>
  tx.one<{ first: number | null; last: number | null }>(
    `SELECT min(number) AS first, max(number) AS last FROM audit_seal
     WHERE ($1::timestamptz IS NULL OR last_at >= $1) AND ($2::timestamptz IS NULL OR first_at < $2)`,
    [since, until],
  );

export const insertSeal = (
  tx: Tx,
  { number, sealedAt, digests, previous, hash }: Seal,
  entries: readonly CanonicalEntry[],
): Promise<number> =>
  tx.run(
    `INSERT INTO audit_seal (number, sealed_at, first_at, last_at, entry_ids, digests, previous, hash)
     SELECT $1, $2, min(at), max(at), $3, $4, $5, $6 FROM audit_entry WHERE id = ANY ($3::uuid[])`,
    [number, sealedAt, entries.map(({ id }) => id), packedDigests(digests), previous, hash],
  );

/** Ids of entries that no seal holds; of those whose entry is gone none can be made. */
export async function unsealedIds(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT u.entry_id AS id FROM audit_unsealed u JOIN audit_entry e ON e.id = u.entry_id ORDER BY u.entry_id LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

export const removeUnsealed = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run('DELETE FROM audit_unsealed WHERE entry_id = ANY ($1::uuid[])', [ids]);

interface EntryRow {
  readonly id: string;
  readonly entryId: string | null;
  readonly at: string | null;
  readonly actorKey: string | null;
  readonly actorPerson: string | null;
  readonly actorName: string | null;
  readonly actorRole: string | null;
  readonly organisation: string | null;
  readonly action: string | null;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly requestId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly detail: unknown;
}

/** The entries of these ids, in this order, as they are hashed: whatever a new column adds is left out where it is empty. */
export async function trailEntries(tx: Tx, ids: readonly string[]): Promise<PlacedEntry[]> {
  const rows = await tx.rows<EntryRow>(
    `SELECT s.id, e.id AS "entryId", to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
       e.actor_key AS "actorKey", e.actor_person AS "actorPerson", e.actor_name AS "actorName", e.actor_role AS "actorRole", e.organisation_id AS organisation,
       e.action, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.request_id AS "requestId",
       e.address, e.user_agent AS "userAgent", e.before, e.after, e.detail
     FROM unnest($1::uuid[]) WITH ORDINALITY AS s (id, place) LEFT JOIN audit_entry e ON e.id = s.id ORDER BY s.place`,
    [ids],
  );
  return rows.map(({ entryId, ...row }) => ({ id: row.id, entry: entryId === null ? null : canonicalEntry(row) }));
}

const canonicalEntry = (row: Omit<EntryRow, 'entryId'>): CanonicalEntry =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as CanonicalEntry;

export interface TrailCounts {
  readonly entries: number;
  readonly unsealed: number;
}

export const countTrail = async (tx: Tx): Promise<TrailCounts> =>
  (await tx.one<TrailCounts>(
    `SELECT (SELECT count(*) FROM audit_entry)::int AS entries, (SELECT count(*) FROM audit_unsealed)::int AS unsealed`,
  )) ?? { entries: 0, unsealed: 0 };

export const countUnsealed = async (tx: Tx): Promise<number> =>
  (await tx.one<{ count: number }>('SELECT count(*)::int AS count FROM audit_unsealed'))?.count ?? 0;

/** An entry that is in no seal and is noted for none: somebody has put it there past the service. */
export const intruder = (tx: Tx): Promise<{ id: string } | null> =>
  tx.one<{ id: string }>(
    `SELECT e.id FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.entry_id = e.id)
       AND e.id NOT IN (SELECT unnest(entry_ids) FROM audit_seal) ORDER BY e.id LIMIT 1`,
  );

/** An entry that is noted for the next seal and gone. */
export const lostUnsealed = (tx: Tx): Promise<{ id: string } | null> =>
  tx.one<{ id: string }>(
    `SELECT u.entry_id AS id FROM audit_unsealed u LEFT JOIN audit_entry e ON e.id = u.entry_id
     WHERE e.id IS NULL ORDER BY u.entry_id LIMIT 1`,
  );
