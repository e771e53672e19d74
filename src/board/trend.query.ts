import type { Market } from '../markets/domain/market.js';
import { type OpenItemQuestion, openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { isClearedDaily, kindsAt, type OpenItemKind } from '../vocabulary/open-item-kinds.js';
import { addDays, businessDayOf, type Day, endOfDay, type Instant, instantAt } from '../vocabulary/period.js';
import { numbersBy, sumOf } from './domain/figures.js';

const DAYS = 7;

/** What was open at the cut-off of a day, of every kind that is counted now; null where the day was not cleared. */
export interface DayOfTrend {
  readonly day: Day;
  readonly total: number | null;
  /** Null of a kind that was not counted yet on that day. */
  readonly byKind: readonly { readonly kind: OpenItemKind; readonly total: number | null }[] | null;
}

interface KindCount {
  readonly name: OpenItemKind;
  readonly n: number;
}

interface RunCounts {
  readonly runId: string;
  readonly day: Day;
  readonly counts: readonly KindCount[] | null;
}

/** The market, and which firms are left out because their data cannot be judged. */
export type TrendQuestion = Pick<OpenItemQuestion, 'withoutFirms'> & { readonly market: Market; readonly now: Instant };

/** Counts of cleared days by run. What a run froze never changes, so that each is counted once a process. */
export class CountsOfDays {
  private readonly byRun = new Map<string, NonNullable<RunCounts['counts']>>();

  /**
   * The seven days before today, the oldest first, as the official runs of the market found them. What a day does not clear, debts to tax
   * office and bank, is counted as of the same cut-offs.
   */
  async trend(tx: Tx, question: TrendQuestion): Promise<DayOfTrend[]> {
    const { market, now } = question;
    const today = businessDayOf(now);
    const days = Array.from({ length: DAYS }, (_, n) => addDays(today, n - DAYS));
    const rows = await tx.rows<RunCounts>(
      `SELECT r.id AS "runId", r.day, CASE WHEN r.id <> ALL ($3::uuid[]) THEN (SELECT coalesce(jsonb_agg(c), '[]') FROM (
         SELECT kind AS name, count(*) AS n FROM clearance_item i WHERE i.run_id = r.id GROUP BY kind) c) END AS counts
       FROM clearance_run r WHERE r.market = $1 AND r.day = ANY ($2::date[]) AND r.revision = 1`,
      [market.code, days, [...this.byRun.keys()]],
    );
    const found = new Map<Day, NonNullable<RunCounts['counts']>>();
    for (const { runId, day, counts } of rows) {
      const known = counts ?? this.byRun.get(runId) ?? [];
      this.byRun.set(runId, known);
      found.set(day, known);
    }
    this.forget(new Set(rows.map(({ runId }) => runId)));
    const owed = await notCleared(tx, question, [...found.keys()]);
    return days.map((day) => {
      const counts = found.get(day);
      return counts ? dayOf(day, now, [...counts, ...(owed.get(day) ?? [])]) : { day, total: null, byKind: null };
    });
  }

  /** A process that runs for months looks at more runs than it should keep; other markets count theirs again. */
  private forget(recent: ReadonlySet<string>): void {
    if (this.byRun.size <= RUNS_MAX) return;
    for (const id of this.byRun.keys()) if (!recent.has(id)) this.byRun.delete(id);
  }
}

const RUNS_MAX = 1_000;

/** What was open at the cut-offs of these days, of the kinds that no day clears. */
async function notCleared(tx: Tx, { market, now, withoutFirms = [] }: TrendQuestion, days: readonly Day[]) {
  const counts = new Map<Day, KindCount[]>();
  const cutOffs = days.map((day) => instantAt(day, market.cutOff)).sort();
  const [since, until] = [cutOffs[0], cutOffs.at(-1)];
  if (since === undefined || until === undefined) return counts;
  const kinds = kindsAt(now).filter((kind) => !isClearedDaily(kind));
  const rows = await openAt(tx, { markets: [market], kinds, since, until, withoutFirms }, cutOffs);
  for (const { at, name, n } of rows) {
    const day = businessDayOf(at);
    counts.set(day, [...(counts.get(day) ?? []), { name, n }]);
  }
  return counts;
}

/** How much of each kind was open at each of these instants, the first and the last of which are those of the question. */
function openAt(tx: Tx, question: OpenItemQuestion, instants: readonly Instant[]) {
  const { sql, params } = openItemTables(question);
  return tx.rows<KindCount & { at: Instant }>(
    `${sql} SELECT c.at, s.kind AS name, count(*)::integer AS n FROM unnest($5::timestamptz[]) AS c (at)
     JOIN span s ON s.opened_at <= c.at AND (s.closed_at IS NULL OR s.closed_at > c.at)
     GROUP BY c.at, s.kind`,
    [...params, instants],
  );
}

function dayOf(day: Day, now: Instant, counts: readonly KindCount[]): DayOfTrend {
  const known = new Set(kindsAt(endOfDay(day)));
  const numbers = numbersBy(kindsAt(now), counts);
  return {
    day,
    total: sumOf([...known].map((kind) => numbers[kind])),
    byKind: kindsAt(now).map((kind) => ({ kind, total: known.has(kind) ? numbers[kind] : null })),
  };
}
