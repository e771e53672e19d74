import { filedAt, knownSince } from '../declarations/status/facts.query.js';
import { firmOf, type Subject, subjectOf } from '../open-items/open-items.query.js';
import {
  KINDS,
  type Level,
  type OpenItemKind,
  type RecordedFact,
  type SubjectType,
} from '../vocabulary/open-item-kinds.js';
import type { DifferencesAsked } from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { type Day, type Instant, instantText } from '../vocabulary/period.js';
import { ITEM_DIFFERENCE } from './clearance-run.repository.js';
import type { DayCounts, ExcludedFromDay } from './day-counts.query.js';
import { excludedIn, excludedOf } from './excluded-firms.sql.js';

/** One result of a day. The first is the official one; what is known later makes later ones beside it. */
export interface DayRevision extends DayCounts {
  readonly id: string;
  readonly revision: number;
  readonly official: boolean;
  readonly cutOffAt: Instant;
  readonly finishedAt: Instant;
  /** Firms that were left out, because their data could not be judged. */
  readonly excluded: readonly ExcludedFromDay[];
  /** Why it was computed again, and who asked; null for the official one. */
  readonly reason: string | null;
  readonly askedBy: string | null;
  /** How many items differ from the official ones; null for those themselves. */
  readonly difference: Readonly<Record<keyof typeof ITEM_DIFFERENCE, number>> | null;
  /** Whether settings of the market or the working calendar were others than for the official one. */
  readonly settingsChanged: boolean;
}

/** All results of a day, the official one first. */
export const findRevisions = (tx: Tx, market: string, day: Day): Promise<DayRevision[]> =>
  tx.rows<DayRevision>(
    `SELECT c.id, c.revision, c.revision = 1 AS official, c.cut_off_at AS "cutOffAt", c.finished_at AS "finishedAt",
       c.brought_forward AS "broughtForward", c.opened, c.cleared, c.carried_over AS "carriedOver", c.digest, v.reason,
       ${excludedIn('c')} AS excluded,
       v.made_by AS "askedBy", '{"moved": 0}' || c.difference AS difference, c.inputs <> o.inputs AS "settingsChanged"
     FROM clearance_run c JOIN clearance_run o ON o.market = c.market AND o.day = c.day AND o.revision = 1
     LEFT JOIN period_revision v ON v.id = c.id
     WHERE c.market = $1 AND c.day = $2 ORDER BY c.revision`,
    [market, day],
  );

/** In how many items a revision differs from the official result, and whether its settings or calendar were others. */
export async function differenceOf(tx: Tx, officialRun: string, run: string) {
  const found = await tx.one<{
    difference: Readonly<Record<keyof typeof ITEM_DIFFERENCE, number>>;
    settingsChanged: boolean;
  }>(
    `SELECT c.difference, c.inputs <> o.inputs AS "settingsChanged" FROM clearance_run c JOIN clearance_run o ON o.id = $1 WHERE c.id = $2`,
    [officialRun, run],
  );
  if (!found) throw new Error(`The run ${run} was written and is not there.`);
  return found;
}

interface Judged {
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
  readonly level: Level;
}

/** A fact of the time until the cut-off that the official run could not know: it happened before and was recorded after. */
export interface LateFact {
  readonly fact: RecordedFact;
  readonly code: string;
  readonly eventTime: Instant;
  /** Of a receipt that was parked: when it found its declaration. */
  readonly arrivedAt: Instant;
}

/** An item that is not the same in both results. Without a late fact it is settings or calendar that changed it. */
export interface ItemDifference {
  readonly what: keyof typeof ITEM_DIFFERENCE;
  readonly kind: OpenItemKind;
  readonly subject: Subject;
  readonly official: Judged | null;
  readonly later: Judged | null;
  readonly facts: readonly LateFact[];
}

const JUDGED = (of: string) => `CASE WHEN ${of}.kind IS NOT NULL THEN
  jsonb_build_object('openedAt', ${of}.opened_at, 'dueAt', ${of}.due_at, 'level', ${of}.level) END`;

/** Facts of subject d.subject_id: what each is called, when it happened and since when it was known. */
const RECORDED: Readonly<Record<RecordedFact, string>> = {
  submission: `SELECT 'submission' AS fact, 'submit' AS code, ${filedAt('s')} AS event_time, submitted_at AS arrived_at
    FROM submission s WHERE declaration_id = d.subject_id`,
  receipt: `SELECT 'receipt' AS fact, code, event_time, ${knownSince('receipt')} AS arrived_at
    FROM receipt WHERE declaration_id = d.subject_id OR id = d.subject_id`,
  event: `SELECT 'event' AS fact, code, event_time, received_at AS arrived_at FROM shipment_event WHERE shipment_id = d.subject_id`,
};
const LATE = Object.values(RECORDED).join(' UNION ALL ');

/** The facts that open or close items of each kind. */
const factsByKind = () => Object.fromEntries(Object.entries(KINDS).map(([kind, { facts }]) => [kind, facts]));

type Row = Omit<ItemDifference, 'subject'> & { subjectType: SubjectType; subjectId: string; text: string };

/**
 * What differs between the official run and a revision, by kind and subject, and for each item the facts of the time until
 * the cut-off that arrived in between: what happened after it is no reason. What the later one cannot judge does not differ. `after`: kind and subject id of the last one before.
 */
export async function dayDifferencesOf(
  tx: Tx,
  { key, number, after, limit }: DifferencesAsked,
): Promise<(ItemDifference & { position: readonly string[] })[]> {
  const all = await findRevisions(tx, key.market, key.period);
  const [official, later] = [all[0], all.find(({ revision }) => revision === number)];
  if (!official || !later) return [];
  const [kind = null, subjectId = null] = after ?? [];
  const rows = await tx.rows<Row>(
    `SELECT d.what, d.kind, d.subject_type AS "subjectType", d.subject_id AS "subjectId", d.subject AS text, d.official, d.later,
       coalesce((SELECT jsonb_agg(jsonb_build_object('fact', fact, 'code', code, 'eventTime', event_time, 'arrivedAt', arrived_at)
           ORDER BY arrived_at, event_time, code)
         FROM (${LATE}) f WHERE arrived_at > $3::timestamptz AND arrived_at <= $4::timestamptz AND event_time <= $8::timestamptz
           AND $9::jsonb -> d.kind ? fact),
         '[]') AS facts
     FROM (
       SELECT kind, subject_id, coalesce(k.subject_type, o.subject_type) AS subject_type, coalesce(k.subject, o.subject) AS subject,
         CASE ${Object.entries(ITEM_DIFFERENCE)
           .map(([name, condition]) => `WHEN ${condition} THEN '${name}'`)
           .join(' ')} END AS what, ${JUDGED('o')} AS official, ${JUDGED('k')} AS later
       FROM (SELECT * FROM clearance_item i WHERE run_id = $1 AND ${firmOf('i.broker_id')} <> ALL (ARRAY(
         SELECT ${firmOf('e.broker_id')} FROM clearance_run l CROSS JOIN LATERAL ${excludedOf('l')} e WHERE l.id = $2))) o
       FULL JOIN (SELECT * FROM clearance_item WHERE run_id = $2) k USING (kind, subject_id)) d
     WHERE d.what IS NOT NULL
       AND ($5::text IS NULL OR (d.kind COLLATE "C", d.subject_id) > ($5::text COLLATE "C", $6::uuid))
     ORDER BY d.kind COLLATE "C", d.subject_id LIMIT $7`,
    [
      official.id,
      later.id,
      official.finishedAt,
      later.finishedAt,
      kind,
      subjectId,
      limit,
      official.cutOffAt,
      JSON.stringify(factsByKind()),
    ],
  );
  return rows.map(({ subjectType, subjectId: id, text, ...rest }) => ({
    ...rest,
    official: judged(rest.official),
    later: judged(rest.later),
    facts: rest.facts.map((fact) => ({ ...fact, eventTime: utc(fact.eventTime), arrivedAt: utc(fact.arrivedAt) })),
    subject: subjectOf(subjectType, id, text),
    position: [rest.kind, id],
  }));
}

/** Instants inside JSON come in the database's own spelling. */
const utc = (text: Instant): Instant => instantText(text);
const judged = (one: Judged | null): Judged | null =>
  one && { ...one, openedAt: utc(one.openedAt), dueAt: one.dueAt && utc(one.dueAt) };
