import type { Market } from '../markets/domain/market.js';
import type { Tx } from '../platform/database/tx.js';
import { type Day, type Instant, previousDay } from '../vocabulary/period.js';
import type { DayAsked } from './day-counts.query.js';
import { cutOffOf } from './domain/cut-off.js';

/** A market's day as it is computed: against what the day before froze officially, or, never run, against its cut-off. */
export async function dayAsked(tx: Tx, market: Market, day: Day, until: Instant): Promise<DayAsked> {
  const before = previousDay(day);
  const previous = await tx.one<{ id: string; cutOffAt: Instant }>(
    'SELECT id, cut_off_at AS "cutOffAt" FROM clearance_run WHERE market = $1 AND day = $2 AND revision = 1',
    [market.code, before],
  );
  return {
    market,
    day,
    until,
    previousAt: previous?.cutOffAt ?? cutOffOf(before, market),
    previousRun: previous?.id ?? null,
  };
}
