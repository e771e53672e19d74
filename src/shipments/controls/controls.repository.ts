import type { Tx } from '../../platform/database/tx.js';
import { utcText } from '../../platform/database/utc-text.js';
import type { Instant } from '../../vocabulary/period.js';
import type { Hold } from '../domain/holds.js';
import type { InspectionFact } from '../domain/inspections.js';
import type { Shipment } from '../domain/shipment.js';
import type { VisitExplanationEntity } from '../visits/visit-explanation.entity.js';

type VisitKey = Pick<Shipment, 'id' | 'broker'>;

/** All holds of a container with their releases, oldest first. */
export function holdsOf(tx: Tx, shipmentId: string): Promise<Hold[]> {
  return tx.rows<Hold>(
    `SELECT h.id, h.reason, h.owner, h.review_on AS "reviewOn", h.held_at AS "heldAt", h.actor_name AS "heldBy",
       CASE WHEN r.hold_id IS NOT NULL THEN jsonb_build_object('reason', r.reason, 'at',
         ${utcText('r.released_at')}, 'by', r.actor_name) END AS release
     FROM shipment_hold h LEFT JOIN shipment_hold_release r ON r.hold_id = h.id
     WHERE h.shipment_id = $1 ORDER BY h.held_at, h.id`,
    [shipmentId],
  );
}

/** Appends a hold to a locked shipment. */
export function insertHold(tx: Tx, visit: VisitKey, hold: Omit<Hold, 'release'>): Promise<number> {
  return tx.run(
    `INSERT INTO shipment_hold (id, shipment_id, broker_id, reason, owner, review_on, held_at, actor_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [hold.id, visit.id, visit.broker, hold.reason, hold.owner, hold.reviewOn, hold.heldAt, hold.heldBy],
  );
}

/** Appends the release of a hold of a locked shipment; the key allows one a hold. */
export function insertRelease(
  tx: Tx,
  visit: VisitKey,
  holdId: string,
  release: NonNullable<Hold['release']>,
): Promise<number> {
  return tx.run(
    `INSERT INTO shipment_hold_release (hold_id, shipment_id, broker_id, reason, released_at, actor_name)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [holdId, visit.id, visit.broker, release.reason, release.at, release.by],
  );
}

/** Appends an officer's note about what contradicts control. */
export function insertExplanation(tx: Tx, explanation: VisitExplanationEntity): Promise<number> {
  const { id, shipmentId, brokerId, kind, note, explainedAt, actorName } = explanation;
  return tx.run(
    `INSERT INTO visit_explanation (id, shipment_id, broker_id, kind, note, explained_at, actor_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, shipmentId, brokerId, kind, note, explainedAt, actorName],
  );
}

/** The explanations of one kind, oldest first. */
export function explanationsOf(tx: Tx, shipmentId: string, kind: string): Promise<VisitExplanationEntity[]> {
  return tx.rows<VisitExplanationEntity>(
    `SELECT id, shipment_id AS "shipmentId", broker_id AS "brokerId", kind, note, explained_at AS "explainedAt", actor_name AS "actorName"
     FROM visit_explanation WHERE shipment_id = $1 AND kind = $2 ORDER BY id`,
    [shipmentId, kind],
  );
}

/** Whether something of a kind is open of a container. */
export async function isOpenOf(tx: Tx, shipmentId: string, kind: string): Promise<boolean> {
  const open = "SELECT 1 FROM visit_span WHERE shipment_id = $1 AND kind = $2 AND closed_at = 'infinity'";
  return (await tx.one(open, [shipmentId, kind])) !== null;
}

/** All facts of the inspections of a container. */
export function inspectionFactsOf(tx: Tx, shipmentId: string): Promise<InspectionFact[]> {
  return tx.rows<InspectionFact>(
    `SELECT inspection_id AS "inspectionId", step, at, recorded_at AS "recordedAt", officer, note, result, findings,
       photo_names AS "photoNames", seal
     FROM inspection_fact WHERE shipment_id = $1 ORDER BY inspection_id, at, step`,
    [shipmentId],
  );
}

/** When an inspection was ordered of each of these containers that has no result and was not ended otherwise; of several the first. */
export async function ordersWithoutResult(tx: Tx, ids: readonly string[]): Promise<Map<string, Instant>> {
  const rows = await tx.rows<{ id: string; orderedAt: Instant }>(
    `SELECT o.shipment_id AS id, min(o.at) AS "orderedAt" FROM inspection_fact o
     WHERE o.shipment_id = ANY ($1::uuid[]) AND o.step = 'ordered'
       AND NOT EXISTS (SELECT 1 FROM inspection_fact r WHERE r.inspection_id = o.inspection_id AND r.step = 'result')
       AND EXISTS (SELECT 1 FROM visit_span v
         WHERE v.shipment_id = o.shipment_id AND v.kind = 'inspection-unfinished' AND v.closed_at = 'infinity')
     GROUP BY o.shipment_id`,
    [ids],
  );
  return new Map(rows.map(({ id, orderedAt }) => [id, orderedAt]));
}

export function insertInspection(tx: Tx, visit: VisitKey, id: string): Promise<number> {
  return tx.run('INSERT INTO inspection (id, shipment_id, broker_id) VALUES ($1, $2, $3)', [
    id,
    visit.id,
    visit.broker,
  ]);
}

/** Appends a step; the key allows each step of an inspection once. */
export function insertInspectionFact(tx: Tx, visit: VisitKey, fact: InspectionFact): Promise<number> {
  return tx.run(
    `INSERT INTO inspection_fact (inspection_id, step, shipment_id, broker_id, at, recorded_at, officer, note, result,
       findings, photo_names, seal)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      fact.inspectionId,
      fact.step,
      visit.id,
      visit.broker,
      fact.at,
      fact.recordedAt,
      fact.officer,
      fact.note,
      fact.result,
      fact.findings,
      fact.photoNames,
      fact.seal,
    ],
  );
}
