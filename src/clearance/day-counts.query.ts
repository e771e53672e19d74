import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import { isClearedDaily, OPEN_ITEM_KINDS } from '../vocabulary/open-item-kinds.js';
import { firmOf, NO_FIRM, type OpenItemQuestion, openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { excludedOf } from './excluded-firms.sql.js';
import type { Day, Instant } from '../vocabulary/period.js';

export interface DayAsked {
  readonly market: FollowedMarket;
  readonly day: Day;
  /** The instant at which things are open or not: the day's cut-off. */
  readonly until: Instant;
  /** The cut-off of the day before, and its run if there is one. */
  readonly previousAt: Instant;
  readonly previousRun: string | null;
  /** Firms that are left out: nothing of theirs is counted, neither brought forward nor carried over. */
  readonly excluded?: readonly ExcludedFromDay[];
  /** Only these firms, to find those that have to be left out. */
  readonly firms?: readonly string[];
}

/** A firm whose data cannot be judged. The day is cleared without it, and says so. */
export interface ExcludedFromDay {
  /** Null where it is what belongs to no firm. */
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly reason: string;
  /** How many of its items the day would have brought forward. */
  readonly broughtForward: number;
}

/** The counts of a day: broughtForward + opened - cleared = carriedOver, always, of the firms that are not excluded. */
export interface DayCounts {
  readonly broughtForward: number;
  readonly opened: number;
  readonly cleared: number;
  readonly carriedOver: number;
  readonly digest: string;
}

/**
 * How the digest is computed, for those who want to compute it again: the SHA-256, in lower-case hex, of UTF-8 lines joined
 * by LF. Each is a JSON array without blanks, as `JSON.stringify` writes it: first [market, day, cut-off, broughtForward,
 * opened, cleared, carriedOver], then one an item, [kind, subject type, subject id, reference or container number, openedAt,
 * dueAt, level, owner, calendarPublished], sorted by kind and subject id, then one a firm that is excluded, ["parked", firm or
 * null, reason, broughtForward], sorted by firm, null first. Instants are whole milliseconds since 1970 (`Date.parse` of the
 * answer's): writing 400,000 of them as text takes longer than everything else a line costs.
 */
export const ENCODING =
  'SHA-256 (hex) of UTF-8 lines joined by LF, each a JSON array as JSON.stringify writes it: ' +
  '[market, date, cutOffAt, broughtForward, opened, cleared, carriedOver], then per item of the day (all pages of /items), sorted by kind and subject.id, ' +
  '[kind, subject.type, subject.id, subject.reference or subject.number, openedAt, dueAt, level, owner, calendarPublished], then per firm of excluded, sorted by broker (null first), ["parked", broker, reason, broughtForward]; ' +
  'instants as integer milliseconds since 1970-01-01T00:00:00Z, a dueAt that is not set as null';

const MILLISECONDS = (instant: string) => `floor(extract(epoch FROM ${instant}) * 1000)::bigint::text`;

/** Only a reference may hold what JSON escapes; the rest are our own words and ids. */
const LINE = `'["' || kind || '","' || subject_type || '","' || subject_id::text || '",' || to_json(subject)::text || ',' ||
  ${MILLISECONDS('opened_at')} || ',' || coalesce(${MILLISECONDS('due_at')}, 'null') || ',"' || level || '","' || owner || '",' ||
  calendar_published::text || ']'`;

/** The word that digests have carried from the first. */
const EXCLUDED_LINE = `concat('["parked",', coalesce(to_json(broker_id)::text, 'null'), ',', to_json(reason), ',', brought_forward, ']')`;

/**
 * SQL of a digest; `head` names [market, day, cut-off, brought forward, opened, cleared, carried over], `items` a table of
 * items, `excluded` one of the firms that are left out. Where there are none, it is what it was before there could be any.
 */
export const digestOf = (head: readonly string[], items: string, excluded: string): string => {
  const [market, day, cutOffAt = '', ...counts] = head;
  const line = `concat_ws(',', to_json(${market}), to_json(${day}), ${MILLISECONDS(cutOffAt)}, ${counts.join(', ')})`;
  return `encode(sha256(convert_to(concat_ws(E'\\n', '[' || ${line} || ']',
    (SELECT string_agg(${LINE}, E'\\n' ORDER BY kind COLLATE "C", subject_id) FROM ${items}),
    (SELECT string_agg(${EXCLUDED_LINE}, E'\\n' ORDER BY ${firmOf('broker_id')}) FROM ${excluded})), 'UTF8')), 'hex')`;
};

/**
 * What was brought forward is what the day before froze, or, where it was never run or could not judge the firm, what was open
 * at its cut-off. Opened is every span of the day that was not brought forward, cleared everything of both that is not open at
 * the end: broughtForward + opened - cleared = carriedOver, whatever came late. What opened and closed in between counts in both,
 * and an item whose opening moved, because an earlier fact came late, stayed: its span still covers the cut-off before.
 *
 * On the first day of a kind all that is open of it is opened: the day before did not count it, whether it was run or not.
 *
 * An excluded firm is left out on both sides: what it had open looks neither cleared today nor opened when it is back.
 *
 * `frozen_item` is in the order of the primary key of clearance_item and of the digest: sorted once, inserted at the index's end.
 * A full join is hashed or merged, never a nested loop, which the planner took for an inner one while it had no statistics of
 * a day with 200,000 items that was frozen minutes before: then the day took longer than anybody waited.
 * `asked_day` names what only the digest uses: PostgreSQL refuses a parameter whose type it cannot infer.
 */
const COUNTED = `
  asked_day AS (SELECT $6::text, $7::text),
  excluded AS MATERIALIZED (
    SELECT broker AS broker_id, reason, "broughtForward" AS brought_forward
    FROM jsonb_to_recordset($8::jsonb) AS p (broker uuid, reason text, "broughtForward" integer)),
  frozen_item AS MATERIALIZED (
    SELECT kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner, calendar_published FROM item
    ORDER BY kind COLLATE "C", subject_id),
  brought AS (
    SELECT kind, subject_id, broker_id FROM clearance_item
    WHERE run_id = $5::uuid AND ${firmOf('broker_id')} NOT IN (SELECT ${firmOf('broker_id')} FROM excluded)
    UNION ALL
    SELECT kind, subject_id, broker_id FROM span
    WHERE opened_at <= $2::timestamptz AND (closed_at IS NULL OR closed_at > $2::timestamptz)
      AND ("countedFrom" IS NULL OR "countedFrom" <= $2::timestamptz) AND ($5::uuid IS NULL
      OR ${firmOf('broker_id')} IN (SELECT ${firmOf('e.broker_id')} FROM clearance_run c CROSS JOIN LATERAL ${excludedOf('c')} e WHERE c.id = $5::uuid))),
  tally AS MATERIALIZED (
    SELECT count(b.kind) AS brought, count(s.kind) AS spans, count(*) FILTER (WHERE s.kind = b.kind) AS known,
      count(*) FILTER (WHERE s.ended) AS ended
    FROM (SELECT kind, subject_id, opened_at <= $2::timestamptz AS before, coalesce(closed_at <= $3::timestamptz, false) AS ended
      FROM span) s
    FULL JOIN (SELECT kind, subject_id, true AS before FROM brought) b USING (kind, subject_id, before)),
  counted AS (
    SELECT brought::integer AS brought, (spans - known)::integer AS opened, (brought - known + ended)::integer AS cleared,
      (spans - ended)::integer AS carried FROM tally)`;

/** `WITH … excluded, frozen_item, brought, counted`, and its first eight parameters; own parameters follow from $9 on. */
export function dayTables(asked: DayAsked): { sql: string; params: readonly unknown[] } {
  const { sql, params } = openItemTables({ ...itemsAsked(asked), since: asked.previousAt });
  const own = [asked.previousRun, asked.market.code, asked.day, JSON.stringify(asked.excluded ?? [])];
  return { sql: `${sql}, ${COUNTED}`, params: [...params, ...own] };
}

/** What is open at the end of a day, of the firms that are counted. */
export const itemsAsked = ({ market, until, firms, excluded = [] }: DayAsked): OpenItemQuestion => ({
  markets: [market],
  kinds: OPEN_ITEM_KINDS.filter(isClearedDaily),
  until,
  firms: firms ?? null,
  withoutFirms: excluded.map(({ broker }) => broker ?? NO_FIRM),
});

/** The digest of `counted` and `frozen_item`. */
export const DIGEST = digestOf(
  ['$6::text', '$7::text', '$3::timestamptz', 'brought', 'opened', 'cleared', 'carried'],
  'frozen_item',
  'excluded',
);

/** A big day's items are sorted and joined in memory, not on disk. */
export const roomToSort = (tx: Tx): Promise<number> => tx.run("SET LOCAL work_mem = '64MB'");

/** The counts and the digest of a day, and nothing written. */
export async function countsOf(tx: Tx, asked: DayAsked): Promise<DayCounts> {
  await roomToSort(tx);
  const { sql, params } = dayTables(asked);
  const counts = await tx.one<DayCounts>(
    `${sql} SELECT brought AS "broughtForward", opened, cleared, carried AS "carriedOver", ${DIGEST} AS digest FROM counted`,
    params,
  );
  if (!counts) throw new Error(`The day ${asked.market.code} ${asked.day} has no counts.`);
  return counts;
}
