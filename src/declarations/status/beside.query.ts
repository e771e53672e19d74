import { leftUnreleased } from './left-unreleased.query.js';
import { releasedWhileHeld } from './released-while-held.query.js';
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
     SELECT held.id, 'end-control', held.opened_at FROM (${releasedWhileHeld('d.id = ANY ($1::uuid[])')}) held
     WHERE held.closed_at = 'infinity'
     UNION ALL
     SELECT gone.id, 'account-for-leaving', gone.opened_at FROM (${leftUnreleased('d.id = ANY ($1::uuid[])')}) gone
     WHERE gone.closed_at = 'infinity'`,
    [ids],
  );
}
