import { type FollowedMarket, itemRules } from '../open-items/domain/item-rule.js';
import { isClearedDaily, kindsAt, type OpenItemKind } from '../vocabulary/open-item-kinds.js';
import type { Tx } from '../platform/database/tx.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** What beside the facts decided a day's result: kept with it, because settings and calendar change. */
export interface RunInputs {
  readonly cutOff: string;
  readonly weekAfterDays: number;
  readonly monthAfterDays: number;
  readonly dueDays: Readonly<Partial<Record<OpenItemKind, number>>>;
  readonly calendar: CalendarVersion;
}

/** The working calendar has no number; its digest is the SHA-256 of "day+" for a working day and "day-" for another, joined by commas. */
export interface CalendarVersion {
  readonly from: Day | null;
  readonly to: Day | null;
  readonly digest: string;
}

export async function inputsOf(tx: Tx, market: FollowedMarket, cutOffAt: Instant): Promise<RunInputs> {
  const rules = itemRules(market, kindsAt(cutOffAt).filter(isClearedDaily));
  const calendar = await tx.one<CalendarVersion>(
    `SELECT min(day) AS "from", max(day) AS "to", encode(sha256(convert_to(
       coalesce(string_agg(day::text || CASE WHEN working THEN '+' ELSE '-' END, ',' ORDER BY day), ''), 'UTF8')), 'hex') AS digest
     FROM calendar_day`,
  );
  const [first] = rules;
  if (!calendar || !first) throw new Error('Neither a calendar nor a rule.');
  return {
    cutOff: market.cutOff,
    weekAfterDays: first.weekAfterDays,
    monthAfterDays: first.monthAfterDays,
    dueDays: Object.fromEntries(rules.map(({ kind, dueDays }) => [kind, dueDays])),
    calendar,
  };
}
