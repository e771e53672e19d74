import { STATUSES } from '../declarations/reading/declarations.dto.js';
import type { Market } from '../markets/domain/market.js';
import { answerWithoutFailing, type ExcludedFirm } from '../open-items/without-failing.query.js';
import {
  type OpenItem,
  OPEN_ITEM_COLUMNS,
  openItemOf,
  type OpenItemQuestion,
  type OpenItemRow,
  openItemTables,
} from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { VISIT_STATUSES, type VisitStatus } from '../shipments/domain/visit-state.js';
import { ALARM_KINDS } from '../vocabulary/open-item-kinds.js';
import { businessDayOf, type Day, endOfDay, type Instant, startOfDay } from '../vocabulary/period.js';
import { type ItemCount, numbersBy, type OpenItemFigures, openItemFigures, sumOf } from './domain/figures.js';

/** What was filed has left the draft behind. */
const FILED_STATUSES = STATUSES.filter((status) => status !== 'draft');
type FiledStatus = (typeof FILED_STATUSES)[number];

/** How a market stands at an instant, as far as the actor may see it. */
export interface Board {
  readonly market: string;
  readonly at: Instant;
  /** The business day of `at`: what "today" means here. */
  readonly day: Day;
  /** What was filed today, by where it stands now. What was filed again today counts today. */
  readonly declarations: { readonly total: number; readonly byStatus: Record<FiledStatus, number> };
  /** Visits that are open or ended today. */
  readonly shipments: {
    readonly total: number;
    /** Came into the supervision centre today. */
    readonly arrived: number;
    /** Stand still: customs holds them. */
    readonly held: number;
    readonly byStatus: Record<VisitStatus, number>;
  };
  readonly openItems: OpenItemFigures;
  /** What has been open for longest. */
  readonly oldestWaiting: readonly OpenItem[];
  /** What contradicts customs' control, the latest first. */
  readonly alarms: readonly OpenItem[];
  /** Firms whose open items are in neither, because their data cannot be judged. */
  readonly excluded: readonly ExcludedFirm[];
}

/** Counts the board of a market. In one snapshot, or its parts will not fit together. */
export async function boardOf(tx: Tx, market: Market, now: Instant): Promise<Board> {
  const day = businessDayOf(now);
  const today = [market.code, startOfDay(day), endOfDay(day)];
  const declarations = await tx.rows<{ name: string; n: number }>(DECLARATIONS, today);
  const shipments = await tx.rows<{ name: string; n: number; arrived: number; held: number }>(SHIPMENTS, today);
  const asked = { markets: [market], until: now };
  const { answer, excluded } = await answerWithoutFailing(tx, asked, (question) => openItems(tx, question));
  return {
    market: market.code,
    at: now,
    day,
    declarations: { total: sumOf(declarations.map(({ n }) => n)), byStatus: numbersBy(FILED_STATUSES, declarations) },
    shipments: {
      total: sumOf(shipments.map(({ n }) => n)),
      arrived: sumOf(shipments.map(({ arrived }) => arrived)),
      held: sumOf(shipments.map(({ held }) => held)),
      byStatus: numbersBy(VISIT_STATUSES, shipments),
    },
    openItems: openItemFigures(answer.counts, now),
    oldestWaiting: answer.oldest,
    alarms: answer.alarms,
    excluded,
  };
}

const DECLARATIONS = `
  SELECT status AS name, count(*)::integer AS n FROM declaration
  WHERE market = $1 AND filed_at >= $2 AND filed_at < $3 GROUP BY status`;

const SHIPMENTS = `
  SELECT status AS name, count(*)::integer AS n, count(*) FILTER (WHERE arrived_at >= $2 AND arrived_at < $3)::integer AS arrived,
    count(*) FILTER (WHERE held AND joined_until IS NULL)::integer AS held
  FROM shipment WHERE market = $1 AND (joined_until IS NULL OR joined_until >= $2) GROUP BY status`;

const OLDEST_SHOWN = 10;
const ALARMS_SHOWN = 20;

interface ItemsOfBoard {
  readonly counts: ItemCount[];
  readonly oldest: OpenItem[];
  readonly alarms: OpenItem[];
}

type BoardRow = OpenItemRow & { counts: ItemCount[]; place: number; isAlarm: boolean; alarmPlace: number };

/** The figures stand beside each of the items that are shown, so that the spans are looked for once. */
async function openItems(tx: Tx, question: OpenItemQuestion): Promise<ItemsOfBoard> {
  const { sql, params } = openItemTables(question);
  const rows = await tx.rows<BoardRow>(
    `${sql}, ranked AS (
       SELECT ${OPEN_ITEM_COLUMNS}, (row_number() OVER waiting)::integer AS place, kind = ANY ($6) AS "isAlarm",
         (row_number() OVER latest)::integer AS "alarmPlace"
       FROM item WINDOW waiting AS (ORDER BY opened_at, kind COLLATE "C", subject_id),
         latest AS (PARTITION BY kind = ANY ($6) ORDER BY opened_at DESC, kind COLLATE "C", subject_id))
     SELECT ranked.*, (
       SELECT jsonb_agg(c) FROM (
         SELECT kind, level, count(*) AS n, count(*) FILTER (WHERE due_at <= $3::timestamptz) AS overdue
         FROM item GROUP BY kind, level) c) AS counts
     FROM ranked WHERE place <= $5 OR "isAlarm" AND "alarmPlace" <= $7 ORDER BY place`,
    [...params, OLDEST_SHOWN, ALARM_KINDS, ALARMS_SHOWN],
  );
  const shown = rows.map(({ counts: _, place, isAlarm, alarmPlace, ...item }) => {
    return { item: openItemOf(item), place, alarmPlace: isAlarm ? alarmPlace : null };
  });
  const alarms = shown.filter(({ alarmPlace }) => alarmPlace !== null && alarmPlace <= ALARMS_SHOWN);
  return {
    counts: rows[0]?.counts ?? [],
    oldest: shown.filter(({ place }) => place <= OLDEST_SHOWN).map(({ item }) => item),
    alarms: alarms.toSorted((one, other) => (one.alarmPlace ?? 0) - (other.alarmPlace ?? 0)).map(({ item }) => item),
  };
}
