import type { Tx } from '../platform/database/tx.js';
import { isContainerNumber } from '../vocabulary/identifiers/container-number.js';
import { isId, newId } from '../vocabulary/id.js';
import type { Instant } from '../vocabulary/period.js';
import type { TracedEvent } from './domain/seal-history.js';
import type { Shipment, ShipmentHeader } from './domain/shipment.js';

/** A visit ends with the departure, or when the next visit of a container that has left is opened. */
const VISIT_ENDED_AT = 'least(departed_at, next_visit_at)';

/** The columns of a shipment under the names of the API. */
export const SHIPMENT_COLUMNS = `
  id, broker_id AS broker, container_number AS "containerNumber", container_number_valid AS "containerNumberValid",
  market, customs_office AS "customsOffice", size_type AS "sizeType", seals, trim_scale(tare_kg)::text AS "tareKg",
  bill_of_lading AS "billOfLading", vessel, voyage, reference, status, stuffed_at AS "stuffedAt",
  arrived_at AS "arrivedAt", inspection_ordered_at AS "inspectionOrderedAt", opened_at AS "openedAt",
  resealed_at AS "resealedAt", released_at AS "releasedAt", left_at AS "leftAt", loaded_at AS "loadedAt",
  departed_at AS "departedAt", ${VISIT_ENDED_AT} AS "visitEndedAt", held, seal_alarm AS "sealAlarm", revision, created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** Locks the row for this transaction: whoever adds an event or changes the header comes after us and sees the result. */
export async function lockShipment(tx: Tx, id: string): Promise<Shipment | null> {
  if (!isId(id)) return null;
  return tx.one<Shipment>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE id = $1 AND own_visit(id, broker_id, customs_office) FOR UPDATE`,
    [id],
  );
}

/** Whether the organisation is a firm that declares; asked on the service's own account: an officer may name one that is new at the office. */
export async function isBroker(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.asService(() => tx.one("SELECT id FROM organisation WHERE id = $1 AND kind = 'broker'", [id]));
  return found !== null;
}

/**
 * Opens a visit for a firm, or for none; null when the container has an open one in that market, its own or another firm's.
 */
export function insertShipment(
  tx: Tx,
  header: ShipmentHeader,
  made: { brokerId: string | null; customsOffice: string | null; at: Instant },
): Promise<Shipment | null> {
  return tx.one<Shipment>(
    `INSERT INTO shipment (id, broker_id, customs_office, created_at, updated_at, container_number_valid, container_number,
       market, size_type, seals, announced_seals, tare_kg, bill_of_lading, vessel, voyage, reference)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (market, container_number) WHERE joined_until IS NULL DO NOTHING
     RETURNING ${SHIPMENT_COLUMNS}`,
    [newId(), made.brokerId, made.customsOffice, made.at, ...headerValues(header)],
  );
}

/** The open visit of a container that papers of the firm, or an event, opened and that nobody has opened by its header yet. Locks it. */
export function visitOfPapers(
  tx: Tx,
  { market, containerNumber }: ShipmentHeader,
  brokerId: string,
): Promise<Shipment | null> {
  return tx.one<Shipment>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipment
     WHERE market = $1 AND container_number = $2 AND joined_until IS NULL AND opened_by_papers AND broker_id = $3 FOR UPDATE`,
    [market, containerNumber, brokerId],
  );
}

/**
 * Replaces the header of a locked shipment. Seals count as announced only while nothing has happened to the container: naming
 * one afterwards must not silence the alarm about it. Fails on the unique key of open visits when the new number has one.
 */
export function updateHeader(
  tx: Tx,
  shipment: Pick<Shipment, 'id' | 'customsOffice'>,
  header: ShipmentHeader,
  at: Instant,
): Promise<Shipment | null> {
  return tx.one<Shipment>(
    `WITH named AS (
       UPDATE visit_span SET customs_office = $2, container_number = $5, market = $6 WHERE shipment_id = $1)
     UPDATE shipment SET customs_office = $2, updated_at = $3, container_number_valid = $4, container_number = $5,
       market = $6, size_type = $7, seals = $8, tare_kg = $9, bill_of_lading = $10, vessel = $11, voyage = $12,
       reference = $13, revision = revision + 1, opened_by_papers = false,
       announced_seals = CASE WHEN EXISTS (SELECT 1 FROM shipment_event e WHERE e.shipment_id = $1 AND e.classifier = 'ACT')
         THEN announced_seals ELSE $8 END
     WHERE id = $1 RETURNING ${SHIPMENT_COLUMNS}`,
    [shipment.id, shipment.customsOffice, at, ...headerValues(header)],
  );
}

const headerValues = (header: ShipmentHeader): unknown[] => [
  isContainerNumber(header.containerNumber),
  header.containerNumber,
  header.market,
  header.sizeType,
  header.seals,
  header.tareKg,
  header.billOfLading,
  header.vessel,
  header.voyage,
  header.reference,
];

/** All events of a shipment, as the projections read them. */
export function eventsOf(tx: Tx, shipmentId: string): Promise<TracedEvent[]> {
  return tx.rows<TracedEvent>(
    `SELECT code, classifier, event_time AS "eventTime", seal, location, note, actor_name AS "by"
     FROM shipment_event WHERE shipment_id = $1`,
    [shipmentId],
  );
}
