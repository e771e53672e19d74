import { visitOf } from '../../shipments/containers/declarations-in-containers.query.js';
import { seesLanes } from '../../lanes/lane.query.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Day, Instant } from '../../vocabulary/period.js';
import type { BesideKind } from '../domain/status/beside.js';

/** Something that is open of a declaration beside its procedure, since when. */
export interface OpenBeside {
  readonly declarationId: string;
  readonly kind: BesideKind;
  readonly since: Instant;
}

/** What these declarations owe after their closing. A filing counts from its day on, and payments from the one on which they add up. */
export function debtsOf(tx: Tx, ids: readonly string[], today: Day): Promise<OpenBeside[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.rows<OpenBeside>(
    `SELECT d.id AS "declarationId", v.kind, d.closed_at AS since FROM declaration d
     CROSS JOIN LATERAL (VALUES ('file-exemption', d.exemption_filed_on), ('receive-payment', d.paid_up_on)) AS v (kind, served_on)
     WHERE d.id = ANY ($1::uuid[]) AND d.status = 'closed' AND (v.served_on IS NULL OR v.served_on > $2::date)`,
    [ids, today],
  );
}

/** What customs has missed of these declarations, or waits for a second officer; nothing for whoever may not know lanes. */
export function missedControlsOf(tx: Tx, ids: readonly string[]): Promise<OpenBeside[]> {
  if (ids.length === 0 || !seesLanes(tx.actor)) return Promise.resolve([]);
  return tx.rows<OpenBeside>(
    `SELECT v.declaration_id AS "declarationId", CASE v.kind WHEN 'blue-check-due' THEN 'check-after-release' ELSE 'look-after-release' END AS kind,
       v.opened_at AS since
     FROM lane_span v WHERE v.declaration_id = ANY ($1::uuid[]) AND v.closed_at = 'infinity'
     UNION ALL
     SELECT l.declaration_id, 'confirm-lowering', c.requested_at FROM lane l JOIN lane_change c ON c.id = l.pending
     WHERE l.declaration_id = ANY ($1::uuid[])
     UNION ALL
     SELECT d.id, 'end-control', d.released_at FROM declaration d
     WHERE d.id = ANY ($1::uuid[]) AND d.released_at IS NOT NULL AND d.returned_at IS NULL AND d.cancelled_at IS NULL
       AND EXISTS (
         SELECT 1 FROM declaration_container n CROSS JOIN LATERAL (${visitOf('d', 'n.number')}) visit
         WHERE n.declaration_id = d.id AND (
           EXISTS (SELECT 1 FROM shipment_hold h WHERE h.shipment_id = visit.id AND h.held_at <= d.released_at
             AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id))
           OR EXISTS (SELECT 1 FROM visit_span s WHERE s.shipment_id = visit.id AND s.kind = 'inspection-unfinished'
             AND s.opened_at <= d.released_at AND s.closed_at = 'infinity')))`,
    [ids],
  );
}
