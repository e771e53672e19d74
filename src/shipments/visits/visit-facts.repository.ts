import type { Tx } from '../../platform/database/tx.js';
import { isId, newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import type { ExplainedKind, Explanation, InspectionSpan, VisitControls } from '../domain/course.js';
import type { HoldSpan } from '../domain/holds.js';
import type { TracedEvent } from '../domain/seal-history.js';
import type { SealEvent } from '../domain/seals.js';
import type { Shipment } from '../domain/shipment.js';
import { SHIPMENT_COLUMNS } from '../shipments.repository.js';

/** Everything here takes any number of shipments in one statement: a gate reports one container, a terminal a whole vessel. */

/** The beginning of a statement that reads shipments whole, to be locked. */
export const SHIPMENTS_LOCKED = `SELECT ${SHIPMENT_COLUMNS} FROM shipment`;

/** Locks the rows for this transaction, in the order of their ids: two batches that name the same containers must not deadlock. */
export async function lockShipments(tx: Tx, ids: readonly string[]): Promise<Map<string, Shipment>> {
  const rows = await tx.rows<Shipment>(
    `${SHIPMENTS_LOCKED} WHERE id = ANY ($1::uuid[]) AND own_visit(id, broker_id, customs_office) ORDER BY id FOR UPDATE`,
    [ids.filter(isId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whose visits these are, of those that the actor may see. */
export async function firmsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; broker: string }>(
    'SELECT id, broker_id AS broker FROM shipment WHERE id = ANY ($1::uuid[]) AND own_visit(id, broker_id, customs_office)',
    [ids.filter(isId)],
  );
  return new Map(rows.map(({ id, broker }) => [id, broker]));
}

/** An event as it is sent, its time as UTC text. */
export interface NewEvent extends SealEvent {
  readonly location: string | null;
  readonly note: string | null;
}

/** An event with the locked shipment it belongs to. */
export interface PlacedEvent {
  readonly shipment: Pick<Shipment, 'id' | 'broker'>;
  readonly event: NewEvent;
}

/**
 * Appends events and returns for each, in order, whether it is new. Code, classifier, time, seal and place make an event;
 * one that is known already, or stands twice in the list, is a duplicate whatever its note says.
 */
export async function appendEvents(tx: Tx, placed: readonly PlacedEvent[], at: Instant): Promise<boolean[]> {
  const rows = placed.map(({ shipment, event }) => ({
    id: newId(),
    shipment: shipment.id,
    broker: shipment.broker,
    ...event,
  }));
  const appended = await tx.rows<{ id: string }>(
    `INSERT INTO shipment_event (id, shipment_id, broker_id, code, classifier, event_time, received_at, location, seal, note, actor_name)
     SELECT id, shipment, broker, code, classifier, "eventTime", $2, location, seal, note, $3
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, shipment uuid, broker uuid, code text, classifier text,
       "eventTime" timestamptz, location text, seal text, note text)
     ORDER BY id
     ON CONFLICT DO NOTHING RETURNING id`,
    [JSON.stringify(rows), at, tx.actor.name],
  );
  const ids = new Set(appended.map(({ id }) => id));
  return rows.map(({ id }) => ids.has(id));
}

/** What a visit is projected from. */
export interface VisitFacts extends VisitControls {
  readonly events: TracedEvent[];
  readonly holds: HoldSpan[];
  readonly inspections: InspectionSpan[];
  readonly explanations: Explanation[];
  /** The seals announced before the first event of the container. */
  readonly announcedSeals: readonly string[];
}

/** The facts of these shipments, by id. */
export async function visitFactsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, VisitFacts>> {
  const shipments = await tx.rows<{ id: string; announcedSeals: string[]; nextVisitAt: Instant | null }>(
    'SELECT id, announced_seals AS "announcedSeals", next_visit_at AS "nextVisitAt" FROM shipment WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  const facts = new Map(
    shipments.map(({ id, ...known }): [string, VisitFacts] => [
      id,
      { ...known, events: [], holds: [], inspections: [], explanations: [] },
    ]),
  );
  const events = await tx.rows<TracedEvent & { shipment: string }>(
    `SELECT shipment_id AS shipment, code, classifier, event_time AS "eventTime", seal, location, note, actor_name AS "by"
     FROM shipment_event WHERE shipment_id = ANY ($1::uuid[])`,
    [ids],
  );
  for (const { shipment, ...event } of events) facts.get(shipment)?.events.push(event);
  const controls = await tx.rows<{
    shipment: string;
    what: 'hold' | 'inspection' | ExplainedKind;
    since: Instant;
    until: Instant | null;
  }>(
    `SELECT h.shipment_id AS shipment, 'hold' AS what, h.held_at AS since, r.released_at AS until
     FROM shipment_hold h LEFT JOIN shipment_hold_release r ON r.hold_id = h.id WHERE h.shipment_id = ANY ($1::uuid[])
     UNION ALL
     SELECT o.shipment_id, 'inspection', o.at, r.at
     FROM inspection_fact o LEFT JOIN inspection_fact r ON r.inspection_id = o.inspection_id AND r.step = 'result'
     WHERE o.shipment_id = ANY ($1::uuid[]) AND o.step = 'ordered'
     UNION ALL
     SELECT shipment_id, kind, explained_at, NULL FROM visit_explanation WHERE shipment_id = ANY ($1::uuid[])`,
    [ids],
  );
  for (const { shipment, what, since, until } of controls) {
    if (what === 'hold') facts.get(shipment)?.holds.push({ heldAt: since, releasedAt: until });
    else if (what === 'inspection') facts.get(shipment)?.inspections.push({ orderedAt: since, resultAt: until });
    else facts.get(shipment)?.explanations.push({ kind: what, at: since });
  }
  return facts;
}
