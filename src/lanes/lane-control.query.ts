import type { Tx } from '../platform/database/tx.js';
import { utcText } from '../platform/database/utc-text.js';
import { visitsOf } from '../shipments/containers/declarations-in-containers.query.js';
import type { Instant } from '../vocabulary/period.js';
import type { ControlsDone, LaneRelease } from './domain/lane-control.js';
import type { Colour } from './domain/lane.js';

/**
 * SQL: when the papers and the goods of a declaration were looked at, under a submission. The goods also by the inspection of one of its
 * containers, whichever firm opened the visit: for the service's own account only.
 */
const controlsDone = (declaration: string, submission: string): string => `
  SELECT (SELECT min(k.checked_at) FROM lane_check k
      WHERE k.declaration_id = ${declaration}.id AND k.submission_number = ${submission} AND k.control = 'papers') AS "papersAt",
    least((SELECT min(k.checked_at) FROM lane_check k
        WHERE k.declaration_id = ${declaration}.id AND k.submission_number = ${submission} AND k.control = 'goods'),
      (SELECT min(f.at) FROM inspection_fact f WHERE f.step = 'result' AND f.shipment_id IN (${visitsOf(declaration)}))) AS "goodsAt"`;

/** The lane in force of a declaration, and what was done of its control. */
export interface LaneControl extends ControlsDone {
  readonly declarationId: string;
  readonly colour: Colour;
}

/** The lanes of these declarations as they are now, for whoever is about to release them. */
export function laneControlsOf(tx: Tx, ids: readonly string[]): Promise<LaneControl[]> {
  return tx.asService(() =>
    tx.rows<LaneControl>(
      `SELECT d.id AS "declarationId", l.colour, c.* FROM declaration d JOIN lane l ON l.declaration_id = d.id
       CROSS JOIN LATERAL (${controlsDone('d', 'l.submission_number')}) c WHERE d.id = ANY ($1::uuid[])`,
      [ids],
    ),
  );
}

/** A release of a declaration, where its lane may miss something. */
export interface ReleasedDeclaration extends LaneRelease {
  readonly declarationId: string;
  readonly market: string;
  readonly customsOffice: string | null;
}

const EPISODES = `
  SELECT d.id, d.market, d.customs_office, d.created_at, d.released_at, least(d.returned_at, d.cancelled_at) AS ended_at, NULL::timestamptz AS until
  FROM declaration d WHERE d.id = ANY ($1::uuid[]) AND d.released_at >= $2::timestamptz
  UNION ALL
  SELECT d.id, d.market, d.customs_office, d.created_at, p."releasedAt", least(p."returnedAt", p."cancelledAt", p."endedAt"), p."endedAt"
  FROM declaration d CROSS JOIN LATERAL jsonb_to_recordset(d.past_episodes)
    AS p ("releasedAt" timestamptz, "returnedAt" timestamptz, "cancelledAt" timestamptz, "endedAt" timestamptz)
  WHERE d.id = ANY ($1::uuid[]) AND d.past_episodes IS NOT NULL AND p."releasedAt" >= $2::timestamptz`;

/** The draw, and the changes that came into force: a lowering when the second officer has confirmed it. */
const STEPS = `
  SELECT jsonb_agg(jsonb_build_object('colour', s.colour, 'since', ${utcText('s.since')}) ORDER BY s.place, s.since, s.id) AS steps
  FROM (
    SELECT 0 AS place, w.colour, w.drawn_at AS since, NULL::uuid AS id
    UNION ALL
    SELECT 1, h.colour, CASE WHEN h.lowers THEN f.confirmed_at ELSE h.requested_at END, h.id
    FROM lane_change h LEFT JOIN lane_confirmation f ON f.change_id = h.id
    WHERE h.declaration_id = w.declaration_id AND h.submission_number = w.submission_number
      AND (NOT h.lowers OR f.confirmed_at IS NOT NULL)) s`;

/** The releases of these declarations from an instant on, of their earlier episodes too, each with the lane it fell under. */
export function releasesOf(tx: Tx, ids: readonly string[], since: Instant): Promise<ReleasedDeclaration[]> {
  return tx.rows<ReleasedDeclaration>(
    `SELECT e.id AS "declarationId", e.market, e.customs_office AS "customsOffice", e.released_at AS "releasedAt", e.ended_at AS "endedAt",
       w.drawn_on AS "drawnOn", s.steps, c.*
     FROM (${EPISODES}) e
     CROSS JOIN LATERAL (SELECT * FROM lane_draw n WHERE n.declaration_id = e.id AND (e.until IS NULL OR n.drawn_at < e.until)
       ORDER BY n.submission_number DESC LIMIT 1) w
     CROSS JOIN LATERAL (${STEPS}) s
     CROSS JOIN LATERAL (${controlsDone('e', 'w.submission_number')}) c`,
    [ids, since],
  );
}
