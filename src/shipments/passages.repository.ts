import type { Tx } from '../platform/database/tx.js';
import { isId, newId } from '../vocabulary/id.js';
import type { Instant } from '../vocabulary/period.js';
import type { HoldSpan } from './domain/holds.js';
import type { Passage } from './domain/passage.js';
import type { TracedEvent } from './domain/seal-history.js';
import type { SealEvent } from './domain/seals.js';
import type { Shipment } from './domain/shipment.js';
import { SHIPMENT_COLUMNS } from './shipments.repository.js';

/** Everything here takes any number of shipments in one statement: a gate reports one box, a terminal a whole vessel. */

/** The beginning of a statement that reads shipments whole, to be locked. */
export const SHIPMENTS_LOCKED = `SELECT ${SHIPMENT_COLUMNS} FROM shipment`;

/** Takes the rows for this transaction, in the order of their ids: two batches that name the same boxes must not deadlock. */
export async function lockShipments(tx: Tx, ids: readonly string[]): Promise<Map<string, Shipment>> {
  const rows = await tx.rows<Shipment>(`${SHIPMENTS_LOCKED} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`, [
    ids.filter(isId),
  ]);
  return new Map(rows.map((row) => [row.id, row]));
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
 * Appends events and tells for each, in order, whether it is new. Code, classifier, time, seal and place make an event;
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

/** What a passage is projected from. */
export interface PassageFacts {
  readonly events: TracedEvent[];
  readonly holds: HoldSpan[];
  /** The seals told before anything had happened to the box. */
  readonly announcedSeals: readonly string[];
}

/** The facts of these shipments, by id. */
export async function factsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PassageFacts>> {
  const shipments = await tx.rows<{ id: string; announcedSeals: string[] }>(
    'SELECT id, announced_seals AS "announcedSeals" FROM shipment WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  const facts = new Map(
    shipments.map(({ id, announcedSeals }): [string, PassageFacts] => [id, { announcedSeals, events: [], holds: [] }]),
  );
  const events = await tx.rows<TracedEvent & { shipment: string }>(
    `SELECT shipment_id AS shipment, code, classifier, event_time AS "eventTime", seal, location, note, actor_name AS "by"
     FROM shipment_event WHERE shipment_id = ANY ($1::uuid[])`,
    [ids],
  );
  for (const { shipment, ...event } of events) facts.get(shipment)?.events.push(event);
  const holds = await tx.rows<HoldSpan & { shipment: string }>(
    `SELECT h.shipment_id AS shipment, h.held_at AS "heldAt", r.released_at AS "releasedAt"
     FROM shipment_hold h LEFT JOIN shipment_hold_release r ON r.hold_id = h.id WHERE h.shipment_id = ANY ($1::uuid[])`,
    [ids],
  );
  for (const { shipment, ...span } of holds) facts.get(shipment)?.holds.push(span);
  return facts;
}

/** A passage as it is projected, with what the shipment's row keeps beside it. */
export interface ProjectedPassage extends Passage {
  readonly id: string;
  readonly seals: readonly string[];
  readonly held: boolean;
  readonly sealAlarm: boolean;
}

/**
 * Writes the projections of locked shipments. A visit ends when we learn of the departure and stays ended: events are
 * never taken back, and the box may have come again since.
 */
export async function updatePassages(
  tx: Tx,
  passages: readonly ProjectedPassage[],
  at: Instant,
): Promise<Map<string, Shipment>> {
  // The columns of the record have names of their own: the answer's are those of the shipment, unqualified.
  const rows = passages.map(({ id, status, seals, held, ...passage }) => ({
    ...passage,
    ofShipment: id,
    toStatus: status,
    toSeals: seals,
    toHeld: held,
  }));
  const updated = await tx.rows<Shipment>(
    `UPDATE shipment SET status = r."toStatus", seals = r."toSeals", stuffed_at = r."stuffedAt", arrived_at = r."arrivedAt",
       inspection_ordered_at = r."inspectionOrderedAt", opened_at = r."openedAt", resealed_at = r."resealedAt",
       released_at = r."releasedAt", left_at = r."leftAt", loaded_at = r."loadedAt", departed_at = r."departedAt",
       visit_ended_at = CASE WHEN r."departedAt" IS NULL THEN NULL ELSE coalesce(visit_ended_at, $2::timestamptz) END,
       held = r."toHeld", seal_alarm = r."sealAlarm", revision = revision + 1, updated_at = $2::timestamptz
     FROM jsonb_to_recordset($1::jsonb) AS r ("ofShipment" uuid, "toStatus" text, "toSeals" text[], "toHeld" boolean,
       "sealAlarm" boolean, "stuffedAt" timestamptz, "arrivedAt" timestamptz, "inspectionOrderedAt" timestamptz,
       "openedAt" timestamptz, "resealedAt" timestamptz, "releasedAt" timestamptz, "leftAt" timestamptz,
       "loadedAt" timestamptz, "departedAt" timestamptz)
     WHERE id = r."ofShipment" RETURNING ${SHIPMENT_COLUMNS}`,
    [JSON.stringify(rows), at],
  );
  return new Map(updated.map((row) => [row.id, row]));
}
