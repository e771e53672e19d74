import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { normaliseContainerNumber } from '../vocabulary/container-number.js';
import { isId } from '../vocabulary/id.js';
import { endOfDay, type Instant, startOfDay } from '../vocabulary/period.js';
import { refuse } from '../vocabulary/refusal.js';
import { violation } from '../vocabulary/violation.js';
import type { Classifier, EventCode } from './domain/event-codes.js';
import type { Shipment } from './domain/shipment.js';
import type { ShipmentQuery } from './shipments.dto.js';
import { SHIPMENT_COLUMNS } from './shipments.repository.js';

/** An event as it is shown. */
export interface ShownEvent {
  readonly id: string;
  readonly code: EventCode;
  readonly classifier: Classifier;
  readonly eventTime: Instant;
  readonly location: string | null;
  readonly seal: string | null;
  readonly note: string | null;
  readonly receivedAt: Instant;
}

/** A declaration that names the container of the visit. */
export interface LinkedDeclaration {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
}

/** A shipment with everything that belongs to it. */
export interface ShipmentDetail extends Shipment {
  readonly events: ShownEvent[];
  readonly declarations: LinkedDeclaration[];
}

/** One page of the shipments the actor may see, newest first. */
export async function listShipments(tx: Tx, query: ShipmentQuery): Promise<Page<Shipment>> {
  const limit = limitOf(query);
  const [after] = cursorOf(query, [isId]) ?? [];
  if (after !== undefined && !isId(after)) {
    throw refuse('malformed', 'cursor-invalid', {}, [violation('cursor-invalid', '/query/cursor')]);
  }
  const rows = await tx.rows<Shipment>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipment
     WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR status = $2)
       AND ($3::text[] IS NULL OR container_number = ANY ($3)) AND ($4::text IS NULL OR market = $4)
       AND ($5::timestamptz IS NULL OR created_at >= $5) AND ($6::timestamptz IS NULL OR created_at < $6)
     ORDER BY id DESC LIMIT $7`,
    [
      after ?? null,
      query.status ?? null,
      query.container === undefined ? null : [query.container, normaliseContainerNumber(query.container)],
      query.market ?? null,
      query.from === undefined ? null : startOfDay(query.from),
      query.to === undefined ? null : endOfDay(query.to),
      limit + 1,
    ],
  );
  return pageOf(rows, limit, ({ id }) => [id]);
}

/** A shipment with its events and declarations; null when it is not there, or not for the actor to see. */
export async function shipmentDetail(tx: Tx, id: string): Promise<ShipmentDetail | null> {
  if (!isId(id)) return null;
  const shipment = await tx.one<Shipment>(`SELECT ${SHIPMENT_COLUMNS} FROM shipment WHERE id = $1`, [id]);
  if (!shipment) return null;
  const events = await tx.rows<ShownEvent>(
    `SELECT id, code, classifier, event_time AS "eventTime", location, seal, note, received_at AS "receivedAt"
     FROM shipment_event WHERE shipment_id = $1 ORDER BY event_time, id`,
    [id],
  );
  return { ...shipment, events, declarations: await declarationsOf(tx, shipment) };
}

/**
 * The declarations that name the box, from the end of its last visit to the end of this one: papers are often drafted
 * before the visit is opened. Row-level security leaves a broker its own, so of a visit before by another firm a broker
 * sees no end, and its own older papers for the box are listed too.
 */
function declarationsOf(tx: Tx, shipment: Shipment): Promise<LinkedDeclaration[]> {
  return tx.rows<LinkedDeclaration>(
    `SELECT d.id, d.reference, d.status FROM declaration d
     WHERE d.market = $1 AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = $2)
       AND ($3::timestamptz IS NULL OR d.created_at <= $3)
       AND d.created_at > coalesce(
         (SELECT max(p.visit_ended_at) FROM shipment p
          WHERE p.market = $1 AND p.container_number = $2 AND p.id <> $4 AND p.visit_ended_at <= $5), '-infinity')
     ORDER BY d.id`,
    [shipment.market, shipment.containerNumber, shipment.visitEndedAt, shipment.id, shipment.createdAt],
  );
}
