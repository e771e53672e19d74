import type { Actor } from '../platform/database/actor.js';
import type { Tx } from '../platform/database/tx.js';
import { utcText } from '../platform/database/utc-text.js';
import { isId } from '../vocabulary/id.js';
import type { Counterfactual } from './domain/counterfactuals.js';
import { type LaneReason, RANDOM } from './domain/draw.js';
import type { RuleHits } from './replays/lane-hits.query.js';
import type { CheckResult, Control } from './domain/lane-control.js';
import type { Colour } from './domain/lane.js';

/** The lane of a declaration as officers see it. */
export interface LaneAnswer {
  readonly colour: Colour;
  /** Rises with every draw, change, confirmation and look. */
  readonly revision: number;
  readonly submission: number;
  readonly drawn: Colour;
  readonly drawnAt: string;
  readonly reasons: ShownReason[];
  readonly counterfactuals: Counterfactual[];
  readonly random: { value: string; rate: string };
  /** A lowering that waits for a second officer. */
  readonly pending: { colour: Colour; reason: string; requestedBy: string; requestedAt: string } | null;
  /** What officers asked for since the draw, in order. */
  readonly changes: LaneChange[];
  /** What officers looked at since the draw, in order. */
  readonly checks: LaneCheck[];
}

/** A reason with the text of its rule, and, where the lane alone is asked for, what came of it. */
export type ShownReason = LaneReason & {
  readonly text: { readonly zh: string; readonly en: string };
  /** Null of the random check: `GET /v1/lane-policies` says what that has picked. */
  readonly hits?: RuleHits | null;
};

export interface LaneCheck {
  readonly control: Control;
  readonly result: CheckResult;
  readonly note: string | null;
  readonly at: string;
  readonly by: string;
}

export interface LaneChange {
  readonly from: Colour;
  readonly to: Colour;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** The second officer of a lowering; null where none was needed, or none has agreed. */
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}

/** Who may know lanes at all; row-level security says the same. */
export const seesLanes = ({ role }: Actor): boolean => role === 'officer' || role === 'admin';

/** SQL: how often something was added to the lane of `l`; nothing of it ever changes or goes. */
export const LANE_REVISION = `
  ((SELECT count(*) FROM lane_draw n WHERE n.declaration_id = l.declaration_id)
    + (SELECT count(*) FROM lane_change n WHERE n.declaration_id = l.declaration_id)
    + (SELECT count(*) FROM lane_confirmation f JOIN lane_change n ON n.id = f.change_id WHERE n.declaration_id = l.declaration_id)
    + (SELECT count(*) FROM lane_check n WHERE n.declaration_id = l.declaration_id))::integer`;

/** SQL: the reasons of the draw `w`, each with the text of its rule. */
const REASONS = `
  coalesce((SELECT jsonb_agg(e.reason || jsonb_build_object('text', CASE WHEN r.rule IS NULL THEN jsonb_build_object('zh', '随机抽查', 'en', 'Random check')
      ELSE jsonb_build_object('zh', r.text_zh, 'en', r.text_en) END) ORDER BY e.place)
    FROM jsonb_array_elements(w.reasons) WITH ORDINALITY AS e (reason, place)
    LEFT JOIN lane_rule r ON r.rule = e.reason ->> 'rule' AND r.version = (e.reason ->> 'version')::integer
      AND e.reason ->> 'rule' <> '${RANDOM}'), '[]')`;

/** The lane in force, or null where none has been drawn or the reader may not see it. */
export async function laneOf(tx: Tx, declarationId: string): Promise<LaneAnswer | null> {
  if (!seesLanes(tx.actor) || !isId(declarationId)) return null;
  return tx.one<LaneAnswer>(
    `SELECT l.colour, ${LANE_REVISION} AS revision, l.submission_number AS submission, w.colour AS drawn, w.drawn_at AS "drawnAt", ${REASONS} AS reasons,
       w.counterfactuals, jsonb_build_object('value', w.random_value::text, 'rate', w.rate::text) AS random,
       CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('colour', c.colour, 'reason', c.reason,
         'requestedBy', c.requested_by_name, 'requestedAt', ${utcText('c.requested_at')}) END AS pending,
       coalesce((SELECT jsonb_agg(jsonb_build_object('from', h.before, 'to', h.colour, 'reason', h.reason,
           'requestedBy', h.requested_by_name, 'requestedAt', ${utcText('h.requested_at')},
           'confirmedBy', f.confirmed_by_name, 'confirmedAt', ${utcText('f.confirmed_at')}) ORDER BY h.id)
         FROM lane_change h LEFT JOIN lane_confirmation f ON f.change_id = h.id
         WHERE h.declaration_id = l.declaration_id AND h.submission_number = l.submission_number), '[]') AS changes,
       coalesce((SELECT jsonb_agg(jsonb_build_object('control', k.control, 'result', k.result, 'note', k.note,
           'at', ${utcText('k.checked_at')}, 'by', k.checked_by_name) ORDER BY k.checked_at, k.control)
         FROM lane_check k
         WHERE k.declaration_id = l.declaration_id AND k.submission_number = l.submission_number), '[]') AS checks
     FROM lane l JOIN lane_draw w ON w.declaration_id = l.declaration_id AND w.submission_number = l.submission_number
     LEFT JOIN lane_change c ON c.id = l.pending WHERE l.declaration_id = $1 AND own_row(NULL, l.customs_office)`,
    [declarationId],
  );
}

/** The lane as a list shows it; null while none has been drawn. */
export interface ListedLane {
  readonly colour: Colour;
  /** What an officer has asked for and another one has not confirmed. */
  readonly pending: Colour | null;
}

/** The lane of declaration `d`, for the list of a role that may see it: the broker role has no right to name these tables. */
export const LISTED_LANE = `
  (SELECT jsonb_build_object('colour', l.colour, 'pending', c.colour)
   FROM lane l LEFT JOIN lane_change c ON c.id = l.pending WHERE l.declaration_id = d.id) AS lane`;

/** Whether declaration `d` is in one of the lanes, which are places of values. For an officer, whose office is $1, they are ranges of an index. */
export const inLane = ({ role }: Actor, lanes: string): string =>
  role === 'officer'
    ? `d.id IN (SELECT l.declaration_id FROM lane l WHERE l.customs_office = $1 AND l.colour IN (${lanes}))`
    : `d.id IN (SELECT l.declaration_id FROM lane l WHERE l.colour IN (${lanes}))`;
