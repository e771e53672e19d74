import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import { CLEARED_DAILY } from '../open-items/domain/kinds.js';
import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import type { Day, Instant } from '../vocabulary/period.js';

export interface DayAsked {
  readonly market: FollowedMarket;
  readonly day: Day;
  /** The instant at which things are open or not: the day's cut-off. */
  readonly until: Instant;
  /** The cut-off of the day before, and its run if there is one. */
  readonly previousAt: Instant;
  readonly previousRun: string | null;
}

/** The counts of a day: broughtForward + opened - cleared = carriedOver, always. */
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
 * dueAt, level, owner, calendarPublished], sorted by kind and subject id. Instants are whole milliseconds since 1970
 * (`Date.parse` of the answer's): writing 400,000 of them as text takes longer than everything else a line costs.
 */
export const ENCODING =
  'SHA-256 (hex) of UTF-8 lines joined by LF, each a JSON array as JSON.stringify writes it: ' +
  '[market, date, cutOffAt, broughtForward, opened, cleared, carriedOver], then per item of the day (all pages of /items), sorted by kind and subject.id, ' +
  '[kind, subject.type, subject.id, subject.reference or subject.number, openedAt, dueAt, level, owner, calendarPublished]; ' +
  'instants as integer milliseconds since 1970-01-01T00:00:00Z';

const MILLISECONDS = (instant: string) => `floor(extract(epoch FROM ${instant}) * 1000)::bigint::text`;

/** Only a reference may hold what JSON escapes; the rest are our own words and ids. */
const LINE = `'["' || kind || '","' || subject_type || '","' || subject_id::text || '",' || to_json(subject)::text || ',' ||
  ${MILLISECONDS('opened_at')} || ',' || ${MILLISECONDS('due_at')} || ',"' || level || '","' || owner || '",' ||
  calendar_published::text || ']'`;

/** SQL of a digest; `head` names [market, day, cut-off, brought forward, opened, cleared, carried over], `items` a table of items. */
export const digestOf = (head: readonly string[], items: string): string => {
  const [market, day, cutOffAt = '', ...counts] = head;
  const line = `concat_ws(',', to_json(${market}), to_json(${day}), ${MILLISECONDS(cutOffAt)}, ${counts.join(', ')})`;
  return `encode(sha256(convert_to(concat_ws(E'\\n', '[' || ${line} || ']',
    (SELECT string_agg(${LINE}, E'\\n' ORDER BY kind COLLATE "C", subject_id) FROM ${items})), 'UTF8')), 'hex')`;
};

/**
 * What was brought forward is what the day before froze, or, where it was never run, what was open at its cut-off. Opened
 * and cleared are the differences to it, so that the counts tie also when a fact of an earlier day came late: it then shows
 * in the day that could know it. What opened and was cleared in between counts in both.
 *
 * `kept` is in the order of the primary key of clearance_item and of the digest: sorted once, inserted at the index's end.
 * A full join is hashed or merged, never a nested loop, which the planner took for an inner one while it had no statistics of
 * a day with 200,000 items that was frozen minutes before: then the day took longer than anybody waited.
 */
const COUNTED = `
  kept AS MATERIALIZED (
    SELECT kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner, calendar_published FROM item
    ORDER BY kind COLLATE "C", subject_id),
  brought AS (
    SELECT kind, subject_id, opened_at FROM clearance_item WHERE run_id = $5::uuid
    UNION ALL
    SELECT kind, subject_id, opened_at FROM span
    WHERE $5::uuid IS NULL AND opened_at <= $2::timestamptz AND (closed_at IS NULL OR closed_at > $2::timestamptz)),
  tally AS MATERIALIZED (
    SELECT count(b.kind) AS brought, count(k.kind) AS carried, count(*) FILTER (WHERE b.kind = k.kind) AS stayed,
      (SELECT count(*) FROM span WHERE opened_at > $2::timestamptz AND closed_at <= $3::timestamptz) AS through
    FROM kept k FULL JOIN brought b USING (kind, subject_id, opened_at)),
  counted AS (
    SELECT brought::integer AS brought, (carried - stayed + through)::integer AS opened,
      (brought - stayed + through)::integer AS cleared, carried::integer AS carried FROM tally)`;

/** `WITH … kept, counted`, and its first seven parameters; own parameters follow from $8 on. */
export function dayTables(asked: DayAsked): { sql: string; params: readonly unknown[] } {
  const { sql, params } = openItemTables({
    markets: [asked.market],
    kinds: CLEARED_DAILY,
    since: asked.previousAt,
    until: asked.until,
  });
  return { sql: `${sql}, ${COUNTED}`, params: [...params, asked.previousRun, asked.market.code, asked.day] };
}

/** The digest of `counted` and `kept`. */
export const DIGEST = digestOf(
  ['$6::text', '$7::text', '$3::timestamptz', 'brought', 'opened', 'cleared', 'carried'],
  'kept',
);

/** A big day's items are sorted and joined in memory, not on disk. */
export const roomToSort = (tx: Tx): Promise<number> => tx.run("SET LOCAL work_mem = '64MB'");
