import type { Market } from '../markets/domain/market.js';
import type { PeriodKey, PeriodKind } from './period-ledger.js';
import type { Tx } from '../platform/database/tx.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** How the periods of a kind follow each other: PostgreSQL's interval and label, and from a period's start to its due day. */
const RHYTHM: Record<PeriodKind, { step: string; label: string; due: string }> = {
  'daily-clearance': { step: '1 day', label: 'YYYY-MM-DD', due: '0 days' },
  'weekly-settlement': { step: '7 days', label: 'IYYY"-W"IW', due: '7 days' },
  'monthly-reminder': { step: '1 month', label: 'YYYY-MM', due: '1 month' },
  // From the day the month begins on; which day before its end it is, the working calendar says (see reminders).
  'pre-close-warning': { step: '1 month', label: 'YYYY-MM', due: '0 days' },
};

/** Where the periods of a market begin, and at what time of day they are due. */
export interface PeriodStart {
  readonly market: string;
  /** First day of the first period. */
  readonly first: Day;
  readonly timeOfDay: string;
}

/** What a kind needs to know of a followed market; null when none of its periods is ever due. */
export const startsOf = (
  markets: readonly Market[],
  startOf: (followUpSince: Day, market: Market) => Omit<PeriodStart, 'market'>,
): PeriodStart[] =>
  markets.flatMap((market) =>
    market.followUpSince === null ? [] : [{ market: market.code, ...startOf(market.followUpSince, market) }],
  );

/**
 * Periods that are over by `now` and not in the ledger, the oldest first: after one day or forty of standstill, and also
 * where one in the middle was asked for before. One statement for all markets.
 */
export function missingPeriods(
  tx: Tx,
  kind: PeriodKind,
  starts: readonly PeriodStart[],
  now: Instant,
): Promise<(PeriodKey & { dueAt: Instant })[]> {
  const { step, label, due } = RHYTHM[kind];
  return tx.rows(
    `SELECT $3 AS kind, c.market, c.period, c.due_at AS "dueAt"
     FROM (
       SELECT m.market, to_char(g.start, $4) AS period,
         (g.start + $5::interval + m."timeOfDay") AT TIME ZONE 'Asia/Shanghai' AS due_at
       FROM jsonb_to_recordset($1::jsonb) AS m (market text, first date, "timeOfDay" time)
       CROSS JOIN LATERAL generate_series(
         m.first::timestamp, $2::timestamptz AT TIME ZONE 'Asia/Shanghai', $6::interval) AS g (start)) c
     WHERE c.due_at <= $2::timestamptz
       AND NOT EXISTS (SELECT 1 FROM period_run p WHERE p.kind = $3 AND p.market = c.market AND p.period = c.period)
     ORDER BY c.due_at, c.market`,
    [JSON.stringify(starts), now, kind, label, due, step],
  );
}
