import { filedAt, knownSince } from '../declarations/status/facts.query.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant, Week } from '../vocabulary/period.js';
import { daysOfWeek } from '../vocabulary/period.js';
import type { FigureChange } from './domain/figure-changes.js';
import { spanOfWeek } from './domain/due.js';
import { EFFECTIVE_AT } from './week-sums.query.js';

/**
 * Why a figure is another one now. `booked` explains what was closed to the cent, `received` what was declared and released,
 * `amended` (of revisions of before amendments counted from their decision) both, `excluded` why the firm would get no statement now.
 */
export interface RevisionReason {
  readonly kind: 'booked' | 'received' | 'amended' | 'excluded';
  /** The cause of the posting, the meaning of the receipt (or `submitted`), the reason code of the amendment, why it is excluded. */
  readonly name: string;
  /** Of postings: the week that has them as adjustments, settled or still open. */
  readonly bookedIn: Week | null;
  readonly declarations: number;
  /** Of postings only. */
  readonly valueCny: string | null;
  readonly valueUsd: string | null;
}

/** A reason, and the firm whose figures it explains; null where it explains the market's. */
export type ReasonOf = RevisionReason & { readonly broker: string | null };

export interface StatementDifference {
  /** Null is the market. */
  readonly broker: string | null;
  readonly brokerName: string | null;
  /** Null where the firm had no statement. */
  readonly frozenDigest: string | null;
  /** Null where it would have none any more. */
  readonly digest: string | null;
  readonly changes: readonly FigureChange[];
  readonly reasons: readonly RevisionReason[];
}

/**
 * What has become known of a week after it was frozen, by firm and, with broker null, for the whole market: postings of its days in other weeks, receipts and submissions
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
  SELECT d.broker_id, 'received', r.meaning, NULL, count(DISTINCT d.id)::integer, NULL, NULL
  FROM about JOIN declaration d ON d.id = about.id JOIN receipt r ON r.declaration_id = d.id
  WHERE r.meaning <> 'information' AND ${knownSince('r')} > $7 AND r.event_time < $4
  GROUP BY GROUPING SETS ((d.broker_id, r.meaning), (r.meaning))
  UNION ALL
  SELECT d.broker_id, 'received', 'submitted', NULL, count(DISTINCT d.id)::integer, NULL, NULL
  FROM about JOIN declaration d ON d.id = about.id JOIN submission s ON s.declaration_id = d.id
  WHERE s.submitted_at > $7 AND ${filedAt('s')} < $4
  GROUP BY GROUPING SETS ((d.broker_id), ()) HAVING count(*) > 0
  ORDER BY 1, 2, 3, 4`;

export const reasonsSince = (tx: Tx, { market, week, frozenAt }: { market: string; week: Week; frozenAt: Instant }) => {
  const { from, to } = spanOfWeek(week);
  return tx.rows<ReasonOf>(REASONS, [market, week, from, to, ...daysOfWeek(week), frozenAt]);
};
