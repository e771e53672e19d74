import { type AuditEvent, recordAudits } from '../../audit/audit.js';
import { CARRIED_ON } from '../../messages/containers.js';
import { SYSTEM } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import { inContainer, isInVisit } from '../containers/declarations-in-containers.query.js';
import { inspectionFactsOf, insertInspection, insertInspectionFact } from '../controls/controls.repository.js';
import type { EventCode } from '../domain/event-codes.js';
import { foldInspections } from '../domain/inspections.js';
import type { Shipment } from '../domain/shipment.js';
import { publishRefresh } from '../refresh-next-steps.jobs.js';
import { projectionsOf } from './visit-projections.js';
import { updateVisits } from './visit-projections.repository.js';
import { SHIPMENTS_LOCKED } from './visit-facts.repository.js';

/**
 * Goes on in visits that were just opened with what had not ended in the ones before: holds, inspections, and the goods of all firms that are not
 * released. Otherwise a container would lose customs' control by going round the block. On the service's own account: the visits before are often other firms'.
 */
export async function carryControls(tx: Tx, clock: Clock, opened: readonly string[]): Promise<void> {
  if (opened.length === 0) return;
  await tx.asService(async () => {
    const at = clock.now().toISOString();
    const visits = await tx.rows<Shipment>(`${SHIPMENTS_LOCKED} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`, [
      opened,
    ]);
    await joinFirmsOf(tx, opened);
    const before = await controlledBefore(tx, opened);
    if (before.length === 0) return;
    const pairs = before.flatMap((past) =>
      visits.filter((visit) => isSameContainer(past, visit)).map((visit) => ({ past, visit })),
    );
    const audits: AuditEvent[] = [];
    for (const { past, visit } of pairs) {
      audits.push(...(await carryHolds(tx, past, visit, at)), ...(await carryInspections(tx, past, visit, at)));
    }
    await tx.run('UPDATE shipment SET carried_at = $2 WHERE id = ANY ($1::uuid[])', [before.map(({ id }) => id), at]);
    const changed = [...before, ...new Map(pairs.map(({ visit }) => [visit.id, visit])).values()];
    await updateVisits(tx, await projectionsOf(tx, changed), at);
    await publishRefresh(tx, before);
    await recordAudits(tx, clock, audits);
  });
}

const isSameContainer = (one: Shipment, other: Shipment): boolean =>
  one.market === other.market && one.containerNumber === other.containerNumber;

/** Locks the ended visits of the same containers that customs still has something to do to. */
function controlledBefore(tx: Tx, opened: readonly string[]): Promise<Shipment[]> {
  return tx.rows<Shipment>(
    `${SHIPMENTS_LOCKED} WHERE id IN (
       SELECT p.id FROM shipment o JOIN shipment p ON p.market = o.market AND p.container_number = o.container_number AND p.id <> o.id
       WHERE o.id = ANY ($1::uuid[]) AND p.joined_until IS NOT NULL AND (p.held OR EXISTS (
         SELECT 1 FROM visit_span v WHERE v.shipment_id = p.id AND v.closed_at = 'infinity'
           AND (v.kind = 'inspection-unfinished' OR v.kind = 'opened-not-resealed' AND p.inspection_ordered_at IS NOT NULL))))
     ORDER BY id FOR UPDATE`,
    [opened],
  );
}

/** A hold stands on from when it was placed; in the visit before it ends here. */
async function carryHolds(tx: Tx, past: Shipment, visit: Shipment, at: Instant): Promise<AuditEvent[]> {
  const inForce = await tx.rows<{ id: string }>(
    `SELECT h.id FROM shipment_hold h WHERE h.shipment_id = $1
       AND NOT EXISTS (SELECT 1 FROM shipment_hold_release r WHERE r.hold_id = h.id) ORDER BY h.held_at, h.id`,
    [past.id],
  );
  const audits: AuditEvent[] = [];
  for (const { id } of inForce) {
    const carried = newId();
    await tx.run(
      `INSERT INTO shipment_hold (id, shipment_id, broker_id, reason, owner, review_on, held_at, actor_name)
       SELECT $2, $3, $4, reason, owner, review_on, held_at, actor_name FROM shipment_hold WHERE id = $1`,
      [id, carried, visit.id, visit.broker],
    );
    await tx.run(
      `INSERT INTO shipment_hold_release (hold_id, shipment_id, broker_id, reason, released_at, actor_name)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, past.id, past.broker, CARRIED_ON.zh, at, SYSTEM.name],
    );
    audits.push(
      auditOf(past, 'shipment.hold-released', { hold: id, carriedTo: visit.id }),
      auditOf(visit, 'shipment.held', { hold: carried, carriedFrom: past.id }),
    );
  }
  return audits;
}

const auditOf = ({ id: subjectId }: Shipment, action: string, detail: Record<string, unknown>): AuditEvent => ({
  ...{ action, subjectType: 'shipment', subjectId, detail },
});

/** An inspection that is not finished begins anew with the visit, as far as it had come: what was open of the visit before ends here. */
async function carryInspections(tx: Tx, past: Shipment, visit: Shipment, at: Instant): Promise<AuditEvent[]> {
  const open = await tx.rows<{ kind: string }>(
    "SELECT kind FROM visit_span WHERE shipment_id = $1 AND closed_at = 'infinity'",
    [past.id],
  );
  const isOpen = (kind: string): boolean => open.some((span) => span.kind === kind);
  const isOpened = isOpen('opened-not-resealed');
  if (!isOpened && !isOpen('inspection-unfinished')) return [];
  const audits: AuditEvent[] = [];
  const facts = await inspectionFactsOf(tx, past.id);
  for (const { id, finished } of foldInspections(facts)) {
    if (finished) continue;
    const carried = newId();
    await insertInspection(tx, visit, carried);
    for (const fact of facts.filter(({ inspectionId }) => inspectionId === id)) {
      await insertInspectionFact(tx, visit, { ...fact, inspectionId: carried, at });
      audits.push(auditOf(visit, `shipment.inspection-${fact.step}`, { inspection: carried, carriedFrom: past.id }));
    }
  }
  const codes: EventCode[] = [
    'CUSI',
    ...(isOpened ? ([isOpen('inspection-unfinished') ? 'STRP' : 'INSP'] as const) : []),
  ];
  for (const code of codes) {
    await tx.run(
      `INSERT INTO shipment_event (id, shipment_id, broker_id, code, classifier, event_time, received_at, note, actor_name, told_by)
       VALUES ($1, $2, $3, $4, 'ACT', $5, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [newId(), visit.id, visit.broker, code, at, CARRIED_ON.zh, SYSTEM.name, SYSTEM.role],
    );
  }
  return audits;
}

/** Every firm with filed goods in the container sees its visit. */
function joinFirmsOf(tx: Tx, opened: readonly string[]): Promise<number> {
  return tx.run(
    `INSERT INTO shipment_firm (broker_id, shipment_id)
     SELECT DISTINCT d.broker_id, s.id FROM shipment s
     JOIN declaration d ON d.market = s.market AND ${inContainer('d', 's.container_number')} AND ${isInVisit('d', 's')}
     WHERE s.id = ANY ($1::uuid[]) AND d.status <> 'draft' AND d.broker_id IS DISTINCT FROM s.broker_id
     ORDER BY 2, 1 ON CONFLICT DO NOTHING`,
    [opened],
  );
}
