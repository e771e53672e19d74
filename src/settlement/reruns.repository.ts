import { filedAt, knownSince } from '../declarations/status/facts.query.js';
import { firmOf } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant, Week } from '../vocabulary/period.js';
import { daysOfWeek } from '../vocabulary/period.js';
import type { FigureChange } from './domain/differences.js';
import { spanOfWeek } from './domain/due.js';
import { EFFECTIVE_AT } from './week-tables.query.js';
import type { ExcludedFirm } from './domain/statement.js';

/**
 * Why a figure is another one now. `booked` explains what was closed to the cent, `told` what was declared and released,
 * `amended` (of re-runs of before amendments counted from their decision) both, `parked` why the firm would get no statement now.
 */
export interface RerunReason {
  readonly kind: 'booked' | 'told' | 'amended' | 'parked';
  /** The cause of the booking, the meaning of the receipt (or `submitted`), the reason code of the amendment, why it is parked. */
  readonly name: string;
  /** Of bookings: the week that has them as adjustments, settled or still open. */
  readonly bookedIn: Week | null;
  readonly declarations: number;
  /** Of bookings only. */
  readonly valueCny: string | null;
  readonly valueUsd: string | null;
}

/** A reason, and the firm whose figures it explains; null where it explains the market's. */
export type ReasonOf = RerunReason & { readonly broker: string | null };

export interface StatementDifference {
  /** Null is the market. */
  readonly broker: string | null;
  readonly brokerName: string | null;
  /** Null where the firm had no statement. */
  readonly frozenDigest: string | null;
  /** Null where it would have none any more. */
  readonly digest: string | null;
  readonly changes: readonly FigureChange[];
  readonly reasons: readonly RerunReason[];
}

export interface Rerun {
  readonly id: string;
  readonly market: string;
  readonly week: Week;
  readonly number: number;
  readonly reason: string;
  /** The market's first, then by firm; those whose statement is the same are not named. */
  readonly differences: readonly StatementDifference[];
  /** SHA-256 over the digests as computed now, the market's first, then by firm, one a line. */
  readonly digest: string;
  readonly madeAt: Instant;
  readonly madeBy: string;
}

const COLUMNS = `id, market, week, number, reason, differences, digest, made_at AS "madeAt", made_by AS "madeBy"`;

/** Keeps a re-run under the next number of its week. The caller holds the row of the week's period. */
export async function keepRerun(tx: Tx, rerun: Omit<Rerun, 'number'>): Promise<Rerun> {
  const { id, market, week, reason, differences, digest, madeAt, madeBy } = rerun;
  const kept = await tx.one<Rerun>(
    `INSERT INTO settlement_rerun (id, market, week, number, reason, differences, digest, made_at, made_by)
     SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5::jsonb, $6, $7, $8 FROM settlement_rerun WHERE market = $2 AND week = $3
     RETURNING ${COLUMNS}`,
    [id, market, week, reason, JSON.stringify(differences), digest, madeAt, madeBy],
  );
  if (!kept) throw new Error('An INSERT gave no row.');
  return kept;
}

/** The re-runs of a week after a number, in order. */
export const listReruns = (tx: Tx, market: string, week: Week, page: { after: number; limit: number }) =>
  tx.rows<Rerun>(
    `SELECT ${COLUMNS} FROM settlement_rerun WHERE market = $1 AND week = $2 AND number > $3 ORDER BY number LIMIT $4`,
    [market, week, page.after, page.limit],
  );

/**
 * What has become known of a week after it was frozen, by firm and, with broker null, for the whole market: bookings of its days in other weeks, receipts and submissions
 * about it that arrived later. All are of the time before its end: what happened afterwards changes nothing in it. Looked for among the declarations the week was or is about.
 */
const REASONS = `
  WITH about AS MATERIALIZED (
    SELECT declaration_id AS id FROM settlement_step WHERE market = $1 AND week = $2
    UNION
    SELECT id FROM declaration WHERE market = $1 AND ((filed_at >= $3 AND filed_at < $4) OR (released_at >= $3 AND released_at < $4)
      OR (closed_at >= $3 AND closed_at < $4)))
  SELECT broker_id AS broker, 'booked' AS kind, cause AS name, settlement_week AS "bookedIn", sum(declarations)::integer AS declarations,
    sum(value_cny) AS "valueCny", sum(value_usd) AS "valueUsd"
  FROM export_fact WHERE market = $1 AND stat_day BETWEEN $5 AND $6 AND settlement_week <> $2
    AND ${EFFECTIVE_AT} < $4::timestamptz
  GROUP BY GROUPING SETS ((broker_id, cause, settlement_week), (cause, settlement_week))
  UNION ALL
  SELECT d.broker_id, 'told', r.meaning, NULL, count(DISTINCT d.id)::integer, NULL, NULL
  FROM about JOIN declaration d ON d.id = about.id JOIN receipt r ON r.declaration_id = d.id
  WHERE r.meaning <> 'information' AND ${knownSince('r')} > $7 AND r.event_time < $4
  GROUP BY GROUPING SETS ((d.broker_id, r.meaning), (r.meaning))
  UNION ALL
  SELECT d.broker_id, 'told', 'submitted', NULL, count(DISTINCT d.id)::integer, NULL, NULL
  FROM about JOIN declaration d ON d.id = about.id JOIN submission s ON s.declaration_id = d.id
  WHERE s.submitted_at > $7 AND ${filedAt('s')} < $4
  GROUP BY GROUPING SETS ((d.broker_id), ()) HAVING count(*) > 0
  ORDER BY 1, 2, 3, 4`;

export const reasonsSince = (tx: Tx, { market, week, frozenAt }: { market: string; week: Week; frozenAt: Instant }) => {
  const { from, to } = spanOfWeek(week);
  return tx.rows<ReasonOf>(REASONS, [market, week, from, to, ...daysOfWeek(week), frozenAt]);
};

/** A firm that was set aside, and whether it has its statement by now. */
export interface ParkedStatement extends ExcludedFirm {
  readonly brokerName: string | null;
  readonly parkedAt: Instant;
  readonly settlement: string | null;
}

export const parkedStatements = (tx: Tx, market: string, week: Week, page: { after: string | null; limit: number }) =>
  tx.rows<ParkedStatement>(
    `SELECT p.broker_id AS broker, o.name AS "brokerName", p.reason, p.detail, p.declarations, p.declaration_id AS "declarationId",
       p.parked_at AS "parkedAt", s.id AS settlement
     FROM settlement_parked p LEFT JOIN organisation o ON o.id = p.broker_id
     LEFT JOIN settlement s ON s.market = p.market AND s.week = p.week AND s.broker_id = p.broker_id
     WHERE p.market = $1 AND p.week = $2 AND ($3::uuid IS NULL OR ${firmOf('p.broker_id')} > $3)
     ORDER BY ${firmOf('p.broker_id')} LIMIT $4`,
    [market, week, page.after, page.limit],
  );
