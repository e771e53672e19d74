import type { Tx } from '../platform/database/tx.js';
import { isClearedDaily, kindsAt, type OpenItemKind } from '../vocabulary/open-item-kinds.js';
import { addDays, type Day, endOfDay } from '../vocabulary/period.js';
import { numbersBy, sumOf } from './domain/figures.js';

const DAYS = 7;

/** What was open at the cut-off of a day, of the kinds that a day clears; null where the day was not cleared. */
export interface DayOfTrend {
  readonly day: Day;
  readonly total: number | null;
  readonly byKind: readonly { readonly kind: OpenItemKind; readonly total: number }[] | null;
}

interface RunCounts {
  readonly runId: string;
  readonly day: Day;
  readonly counts: readonly { readonly name: OpenItemKind; readonly n: number }[] | null;
}

/** Counts of cleared days by run. What a run froze never changes, so that each is counted once a process. */
export class CountsOfDays {
  private readonly byRun = new Map<string, NonNullable<RunCounts['counts']>>();

  /** The seven days before `today`, the oldest first, as the official runs of the market found them. */
  async trend(tx: Tx, market: string, today: Day): Promise<DayOfTrend[]> {
    const days = Array.from({ length: DAYS }, (_, n) => addDays(today, n - DAYS));
    const rows = await tx.rows<RunCounts>(
      `SELECT r.id AS "runId", r.day, CASE WHEN r.id <> ALL ($3::uuid[]) THEN (SELECT coalesce(jsonb_agg(c), '[]') FROM (
         SELECT kind AS name, count(*) AS n FROM clearance_item i WHERE i.run_id = r.id GROUP BY kind) c) END AS counts
       FROM clearance_run r WHERE r.market = $1 AND r.day = ANY ($2::date[]) AND r.revision = 1`,
      [market, days, [...this.byRun.keys()]],
    );
    const found = new Map<Day, NonNullable<RunCounts['counts']>>();
    for (const { runId, day, counts } of rows) {
      const known = counts ?? this.byRun.get(runId) ?? [];
      this.byRun.set(runId, known);
      found.set(day, known);
    }
    this.forget(new Set(rows.map(({ runId }) => runId)));
    return days.map((day) => dayOf(day, found.get(day)));
  }

  /** A process that runs for months looks at more runs than it should keep; other markets count theirs again. */
  private forget(recent: ReadonlySet<string>): void {
    if (this.byRun.size <= RUNS_MAX) return;
    for (const id of this.byRun.keys()) if (!recent.has(id)) this.byRun.delete(id);
  }
}

const RUNS_MAX = 1_000;

function dayOf(day: Day, counts: RunCounts['counts'] | undefined): DayOfTrend {
  if (!counts) return { day, total: null, byKind: null };
  const kinds = kindsAt(endOfDay(day)).filter(isClearedDaily);
  const numbers = numbersBy(kinds, counts);
  return { day, total: sumOf(Object.values(numbers)), byKind: kinds.map((kind) => ({ kind, total: numbers[kind] })) };
}
