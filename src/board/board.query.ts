import { STATUSES } from '../declarations/reading/declarations.dto.js';
import type { Market } from '../markets/domain/market.js';
import { answerWithoutFailing, type ExcludedFirm } from '../open-items/without-failing.query.js';
import {
  NO_FIRM,
  type OpenItem,
  OPEN_ITEM_COLUMNS,
  openItemOf,
  type OpenItemQuestion,
  type OpenItemRow,
  openItemTables,
} from '../open-items/open-items.query.js';
import { COLOURS, type Colour } from '../lanes/domain/lane.js';
import type { Tx } from '../platform/database/tx.js';
import { VISIT_STATUSES, type VisitStatus } from '../shipments/domain/visit-state.js';
import { ALARM_KINDS } from '../vocabulary/open-item-kinds.js';
import { businessDayOf, type Day, endOfDay, type Instant, startOfDay } from '../vocabulary/period.js';
import type { CountsOfDays, DayOfTrend } from './trend.query.js';
import { type ItemCount, numbersBy, type OpenItemFigures, openItemFigures, sumOf } from './domain/figures.js';

/** What was filed has left the draft behind. */
const FILED_STATUSES = STATUSES.filter((status) => status !== 'draft');
type FiledStatus = (typeof FILED_STATUSES)[number];

/** An open item with the name of its firm; null where it is no firm's. */
export interface ItemOnBoard extends OpenItem {
  readonly brokerName: string | null;
}

/** How a market stands at an instant, as far as the actor may see it. */
export interface Board {
  readonly market: string;
  readonly at: Instant;
  /** The business day of `at`: what "today" means here. */
  readonly day: Day;
  /** What was filed today, by where it stands now. What was filed again today counts today. */
  readonly declarations: {
    readonly total: number;
    readonly byStatus: Record<FiledStatus, number>;
    readonly byLane: Record<Colour, number>;
    /** Lowerings of lanes that wait for the second officer, of any day. */
    readonly laneLoweringsWaiting: number;
  };
  /** Visits that are open or ended today. */
  readonly shipments: {
    readonly total: number;
    /** Came into the supervision centre today. */
    readonly arrived: number;
    /** Stand still: customs holds them. */
    readonly held: number;
    /** A seal was read on them that no event has put there. */
    readonly sealAlarms: number;
    /** Of those that came today how many in each hour of the day, from midnight on. */
    readonly arrivedByHour: readonly number[];
    readonly byStatus: Record<VisitStatus, number>;
  };
  readonly openItems: OpenItemFigures;
  /** What has been open for longest. */
  readonly oldestWaiting: readonly ItemOnBoard[];
  /** What contradicts customs' control, the latest first. */
  readonly alarms: readonly ItemOnBoard[];
  /** The seven days before today. */
  readonly trend: readonly DayOfTrend[];
  /** Firms whose open items are in neither, because their data cannot be judged. */
  readonly excluded: readonly ExcludedFirm[];
}

/** Counts the board of a market. In one snapshot, or its parts will not fit together. */
export async function boardOf(tx: Tx, market: Market, now: Instant, days: CountsOfDays): Promise<Board> {
  const day = businessDayOf(now);
  const today = [market.code, startOfDay(day), endOfDay(day)];
  const declarations = await tx.rows<{ name: string; n: number }>(DECLARATIONS, today);
  const lanes = await tx.rows<{ name: string; n: number; waiting: number }>(LANES, today);
  const shipments = await tx.rows<CountedShipments>(SHIPMENTS, today);
  const hours = await tx.rows<{ name: string; n: number }>(HOURS, today);
  const asked = { markets: [market], until: now };
  const { answer, excluded } = await answerWithoutFailing(tx, asked, (question) => openItems(tx, question));
  return {
    market: market.code,
    at: now,
    day,
    declarations: {
      total: sumOf(declarations.map(({ n }) => n)),
      byStatus: numbersBy(FILED_STATUSES, declarations),
      byLane: numbersBy(COLOURS, lanes),
      laneLoweringsWaiting: sumOf(lanes.map(({ waiting }) => waiting)),
    },
    shipments: {
      total: sumOf(shipments.map(({ n }) => n)),
      arrived: sumOf(shipments.map(({ arrived }) => arrived)),
      held: sumOf(shipments.map(({ held }) => held)),
      sealAlarms: sumOf(shipments.map(({ alarms }) => alarms)),
      arrivedByHour: HOURS_OF_DAY.map((hour) => sumOf(hours.filter(({ name }) => name === hour).map(({ n }) => n))),
      byStatus: numbersBy(VISIT_STATUSES, shipments),
    },
    openItems: openItemFigures(answer.counts, now),
    oldestWaiting: answer.oldest,
    alarms: answer.alarms,
    trend: await days.trend(tx, {
      ...{ market, now, withoutFirms: excluded.flatMap(({ broker }) => broker ?? NO_FIRM) },
    }),
    excluded,
  };
}

const DECLARATIONS = `
  SELECT status AS name, count(*)::integer AS n FROM declaration
  WHERE market = $1 AND filed_at >= $2 AND filed_at < $3 GROUP BY status`;

/** Today's filings by lane, and the lowerings of any day that wait. */
const LANES = `
  SELECT l.colour AS name, count(*) FILTER (WHERE d.filed_at >= $2 AND d.filed_at < $3)::integer AS n,
    count(l.pending)::integer AS waiting
  FROM lane l JOIN declaration d ON d.id = l.declaration_id
  WHERE d.market = $1 AND (d.filed_at >= $2 AND d.filed_at < $3 OR l.pending IS NOT NULL) GROUP BY l.colour`;

interface CountedShipments {
  readonly name: string;
  readonly n: number;
  readonly arrived: number;
  readonly held: number;
  readonly alarms: number;
}

const HOURS_OF_DAY = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

const HOURS = `
  SELECT to_char(arrived_at AT TIME ZONE 'Asia/Shanghai', 'HH24') AS name, count(*)::integer AS n FROM shipment
  WHERE market = $1 AND (joined_until IS NULL OR joined_until >= $2) AND arrived_at >= $2 AND arrived_at < $3 GROUP BY 1`;

const SHIPMENTS = `
  SELECT status AS name, count(*) FILTER (WHERE joined_until IS NULL OR joined_until >= $2)::integer AS n, count(*) FILTER (WHERE arrived_at >= $2 AND arrived_at < $3)::integer AS arrived,
    count(*) FILTER (WHERE held)::integer AS held,
    count(*) FILTER (WHERE seal_alarm AND joined_until IS NULL)::integer AS alarms
  FROM shipment WHERE market = $1 AND (joined_until IS NULL OR joined_until >= $2 OR held) GROUP BY status`;

const OLDEST_SHOWN = 10;
const ALARMS_SHOWN = 20;

interface ItemsOfBoard {
  readonly counts: ItemCount[];
  readonly oldest: ItemOnBoard[];
  readonly alarms: ItemOnBoard[];
}

type BoardRow = OpenItemRow & {
  brokerName: string | null;
  filedBy: string | null;
  counts: ItemCount[];
  place: number;
  isAlarm: boolean;
  alarmPlace: number;
};

/** The figures stand beside each of the items that are shown, so that the spans are looked for once. */
async function openItems(tx: Tx, question: OpenItemQuestion): Promise<ItemsOfBoard> {
  const { sql, params } = openItemTables(question);
  const rows = await tx.rows<BoardRow>(
    `${sql}, ranked AS (
       SELECT ${OPEN_ITEM_COLUMNS}, (row_number() OVER waiting)::integer AS place, kind = ANY ($6) AS "isAlarm",
         (row_number() OVER latest)::integer AS "alarmPlace"
       FROM item WINDOW waiting AS (ORDER BY opened_at, kind COLLATE "C", subject_id),
         latest AS (PARTITION BY kind = ANY ($6) ORDER BY opened_at DESC, kind COLLATE "C", subject_id))
     SELECT ranked.*, d.broker_id AS "filedBy", firm.*, (
       SELECT jsonb_agg(c) FROM (
         SELECT kind, level, count(*) AS n, count(*) FILTER (WHERE due_at <= $3::timestamptz) AS overdue
         FROM item GROUP BY kind, level) c) AS counts
     FROM ranked LEFT JOIN declaration d ON ranked."subjectType" = 'declaration' AND d.id = ranked."subjectId"
     LEFT JOIN LATERAL (SELECT o.name AS "brokerName" FROM organisation o WHERE o.id = coalesce(ranked.broker, d.broker_id)) firm ON true
     WHERE place <= $5 OR "isAlarm" AND "alarmPlace" <= $7 ORDER BY place`,
    [...params, OLDEST_SHOWN, ALARM_KINDS, ALARMS_SHOWN],
  );
  const shown = rows.map(({ counts: _, place, isAlarm, alarmPlace, brokerName, filedBy, ...item }) => {
    // What a lane asks for is no firm's in any list that firms see; customs sees who filed it.
    return {
      item: { ...openItemOf({ ...item, broker: item.broker ?? filedBy }), brokerName },
      place,
      alarmPlace: isAlarm ? alarmPlace : null,
    };
  });
  const alarms = shown.filter(({ alarmPlace }) => alarmPlace !== null && alarmPlace <= ALARMS_SHOWN);
  return {
    counts: rows[0]?.counts ?? [],
    oldest: shown.filter(({ place }) => place <= OLDEST_SHOWN).map(({ item }) => item),
    alarms: alarms.toSorted((one, other) => (one.alarmPlace ?? 0) - (other.alarmPlace ?? 0)).map(({ item }) => item),
  };
}
