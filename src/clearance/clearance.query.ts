import type { Tx } from '../platform/database/tx.js';
import { type OpenItem, type Subject, subjectOf } from '../open-items/open-items.query.js';
import type { SubjectType } from '../vocabulary/open-item-kinds.js';
import type { ExcludedFromDay } from './day-counts.query.js';
import { excludedIn } from './excluded-firms.sql.js';
import type { Day, Instant } from '../vocabulary/period.js';

/** A day's run: from the ledger what was due and what became of it, from the clearance what it found. */
export interface ClearanceRun {
  readonly id: string | null;
  readonly market: string;
  readonly date: Day;
  readonly state: 'due' | 'running' | 'finished';
  readonly broughtForward: number | null;
  readonly opened: number | null;
  readonly cleared: number | null;
  readonly carriedOver: number | null;
  /** Firms that were left out, because their data could not be judged. */
  readonly excluded: readonly ExcludedFromDay[] | null;
  readonly digest: string | null;
  readonly cutOffAt: Instant | null;
  readonly dueAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly worker: string | null;
  readonly codeVersion: string | null;
  /** Why the last attempt failed. */
  readonly error: string | null;
}

/** An item as it was frozen. */
export type ClearanceItem = Pick<
  OpenItem,
  'kind' | 'broker' | 'openedAt' | 'dueAt' | 'level' | 'owner' | 'calendarPublished'
> & {
  readonly subject: Subject;
};

/** A failed run is shown as due: it waits, and its `error` says why; the ledger (`/v1/jobs`) says that it has failed. */
const RUN = `
  SELECT c.id, p.market, p.period AS date, CASE p.state WHEN 'failed' THEN 'due' ELSE p.state END AS state,
    c.brought_forward AS "broughtForward", c.opened, c.cleared, c.carried_over AS "carriedOver", c.digest,
    CASE WHEN c.id IS NOT NULL THEN ${excludedIn('c')} END AS excluded, c.cut_off_at AS "cutOffAt", p.due_at AS "dueAt", p.started_at AS "startedAt", p.finished_at AS "finishedAt",
    p.worker, p.code_version AS "codeVersion", p.error
  FROM period_run p LEFT JOIN clearance_run c ON c.market = p.market AND c.day::text = p.period AND c.revision = 1
  WHERE p.kind = 'daily-clearance'`;

export const clearanceRun = (tx: Tx, market: string, date: Day): Promise<ClearanceRun | null> =>
  tx.one<ClearanceRun>(`${RUN} AND p.market = $1 AND p.period = $2`, [market, date]);

export interface RunsAsked {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Date and market of the last run of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Runs, the latest day first. */
export function clearanceRuns(tx: Tx, asked: RunsAsked): Promise<ClearanceRun[]> {
  const [date = null, market = null] = asked.after ?? [];
  return tx.rows<ClearanceRun>(
    `${RUN} AND ($1::text[] IS NULL OR p.market = ANY ($1)) AND ($2::text IS NULL OR p.period >= $2)
       AND ($3::text IS NULL OR p.period <= $3) AND ($4::text IS NULL OR (p.period, p.market) < ($4, $5::text))
     ORDER BY p.period DESC, p.market DESC LIMIT $6`,
    [asked.markets, asked.from, asked.to, date, market, asked.limit],
  );
}

type ItemRow = Omit<ClearanceItem, 'subject'> & { subjectType: SubjectType; subjectId: string; text: string };

/** Items that stand in the answer of a run or a preview; a bigger day's are read page by page. */
export const ITEMS_SHOWN_MAX = 5_000;

export interface ItemsAsked {
  /** Kind and subject id of the last item of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Frozen items of a run, in the order of the digest. */
export const clearanceItems = (tx: Tx, runId: string, { after, limit }: ItemsAsked): Promise<ClearanceItem[]> =>
  clearanceItemsFrom(tx, {
    from: `clearance_item WHERE run_id = $1 AND ($2::text IS NULL OR (kind COLLATE "C", subject_id) > ($2 COLLATE "C", $3::uuid))`,
    params: [runId, after?.[0] ?? null, after?.[1] ?? null],
    limit,
  });

/** The first items of a run, of all firms or of one. */
export const firstItemsOf = (tx: Tx, runId: string, broker: string | null): Promise<ClearanceItem[]> =>
  clearanceItemsFrom(tx, {
    from: 'clearance_item WHERE run_id = $1 AND ($2::uuid IS NULL OR broker_id = $2)',
    params: [runId, broker],
    limit: ITEMS_SHOWN_MAX,
  });

async function clearanceItemsFrom(
  tx: Tx,
  source: { from: string; params: readonly unknown[]; limit: number },
): Promise<ClearanceItem[]> {
  const rows = await tx.rows<ItemRow>(
    `SELECT kind, subject_type AS "subjectType", subject_id AS "subjectId", subject AS text, broker_id AS broker,
       opened_at AS "openedAt", due_at AS "dueAt", level, owner, calendar_published AS "calendarPublished"
     FROM ${source.from} ORDER BY kind COLLATE "C", subject_id
     LIMIT $${source.params.length + 1}`,
    [...source.params, source.limit],
  );
  return rows.map(({ subjectType, subjectId, text, ...item }) => ({
    ...item,
    subject: subjectOf(subjectType, subjectId, text),
  }));
}
