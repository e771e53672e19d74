import { leftUnreleased } from './left-unreleased.query.js';
import { releasedWhileHeld } from './released-while-held.query.js';
import { seesLanes } from '../../lanes/lane.query.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { DebtKind, MissedKind } from '../domain/status/beside.js';

/** Something that customs has missed of a declaration, since when. */
export interface OpenBeside {
  readonly declarationId: string;
  readonly kind: MissedKind;
  readonly since: Instant;
}

/**
 * What the firms of these declarations owe once they are closed, by id. What is noted as served is served, also where that counts from
 * tomorrow on, as after an amendment that lowers the value.
 */
export async function debtsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly DebtKind[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; kinds: DebtKind[] }>(
    `SELECT id, array_remove(ARRAY[CASE WHEN exemption_filed_on IS NULL THEN 'file-exemption' END,
       CASE WHEN paid_up_on IS NULL THEN 'receive-payment' END], NULL) AS kinds
     FROM declaration WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, kinds }) => [id, kinds]));
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
