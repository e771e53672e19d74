import type { Tx } from '../../platform/database/tx.js';
import type { LaneInputs } from '../domain/conditions.js';
import type { KnownRule, PastDraw } from '../domain/replay.js';
import type { DaysCounted } from './lane-hits.query.js';

/** A draw that the actor may see, with the declaration it was made for. */
export interface ReplayedDraw extends Omit<PastDraw, 'chance'> {
  readonly declarationId: string;
  readonly reference: string;
  readonly submission: number;
  readonly value: string;
  readonly rate: string;
  readonly policyVersion: number;
  readonly policyColour: PastDraw['chance']['colour'];
  readonly inputs: LaneInputs;
}

/** A page of the draws of some days, after the last of the page before. An officer's are those of the own office. */
export function drawsOf(
  tx: Tx,
  { from, to }: DaysCounted,
  { after, limit }: { readonly after: ReplayedDraw | null; readonly limit: number },
): Promise<ReplayedDraw[]> {
  return tx.rows<ReplayedDraw>(
    `SELECT w.declaration_id AS "declarationId", d.reference, w.submission_number AS submission, w.colour, w.inputs, w.random_value::text AS value,
       w.rate::text, p.version AS "policyVersion", p.colour AS "policyColour", w.drawn_on AS "drawnOn", w.drawn_at AS "drawnAt"
     FROM lane_draw w JOIN declaration d ON d.id = w.declaration_id JOIN lane_policy p ON p.version = w.policy_version
     WHERE w.drawn_on BETWEEN $1 AND $2 AND own_row(d.broker_id, d.customs_office)
       AND ($3::date IS NULL OR (w.drawn_on, w.declaration_id, w.submission_number) > ($3, $4::uuid, $5::integer))
     ORDER BY w.drawn_on, w.declaration_id, w.submission_number LIMIT $6`,
    [from, to, after?.drawnOn ?? null, after?.declarationId ?? null, after?.submission ?? null, limit],
  );
}

/**
 * All versions of all rules that began by a day, with when they were made. Those that come with the service were there on their first day:
 * migrations run by the machine's clock, while a market may be played on earlier days.
 */
export const rulesMade = (tx: Tx, day: string): Promise<KnownRule[]> =>
  tx.rows<KnownRule>(
    `SELECT rule, version, valid_from AS "validFrom", valid_to AS "validTo", colour, priority, conditions,
       CASE WHEN created_by = 'loomgate' THEN LEAST(created_at, valid_from::timestamp AT TIME ZONE 'Asia/Shanghai') ELSE created_at END AS "createdAt"
     FROM lane_rule WHERE valid_from <= $1`,
    [day],
  );
