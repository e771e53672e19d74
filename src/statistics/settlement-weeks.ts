import type { Tx } from '../platform/database/tx.js';
import type { Week } from '../vocabulary/period.js';
import { settlementWeekOf } from './domain/settlement-week.js';

/** A week of a market, as a key. */
export interface MarketWeek {
  readonly market: string;
  readonly week: Week;
}

/** Per market, whether a week is closed; only weeks whose row this transaction holds. */
export type HeldWeeks = Map<string, Map<Week, boolean>>;

/**
 * Locks the weeks these facts may be settled in, FOR SHARE, and returns which are closed. While we hold them no closing can
 * overtake us; a check without the lock would let facts slip into a statement that is being frozen.
 */
export async function holdWeeks(tx: Tx, own: readonly MarketWeek[], present: Week): Promise<HeldWeeks> {
  const held: HeldWeeks = new Map();
  const of = (market: string) => held.get(market) ?? new Map<Week, boolean>();
  for (;;) {
    const unknown = own
      .map(({ market, week }) => ({ market, week: settlementWeekOf(week, present, of(market)) }))
      .filter(({ market, week }) => !of(market).has(week));
    if (unknown.length === 0) return held;
    for (const { market, week, closed } of await share(tx, unknown)) held.set(market, of(market).set(week, closed));
  }
}

/** Inserts what is missing and locks all, in one order everywhere, so that writers never wait for each other in a circle. */
async function share(tx: Tx, weeks: readonly MarketWeek[]): Promise<(MarketWeek & { closed: boolean })[]> {
  const keys = JSON.stringify(weeks);
  const lock = () =>
    tx.rows<MarketWeek & { closed: boolean }>(
      `SELECT market, week, closed_at IS NOT NULL AS closed FROM settlement_week
       WHERE (market, week) IN (SELECT market, week FROM jsonb_to_recordset($1::jsonb) AS r (market text, week text))
       ORDER BY market, week FOR SHARE`,
      [keys],
    );
  const found = await lock();
  const distinct = new Set(weeks.map(({ market, week }) => `${market} ${week}`)).size;
  if (found.length === distinct) return found;
  await tx.run(
    `INSERT INTO settlement_week (market, week)
     SELECT DISTINCT market, week FROM jsonb_to_recordset($1::jsonb) AS r (market text, week text) ORDER BY market, week
     ON CONFLICT DO NOTHING`,
    [keys],
  );
  return lock();
}

/**
 * Closes a week of a market: waits for every writer that holds it, and from the commit on nothing is posted into it any
 * more. Call it before reading what the statement is made of. Returns when it was closed: `now`, or earlier by another.
 */
export async function closeWeek(tx: Tx, market: string, week: Week, now: string): Promise<string> {
  await tx.run('INSERT INTO settlement_week (market, week) VALUES ($1, $2) ON CONFLICT DO NOTHING', [market, week]);
  // Locked in a statement of its own: the reading after the wait must see what the writers we waited for have committed.
  await tx.run('SELECT 1 FROM settlement_week WHERE market = $1 AND week = $2 FOR UPDATE', [market, week]);
  const row = await tx.one<{ closedAt: string }>(
    `UPDATE settlement_week SET closed_at = coalesce(closed_at, $3) WHERE market = $1 AND week = $2
     RETURNING closed_at AS "closedAt"`,
    [market, week, now],
  );
  if (!row) throw new Error(`The week ${market} ${week} cannot be closed by ${tx.actor.role}.`);
  return row.closedAt;
}

/** Whether a week is closed, as far as anybody has committed. Not a lock: what must not be overtaken posts instead. */
export async function isWeekClosed(tx: Tx, market: string, week: Week): Promise<boolean> {
  const row = await tx.one<{ closed: boolean }>(
    'SELECT closed_at IS NOT NULL AS closed FROM settlement_week WHERE market = $1 AND week = $2',
    [market, week],
  );
  return row?.closed ?? false;
}
