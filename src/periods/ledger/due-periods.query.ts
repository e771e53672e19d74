import type { WorkingDays } from '../../markets/domain/due.js';
import type { Market } from '../../markets/domain/market.js';
import { workingDays } from '../../markets/working-days.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { PeriodDeclaration } from '../period-kind.js';
import type { PeriodKey } from './period-ledger.js';

/** When a period of a market is due. */
export const dueAtOf = async (
  tx: Tx,
  declaration: PeriodDeclaration,
  market: Market,
  period: string,
): Promise<Instant> => declaration.dueAt(market, period, () => workingDays(tx, ...declaration.unit.daysOf(period)));

/**
 * Periods of the followed markets that are due by `now` and not in the ledger, the oldest first: after one day or forty of
 * standstill, and also where one in the middle was asked for before.
 */
export async function duePeriods(
  tx: Tx,
  kind: string,
  declaration: PeriodDeclaration,
  { followed, now }: { followed: readonly Market[]; now: Instant },
): Promise<(PeriodKey & { dueAt: Instant })[]> {
  const { step, label, periodOf, daysOf } = declaration.unit;
  const starts = followed.flatMap(({ code, followUpSince }) =>
    followUpSince === null ? [] : { market: code, first: daysOf(periodOf(followUpSince))[0] },
  );
  const missing = await tx.rows<{ market: string; period: string }>(
    `SELECT c.market, c.period
     FROM (
       SELECT m.market, to_char(g.start, $3) AS period FROM jsonb_to_recordset($2::jsonb) AS m (market text, first date)
       CROSS JOIN LATERAL generate_series(m.first::timestamp, $4::timestamptz AT TIME ZONE 'Asia/Shanghai', $5::interval) AS g (start)) c
     WHERE NOT EXISTS (SELECT 1 FROM period_run p WHERE p.kind = $1 AND p.market = c.market AND p.period = c.period)`,
    [kind, JSON.stringify(starts), label, now, step],
  );
  const markets = new Map(followed.map((market) => [market.code, market]));
  const calendars = new Map<string, Promise<WorkingDays>>();
  const found: (PeriodKey & { dueAt: Instant })[] = [];
  for (const { market: code, period } of missing) {
    const market = markets.get(code);
    if (!market) continue;
    const dueAt = await declaration.dueAt(market, period, () => {
      const calendar = calendars.get(period) ?? workingDays(tx, ...declaration.unit.daysOf(period));
      calendars.set(period, calendar);
      return calendar;
    });
    if (dueAt <= now) found.push({ kind, market: code, period, dueAt });
  }
  return found.sort((one, other) => compare(one.dueAt, other.dueAt) || compare(one.market, other.market));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
