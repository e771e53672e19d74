import type { Tx } from '../platform/database/tx.js';
import type { Colour } from './domain/lane.js';

/** A lane in force that an officer has ordered, and why. */
export interface RaisedLane {
  readonly id: string;
  readonly colour: Colour;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedByName: string;
}

/** Of these declarations, those whose lane stands as an officer has ordered it, whatever was drawn: for the service's own account only. */
export function raisedLanes(tx: Tx, ids: readonly string[]): Promise<RaisedLane[]> {
  return tx.rows<RaisedLane>(
    `SELECT l.declaration_id AS id, l.colour, c.reason, c.requested_by AS "requestedBy", c.requested_by_name AS "requestedByName"
     FROM lane l CROSS JOIN LATERAL (
       SELECT * FROM lane_change h WHERE h.declaration_id = l.declaration_id AND h.submission_number = l.submission_number
         AND NOT h.lowers AND h.colour = l.colour ORDER BY h.requested_at DESC, h.id DESC LIMIT 1) c
     WHERE l.declaration_id = ANY ($1::uuid[])`,
    [ids],
  );
}
