import type { Tx } from '../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { containerNumbersMeant, normaliseContainerNumber } from '../vocabulary/identifiers/container-number.js';
import { isId } from '../vocabulary/id.js';
import { endOfDay, startOfDay } from '../vocabulary/period.js';
import { asSeenFrom, type Shipment } from './domain/shipment.js';
import type { ShipmentQuery } from './shipments.dto.js';
import { SHIPMENT_COLUMNS } from './shipments.repository.js';

/** A shipment as the list shows it. */
export interface ListedShipment extends Shipment {
  /** For a wrong number those probably meant. */
  readonly suggestions: string[];
}

/** One page of the shipments the actor may see, newest first. */
export async function listShipments(tx: Tx, query: ShipmentQuery): Promise<Page<ListedShipment>> {
  const limit = limitOf(query);
  const [after] = cursorOf(query, [isId]) ?? [];
  const rows = await tx.rows<Shipment>(
    `SELECT ${SHIPMENT_COLUMNS} FROM shipment
     WHERE ($1::uuid IS NULL OR id < $1) AND ($2::text IS NULL OR status = $2)
       AND ($3::text[] IS NULL OR container_number = ANY ($3)) AND ($4::text IS NULL OR market = $4)
       AND ($8::boolean IS NULL OR seal_alarm = $8) AND ($9::boolean IS NULL OR held = $9)
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
      query.sealAlarm ?? null,
      query.held ?? null,
    ],
  );
  const shown = rows.map((row) => ({
    ...asSeenFrom(row, tx.actor),
    suggestions: containerNumbersMeant(row.containerNumber),
  }));
  return pageOf(shown, limit, ({ id }) => [id]);
}
