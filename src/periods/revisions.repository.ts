import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import type { PeriodKey } from './ledger/period-ledger.js';
import type { PeriodRevisionEntity } from './period-revision.entity.js';

/** A result of a finished period. The first is the official one and stays; later ones say in what they differ. */
export interface PeriodRevision {
  readonly number: number;
  readonly official: boolean;
  /** Why it was computed again, and who asked; null for the official one. */
  readonly reason: string | null;
  readonly madeBy: string | null;
  readonly madeAt: Instant;
  readonly result: Readonly<Record<string, unknown>>;
  readonly digest: string;
  /** How much differs from the official result; null for that itself. */
  readonly difference: Readonly<Record<string, number>> | null;
}

export type RevisionMade = Omit<PeriodRevisionEntity, 'kind' | 'market' | 'period' | 'madeBy'>;

/** The number of the next revision. The caller holds the row of the period. */
export async function nextRevision(tx: Tx, { kind, market, period }: PeriodKey): Promise<number> {
  const row = await tx.one<{ number: number }>(
    'SELECT coalesce(max(number), 1) + 1 AS number FROM period_revision WHERE kind = $1 AND market = $2 AND period = $3',
    [kind, market, period],
  );
  return row?.number ?? 2;
}

export const writeRevision = (tx: Tx, { kind, market, period }: PeriodKey, made: RevisionMade): Promise<number> =>
  tx.run(
    `INSERT INTO period_revision (id, kind, market, period, number, reason, result, digest, difference, differences, made_at, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12)`,
    [
      ...[made.id, kind, market, period, made.number, made.reason, made.result, made.digest, made.difference],
      ...[made.differences && JSON.stringify(made.differences), made.madeAt, tx.actor.name],
    ],
  );

const REVISIONS = `
  SELECT 1 AS number, true AS official, NULL AS reason, NULL AS "madeBy", finished_at AS "madeAt", result, digest, NULL::jsonb AS difference
  FROM period_run WHERE kind = $1 AND market = $2 AND period = $3 AND state = 'finished'
  UNION ALL
  SELECT number, false, reason, made_by, made_at, result, digest, difference
  FROM period_revision WHERE kind = $1 AND market = $2 AND period = $3`;

/** The results of a period after a number, the official one first. */
export const listRevisions = (
  tx: Tx,
  { kind, market, period }: PeriodKey,
  { after, limit }: { after: number; limit: number },
): Promise<PeriodRevision[]> =>
  tx.rows<PeriodRevision>(`SELECT * FROM (${REVISIONS}) r WHERE number > $4 ORDER BY number LIMIT $5`, [
    ...[kind, market, period, after, limit],
  ]);

/** Differences that were kept with the revision, from a place in their list on. */
export async function storedDifferences(
  tx: Tx,
  { kind, market, period }: PeriodKey,
  { number, after, limit }: { number: number; after: readonly string[] | null; limit: number },
): Promise<{ position: string[] }[]> {
  const from = Number(after?.[0] ?? 0);
  const rows = await tx.rows<{ place: string; difference: object }>(
    `SELECT d.place, d.difference FROM period_revision r CROSS JOIN LATERAL jsonb_array_elements(r.differences)
       WITH ORDINALITY AS d (difference, place)
     WHERE r.kind = $1 AND r.market = $2 AND r.period = $3 AND r.number = $4 AND d.place > $5 ORDER BY d.place LIMIT $6`,
    [kind, market, period, number, from, limit],
  );
  return rows.map(({ place, difference }) => ({ ...difference, position: [String(place)] }));
}
