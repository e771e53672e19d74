import { actorOfItem, type NextActor } from '../declarations/domain/status/next-step.js';
import { declaredUsd, episodeUsd, paymentUsdSql } from '../declarations/status/obligations.repository.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import { type FollowedMarket, itemRules } from './domain/item-rule.js';
import { kindsAt, type Level, type OpenItemKind, type Owner, type SubjectType } from '../vocabulary/open-item-kinds.js';
import { spansOf } from './spans.query.js';

/** Stands in a list of firms for what belongs to none: receipts nobody could place. */
export const NO_FIRM = '00000000-0000-0000-0000-000000000000';

/** SQL of the firm an item belongs to, as it stands in lists of firms. */
export const firmOf = (brokerId: string): string => `coalesce(${brokerId}, '${NO_FIRM}')`;

export interface OpenItemQuestion {
  readonly markets: readonly FollowedMarket[];
  /** Of these only; in any case only kinds that are counted at `until`. */
  readonly kinds?: readonly OpenItemKind[];
  /** Spans that ended by then are of no interest; the instant itself when only what is open is wanted. */
  readonly since?: Instant;
  /** The instant at which things are open or not. */
  readonly until: Instant;
  /**
   * Only what is of these firms. Of the others not even an age is computed: what one firm's data makes impossible does not
   * stop the question about another, which a condition on `item` would not promise.
   */
  readonly firms?: readonly string[] | null;
  /** Nothing that is of these, in the same way. */
  readonly withoutFirms?: readonly string[];
}

/**
 * The start of a statement about open items, and its first four parameters. Own parameters follow from $5 on; the names
 * asked, rule, span, calendar, item and item_… are taken.
 */
export interface OpenItemTables {
  /**
   * `WITH … span, … item`: `span` holds every span that touches the time from since to until, `item` what is open at
   * until, judged: market, kind, subject_type, subject_id, subject, broker_id, opened_at, owner, level,
   * due_at, calendar_published (whether the calendar of the day it is due on is known), age_days.
   */
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * What customs has to do waits while the firm has the ball, as `dueWithPauses` says: it is due at the first working cut-off by
 * which as many passed outside the pauses as there were until the plain due time, and while a pause stands it has no due time
 * unless it was due before. Its age counts the midnights that no pause covers. Only few are paused, so that each may look at
 * its own days.
 */
const MOVED = `
  SELECT p.kind, p.subject_id, c.at AS due_at, coalesce(c.published, true) AS calendar_published, a.days AS paused_days
  FROM item_plain p JOIN item_paused w ON w.declaration_id = p.subject_id AND p.owner = 'officer' AND p.subject_type = 'declaration'
  CROSS JOIN LATERAL (
    SELECT coalesce(sum((least(upper(r), $3::timestamptz) AT TIME ZONE 'Asia/Shanghai')::date
      - (greatest(lower(r), p.opened_at) AT TIME ZONE 'Asia/Shanghai')::date), 0)::integer AS days
    FROM unnest(w.pauses) r WHERE upper_inf(r) OR upper(r) > p.opened_at) a
  LEFT JOIN LATERAL (
    SELECT at, published, count(*) FILTER (WHERE at <= p.due_at) OVER () AS wanted,
      count(*) FILTER (WHERE NOT at <@ w.pauses) OVER (ORDER BY at) AS passed
    FROM (
      SELECT (g.day::date + p."cutOff") AT TIME ZONE 'Asia/Shanghai' AS at, k.day IS NOT NULL AS published
      FROM generate_series(p.local::date::timestamp,
        greatest(p.due_at, upper(w.pauses)) AT TIME ZONE 'Asia/Shanghai' + (p.due_day - p.local::date + 45) * interval '2 days', interval '1 day') AS g (day)
      LEFT JOIN calendar_day k ON k.day = g.day::date WHERE k.working IS NOT FALSE) d
    WHERE at > p.opened_at) c ON c.passed = c.wanted AND NOT c.at <@ w.pauses`;

/**
 * `calendar` has, from its first day to the one after its last, the first working day from each day on, and whether that one
 * is published; days nobody has published yet count as working days. Arrays instead of a join: the planner, who cannot know
 * how many items there are, once took a nested loop. OFFSET 0 keeps the planner from computing a day once for each use of it.
 */
const JUDGED = `
  calendar AS MATERIALIZED (
    SELECT min(day) AS first, array_agg(coalesce(working_day, day) ORDER BY day) AS days,
      array_agg(coalesce(working_day IN (SELECT k.day FROM calendar_day k), false) ORDER BY day) AS published
    FROM (
      SELECT g.day::date AS day, (min(g.day) FILTER (WHERE c.working IS NOT FALSE) OVER (ORDER BY g.day DESC))::date AS working_day
      FROM (SELECT min(day) AS first, max(day) + 1 AS last FROM calendar_day) known
      CROSS JOIN LATERAL generate_series(known.first::timestamp, known.last::timestamp, interval '1 day') AS g (day)
      LEFT JOIN calendar_day c ON c.day = g.day::date) d),
  item_paused AS MATERIALIZED (
    SELECT declaration_id, range_agg(tstzrange(since, CASE WHEN until <= $3::timestamptz THEN until END, '(]')) AS pauses
    FROM correction_pause WHERE side = 'customs' AND since <= $3::timestamptz GROUP BY declaration_id),
  item_plain AS (
    SELECT p.*, (coalesce(p.due_on, (SELECT days FROM calendar)[p.place], p.due_day) + p."cutOff") AT TIME ZONE 'Asia/Shanghai' AS due_at,
      coalesce(p.due_on IS NOT NULL OR (SELECT published FROM calendar)[p.place], false) AS calendar_published
    FROM (SELECT o.*, o.due_day - (SELECT first FROM calendar) + 1 AS place
      FROM (SELECT s.*, ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date - s.local::date AS age_days,
          CASE WHEN s."dueMonthDay" IS NULL THEN s.local::date + (s.local::time >= s."cutOff")::integer + s."dueDays"
               ELSE (date_trunc('month', s.local) + interval '1 month')::date + s."dueMonthDay" - 1 END AS due_day
        FROM (SELECT s.*, s.opened_at AT TIME ZONE 'Asia/Shanghai' AS local FROM span s
          WHERE s.opened_at <= $3::timestamptz AND (s.closed_at IS NULL OR s.closed_at > $3::timestamptz) OFFSET 0) s
        OFFSET 0) o
      OFFSET 0) p),
  item_moved AS MATERIALIZED (${MOVED}),
  item AS (
    SELECT market, kind, subject_type, subject_id, subject, broker_id, opened_at, owner, age_days, due_at, calendar_published,
      CASE WHEN level = 'month' OR age_days >= "monthAfterDays" THEN 'month'
           WHEN level = 'week' OR age_days >= "weekAfterDays" THEN 'week' ELSE 'day' END AS level
    FROM (
      SELECT p.market, p.kind, p.subject_type, p.subject_id, p.subject, p.broker_id, p.opened_at, p.owner, p.level,
        p."monthAfterDays", p."weekAfterDays", p.age_days - coalesce(m.paused_days, 0) AS age_days,
        CASE WHEN m.kind IS NULL THEN p.due_at ELSE m.due_at END AS due_at,
        CASE WHEN m.kind IS NULL THEN p.calendar_published ELSE m.calendar_published END AS calendar_published
      FROM item_plain p LEFT JOIN item_moved m ON m.kind = p.kind AND m.subject_id = p.subject_id) judged)`;

/** `asked` names every parameter: PostgreSQL refuses one whose type it cannot infer, and not every source uses them all. */
export function openItemTables(question: OpenItemQuestion): OpenItemTables {
  const { markets, until, since = until, firms = null, withoutFirms: without = [] } = question;
  const kinds = kindsAt(until, question.kinds);
  const rules = markets.flatMap((market) => itemRules(market, kinds)).map((rule) => ({ ...rule, firms, without }));
  const sql = `
  WITH asked AS (SELECT $2::timestamptz, $3::timestamptz, $4::text[]),
  rule AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (market text, kind text, owner text, level text,
      "weekAfterDays" integer, "monthAfterDays" integer, "cutOff" time, "dueDays" integer, "dueMonthDay" integer, "countedFrom" timestamptz, firms uuid[], without uuid[])),
  span AS (SELECT s.*, r.owner, r.level, r."weekAfterDays", r."monthAfterDays", r."cutOff", r."dueDays", r."dueMonthDay", r."countedFrom"
    FROM (${spansOf(kinds)}) s JOIN rule r ON r.market = s.market AND r.kind = s.kind
      AND (r."countedFrom" IS NULL OR s.closed_at IS NULL OR s.closed_at > r."countedFrom")
      AND (r.firms IS NULL OR ${firmOf('s.broker_id')} = ANY (r.firms)) AND ${firmOf('s.broker_id')} <> ALL (r.without)
      AND own_item(s.broker_id, s.market, s.subject_type, s.subject_id)),
  ${JUDGED}`;
  return { sql, params: [JSON.stringify(rules), since, until, markets.map(({ code }) => code)] };
}

/** An item that is open. */
export interface OpenItem {
  readonly market: string | null;
  readonly kind: OpenItemKind;
  readonly subject: Subject;
  readonly broker: string | null;
  readonly openedAt: Instant;
  /** Null while its clock stands still: customs waits for the answer to a request for corrections. */
  readonly dueAt: Instant | null;
  /** False when the working calendar of the day it is due on is not known yet: that day counts as worked, which may turn out wrong. */
  readonly calendarPublished: boolean;
  readonly overdue: boolean;
  readonly level: Level;
  /** Whose side it is, as it is frozen with a day. */
  readonly owner: Owner;
  /** Who acts, by the same word as `next` of a declaration and the list of what to do. */
  readonly actor: NextActor;
  readonly ageDays: number;
}

/** An open item of the list; a missing payment says what was received until then, of which declared value, in USD. */
export interface ListedItem extends OpenItem {
  readonly receivedUsd?: string;
  readonly declaredUsd?: string;
}

/** A container is called by its number, everything else by its reference. */
export type Subject =
  | { readonly type: 'declaration' | 'receipt'; readonly id: string; readonly reference: string }
  | { readonly type: 'shipment'; readonly id: string; readonly number: string };

export const subjectOf = (type: SubjectType, id: string, text: string): Subject =>
  type === 'shipment' ? { type, id, number: text } : { type, id, reference: text };

/** Stands in a cursor for a due time that is null: after all others. */
export const NO_DUE_TIME = 'infinity';

export interface ListOptions {
  readonly broker: string | null;
  readonly overdue: boolean | null;
  /** dueAt (or NO_DUE_TIME), kind and subject id of the last item of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** What OPEN_ITEM_COLUMNS select. */
export type OpenItemRow = Omit<OpenItem, 'subject' | 'actor'> & {
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly text: string;
};

/** The columns of `item` of which `openItemOf` makes an open item. */
export const OPEN_ITEM_COLUMNS = `nullif(market, '') AS market, kind, subject_type AS "subjectType", subject_id AS "subjectId",
  subject AS text, broker_id AS broker, opened_at AS "openedAt", due_at AS "dueAt", calendar_published AS "calendarPublished",
  coalesce(due_at <= $3::timestamptz, false) AS overdue, level, owner, age_days AS "ageDays"`;

export const openItemOf = ({ subjectType, subjectId, text, ...item }: OpenItemRow): OpenItem => ({
  ...item,
  actor: actorOfItem(item.kind),
  subject: subjectOf(subjectType, subjectId, text),
});

/** What came in until an instant for a declaration whose payment is missing, beside its value then. For the rows of one page. */
const RECEIVED = `
  SELECT page.*, paid.usd AS "receivedUsd", CASE WHEN episode.ended_at IS NULL THEN ${declaredUsd('d', '$3::timestamptz')}
    ELSE ${episodeUsd('d', '$3::timestamptz', 'episode.ended_at')} END AS "declaredUsd" FROM page
  LEFT JOIN declaration d ON page.kind = 'fx-receipt-missing' AND d.id = page."subjectId"
  LEFT JOIN LATERAL (SELECT min("endedAt") AS ended_at FROM jsonb_to_recordset(d.past_episodes) AS r ("endedAt" timestamptz)
    WHERE "endedAt" > $3::timestamptz) episode ON true
  LEFT JOIN LATERAL (SELECT coalesce(sum(${paymentUsdSql('p', 'd')}), 0.00) AS usd FROM fx_receipt p
    WHERE p.declaration_id = d.id AND p.received_on <= ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date) paid ON d.id IS NOT NULL
  ORDER BY page."dueAt", page.kind COLLATE "C", page."subjectId"`;

/** What is open at an instant, the earliest due first, what has no due time last. One statement, whatever the number of items. */
export async function listOpenItems(tx: Tx, question: OpenItemQuestion, options: ListOptions): Promise<ListedItem[]> {
  const { sql, params } = openItemTables(question);
  const [dueAt = null, kind = null, subjectId = null] = options.after ?? [];
  const due = "coalesce(due_at, 'infinity')";
  const rows = await tx.rows<OpenItemRow & { receivedUsd: string | null; declaredUsd: string | null }>(
    `${sql}, page AS (
       SELECT ${OPEN_ITEM_COLUMNS} FROM item
       WHERE ($5::uuid IS NULL OR broker_id = $5) AND ($6::boolean IS NULL OR (${due} <= $3::timestamptz) = $6)
         AND ($7::timestamptz IS NULL OR (${due}, kind COLLATE "C", subject_id) > ($7, $8::text COLLATE "C", $9::uuid))
       ORDER BY ${due}, kind COLLATE "C", subject_id LIMIT $10)
     ${RECEIVED}`,
    [...params, options.broker, options.overdue, dueAt, kind, subjectId, options.limit],
  );
  return rows.map(({ receivedUsd, declaredUsd: ofUsd, ...row }) => ({
    ...openItemOf(row),
    ...(receivedUsd !== null && ofUsd !== null ? { receivedUsd, declaredUsd: ofUsd } : {}),
  }));
}
