import type { Tx } from '../platform/database/tx.js';
import { newId } from '../vocabulary/id.js';
import type { Instant } from '../vocabulary/period.js';
import { NO_FIRM } from '../open-items/open-items.query.js';
import type { Exclusion } from './period-kind.js';
import type { PeriodKey } from './ledger/period-ledger.js';

/** A firm that a result of a period leaves out. */
export interface PeriodExclusion extends PeriodKey {
  readonly id: string;
  /** The result that leaves it out: 1 is the official one. */
  readonly revision: number;
  /** Null is what belongs to no firm. */
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly reason: string;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly excludedAt: Instant;
  /** When it got its result after all, or a revision could include it; null while neither happened. */
  readonly includedAt: Instant | null;
}

const COLUMNS = `x.id, x.kind, x.market, x.period, x.revision, x.broker_id AS broker, o.name AS "brokerName", x.reason, x.figures,
  x.attempts, x.excluded_at AS "excludedAt", x.included_at AS "includedAt"`;
const EXCLUSION = `SELECT ${COLUMNS} FROM period_exclusion x LEFT JOIN organisation o ON o.id = x.broker_id`;

/** Writes down whom a result leaves out; a firm that is known to be left out of it stays as it is. */
export async function writeExclusions(
  tx: Tx,
  { kind, market, period }: PeriodKey,
  { revision, at, excluded }: { revision: number; at: Instant; excluded: readonly Exclusion[] },
): Promise<void> {
  if (excluded.length === 0) return;
  const rows = excluded.map(({ broker, reason, figures = {} }) => ({ id: newId(), broker, reason, figures }));
  await tx.run(
    `INSERT INTO period_exclusion (id, kind, market, period, revision, broker_id, reason, figures, excluded_at)
     SELECT id, $2, $3, $4, $5, broker, reason, figures, $6
     FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, broker uuid, reason text, figures jsonb)
     ORDER BY id ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), kind, market, period, revision, at],
  );
}

/** A revision has included whom it does not leave out itself. */
export const markIncludedIn = (tx: Tx, { kind, market, period }: PeriodKey, revision: number, at: Instant) =>
  tx.run(
    `UPDATE period_exclusion x SET included_at = $5
     WHERE kind = $1 AND market = $2 AND period = $3 AND revision < $4 AND included_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM period_exclusion n WHERE n.kind = $1 AND n.market = $2 AND n.period = $3 AND n.revision = $4
         AND n.broker_id IS NOT DISTINCT FROM x.broker_id)`,
    [kind, market, period, revision, at],
  );

/** Whom the official result leaves out to this hour, as ids (`NO_FIRM` for what belongs to none). */
export async function openExclusions(tx: Tx, { kind, market, period }: PeriodKey): Promise<string[]> {
  const rows = await tx.rows<{ broker: string | null }>(
    `SELECT broker_id AS broker FROM period_exclusion
     WHERE kind = $1 AND market = $2 AND period = $3 AND revision = 1 AND included_at IS NULL ORDER BY broker_id`,
    [kind, market, period],
  );
  return rows.map(({ broker }) => broker ?? NO_FIRM);
}

/** What became of firms that were tried again: those still left out are named with the reason, all others are included. */
export const writeRetry = (
  tx: Tx,
  { kind, market, period }: PeriodKey,
  { at, excluded }: { at: Instant; excluded: readonly Exclusion[] },
) =>
  tx.run(
    `UPDATE period_exclusion x SET attempts = x.attempts + 1, reason = coalesce(s.reason, x.reason),
       figures = coalesce(s.figures, x.figures), included_at = CASE WHEN s.reason IS NULL THEN $5::timestamptz END
     FROM period_exclusion y
     LEFT JOIN jsonb_to_recordset($4::jsonb) AS s (broker uuid, reason text, figures jsonb) ON s.broker IS NOT DISTINCT FROM y.broker_id
     WHERE y.id = x.id AND x.kind = $1 AND x.market = $2 AND x.period = $3 AND x.revision = 1 AND x.included_at IS NULL`,
    [kind, market, period, JSON.stringify(excluded), at],
  );

export interface ExclusionsAsked {
  readonly kind: string | null;
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly period: string | null;
  /** When the last one of the page before was left out, and its id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Firms that were left out, the latest first; those included later stay, with when. */
export function listExclusions(tx: Tx, asked: ExclusionsAsked): Promise<PeriodExclusion[]> {
  const [at = null, id = null] = asked.after ?? [];
  return tx.rows<PeriodExclusion>(
    `${EXCLUSION}
     WHERE ($1::text IS NULL OR x.kind = $1) AND ($2::text[] IS NULL OR x.market = ANY ($2)) AND ($3::text IS NULL OR x.period = $3)
       AND ($4::timestamptz IS NULL OR (x.excluded_at, x.id) < ($4, $5::uuid))
     ORDER BY x.excluded_at DESC, x.id DESC LIMIT $6`,
    [asked.kind, asked.markets, asked.period, at, id, asked.limit],
  );
}
