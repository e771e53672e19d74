import { firmOf } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import { type DayAsked, type DayCounts, dayTables, DIGEST, roomToSort } from './day-counts.query.js';
import type { RunInputs } from './run-inputs.query.js';

export interface DayToFreeze extends DayAsked {
  readonly id: string;
  readonly finishedAt: Instant;
  readonly inputs: RunInputs;
  /** 1 is the official result. */
  readonly revision: number;
  /** The official run that a later revision is compared with. */
  readonly officialRun: string | null;
}

const JUDGEMENT = (of: string) => `(${of}.due_at, ${of}.level, ${of}.owner, ${of}.calendar_published)`;

/**
 * Of items that were open in one of two revisions; `changed`: in both, but due or judged otherwise; `moved`: in both and judged
 * the same, only its opening is known to be another instant.
 */
export const ITEM_DIFFERENCE = {
  added: 'o.kind IS NULL',
  gone: 'k.kind IS NULL',
  changed: `o.kind = k.kind AND ${JUDGEMENT('o')} IS DISTINCT FROM ${JUDGEMENT('k')}`,
  moved: `o.kind = k.kind AND ${JUDGEMENT('o')} IS NOT DISTINCT FROM ${JUDGEMENT('k')} AND o.opened_at <> k.opened_at`,
} as const;

/** $13 is the official run, or null for the first result, which differs from nothing. What cannot be judged now does not differ. */
const COMPARED = `
  CASE WHEN $13::uuid IS NOT NULL THEN (
    SELECT jsonb_build_object(${Object.entries(ITEM_DIFFERENCE)
      .map(([name, condition]) => `'${name}', count(*) FILTER (WHERE ${condition})`)
      .join(', ')})
    FROM (SELECT * FROM clearance_item
      WHERE run_id = $13 AND ${firmOf('broker_id')} NOT IN (SELECT ${firmOf('broker_id')} FROM excluded)) o
    FULL JOIN frozen_item k USING (kind, subject_id)) END`;

/**
 * Freezes a market's day in one statement, whatever the number of items: finds what is open at the cut-off, counts, and
 * writes run and items. The digest covers them all: see {@link ENCODING}.
 */
export async function freezeDay(tx: Tx, day: DayToFreeze): Promise<DayCounts> {
  const { sql, params } = dayTables(day);
  await roomToSort(tx);
  const counts = await tx.one<DayCounts>(
    `${sql},
     run AS (
       INSERT INTO clearance_run (id, market, day, cut_off_at, brought_forward, opened, cleared, carried_over, digest,
         finished_at, inputs, revision, difference)
       SELECT $9::uuid, $6, $7::date, $3, brought, opened, cleared, carried, ${DIGEST}, $10::timestamptz, $11::jsonb,
         $12::integer, ${COMPARED} FROM counted
       RETURNING brought_forward AS "broughtForward", opened, cleared, carried_over AS "carriedOver", digest),
     frozen AS (
       INSERT INTO clearance_item (run_id, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner,
         calendar_published)
       SELECT $9::uuid, kind, subject_type, subject_id, subject, broker_id, opened_at, due_at, level, owner, calendar_published
       FROM frozen_item)
     SELECT * FROM run`,
    [...params, day.id, day.finishedAt, JSON.stringify(day.inputs), day.revision, day.officialRun],
  );
  if (!counts) throw new Error(`The day ${day.market.code} ${day.day} was not frozen.`);
  return counts;
}
