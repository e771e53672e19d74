import { CLEARED_DAILY } from '../open-items/domain/kinds.js';
import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import type { Day, Instant } from '../vocabulary/period.js';

export interface DayToFreeze {
  readonly id: string;
  readonly market: FollowedMarket;
  readonly day: Day;
  readonly cutOffAt: Instant;
  /** The cut-off of the day before, and its run if there is one. */
  readonly previousAt: Instant;
  readonly previousRun: string | null;
  readonly finishedAt: Instant;
}

/** The counts of a day: broughtForward + opened - cleared = carriedOver, always. */
export interface DayCounts {
  readonly broughtForward: number;
  readonly opened: number;
  readonly cleared: number;
  readonly carriedOver: number;
  readonly digest: string;
}

const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const LINE = (...values: string[]) => `'[' || concat_ws(',', ${values.map((v) => `to_json(${v})`).join(', ')}) || ']'`;

/**
 * What was brought forward is what the day before froze, or, where it was never run, what was open at its cut-off. Opened
 * and cleared are the differences to it, so that the counts tie also when a fact of an earlier day came late: it then shows
 * in the day that could know it. What opened and was cleared in between counts in both.
 */
const COUNTS = `
  brought AS (
    SELECT kind, subject_id, opened_at FROM clearance_item WHERE run_id = $6::uuid
    UNION ALL
    SELECT kind, subject_id, opened_at FROM span
    WHERE $6::uuid IS NULL AND opened_at <= $2::timestamptz AND (closed_at IS NULL OR closed_at > $2::timestamptz)),
  count AS (
    SELECT brought, fresh + through AS opened, gone + through AS cleared, carried FROM (SELECT
      (SELECT count(*) FROM brought)::integer AS brought,
      (SELECT count(*) FROM item)::integer AS carried,
      (SELECT count(*) FROM span WHERE opened_at > $2::timestamptz AND closed_at <= $3::timestamptz)::integer AS through,
      (SELECT count(*) FROM (SELECT kind, subject_id, opened_at FROM item EXCEPT SELECT * FROM brought) f)::integer AS fresh,
      (SELECT count(*) FROM (SELECT * FROM brought EXCEPT SELECT kind, subject_id, opened_at FROM item) g)::integer AS gone) c),
  content AS (
    SELECT ${LINE('$7::text', '$8::text', INSTANT('$3::timestamptz'), 'brought::text', 'opened::text', 'cleared::text', 'carried::text')} AS head,
      (SELECT string_agg(${LINE('kind', 'subject_type', 'subject_id::text', 'subject', INSTANT('opened_at'), INSTANT('due_at'), 'level', 'owner')}, E'\\n'
         ORDER BY kind COLLATE "C", subject_id) FROM item) AS lines
    FROM count),
  run AS (
    INSERT INTO clearance_run (id, market, day, cut_off_at, brought_forward, opened, cleared, carried_over, digest, finished_at)
    SELECT $5::uuid, $7, $8::date, $3, brought, opened, cleared, carried,
      encode(sha256(convert_to(concat_ws(E'\\n', head, lines), 'UTF8')), 'hex'), $9::timestamptz
    FROM count, content
    RETURNING id, brought_forward, opened, cleared, carried_over, digest),
  frozen AS (
    INSERT INTO clearance_item (run_id, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner)
    SELECT $5::uuid, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner FROM item)`;

/**
 * Freezes a market's day in one statement, whatever the number of items: finds what is open at the cut-off, counts, and
 * writes run and items.
 *
 * The digest is the SHA-256, in lower-case hex, of UTF-8 lines joined by LF. Each is a JSON array of strings as
 * `JSON.stringify` writes it: first [market, day, cut-off, broughtForward, opened, cleared, carriedOver], then one an item,
 * [kind, subject type, subject id, reference or container number, openedAt, dueAt, level, owner], sorted by kind and
 * subject id. Instants are UTC with milliseconds.
 */
export async function freezeDay(tx: Tx, day: DayToFreeze): Promise<DayCounts> {
  const { sql, params } = openItemTables({
    markets: [day.market],
    kinds: CLEARED_DAILY,
    since: day.previousAt,
    until: day.cutOffAt,
  });
  const counts = await tx.one<DayCounts>(
    `${sql}, ${COUNTS}
     SELECT brought_forward AS "broughtForward", opened, cleared, carried_over AS "carriedOver", digest FROM run`,
    [...params, day.id, day.previousRun, day.market.code, day.day, day.finishedAt],
  );
  if (!counts) throw new Error(`The day ${day.market.code} ${day.day} was not frozen.`);
  return counts;
}
