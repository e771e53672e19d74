import type { Actor } from '../platform/database/actor.js';
import { OWN } from '../platform/database/protect.js';
import type { Tx } from '../platform/database/tx.js';
import { beginsWith, Conditions } from '../platform/database/conditions.js';
import { cursorOf, limitOf, type Page, pageOf } from '../platform/http/page.js';
import { containerNumbersMeant, normaliseContainerNumber } from '../vocabulary/identifiers/container-number.js';
import { isId } from '../vocabulary/id.js';
import { endOfDay, startOfDay } from '../vocabulary/period.js';
import { asSeenFrom, type Shipment } from './domain/shipment.js';
import type { ShipmentFilters, ShipmentQuery } from './shipments.dto.js';
import { SHIPMENT_COLUMNS } from './shipments.repository.js';

/** A shipment as the list shows it. */
export interface ListedShipment extends Shipment {
  readonly brokerName: string | null;
  /** For a wrong number those probably meant. */
  readonly suggestions: string[];
}

export type ListedShipmentRow = Omit<ListedShipment, 'suggestions'>;

/** One page of the shipments the actor may see. */
export async function listShipments(tx: Tx, query: ShipmentQuery): Promise<Page<ListedShipment>> {
  const limit = limitOf(query);
  const { sql, params } = shipmentsStatement(tx.actor, query, limit);
  const rows = await tx.rows<ListedShipmentRow>(sql, params);
  const shown = rows.map((row) => ({
    ...asSeenFrom(row, tx.actor),
    suggestions: containerNumbersMeant(row.containerNumber),
  }));
  return pageOf(shown, limit, ({ id }) => [id]);
}

/** `limit` rows and one more. Row-level security says whose; it stands on indexes of its own. */
export function shipmentsStatement(
  actor: Actor,
  query: ShipmentQuery,
  limit: number | null,
): { sql: string; params: unknown[] } {
  const conditions = conditionsOf(actor, query);
  const [after, direction] = query.sort === 'oldest' ? ['>', 'ASC'] : ['<', 'DESC'];
  conditions.add((place) => `id ${after} ${place}`, cursorOf(query, [isId])?.[0]);
  const sql = `SELECT ${SHIPMENT_COLUMNS}, (SELECT name FROM organisation o WHERE o.id = shipment.broker_id) AS "brokerName"
    FROM shipment WHERE own_visit(id, broker_id, customs_office) AND ${conditions.text} ORDER BY id ${direction} ${limit === null ? '' : `LIMIT ${limit + 1}`}`;
  return { sql, params: conditions.params };
}

/** How many rows the whole list has. */
export function shipmentsCountStatement(actor: Actor, query: ShipmentFilters): { sql: string; params: unknown[] } {
  const conditions = conditionsOf(actor, query);
  return {
    sql: `SELECT count(*)::int AS n FROM shipment WHERE own_visit(id, broker_id, customs_office) AND ${conditions.text}`,
    params: conditions.params,
  };
}

function conditionsOf(actor: Actor, query: ShipmentFilters): Conditions {
  const conditions = new Conditions();
  conditions.among('status', query.status);
  conditions.among('market', query.market);
  conditions.add((place) => `broker_id = ${place}`, query.broker);
  conditions.add((place) => `held = ${place}::boolean`, query.held);
  conditions.add((place) => `seal_alarm = ${place}::boolean`, query.sealAlarm);
  conditions.add((place) => `created_at >= ${place}::timestamptz`, query.from && startOfDay(query.from));
  conditions.add((place) => `created_at < ${place}::timestamptz`, query.to && endOfDay(query.to));
  conditions.among(
    'container_number',
    query.container?.flatMap((number) => [...new Set([number, normaliseContainerNumber(number)])]),
  );
  anyOf(conditions, query.billOfLading, (place) => `bill_key = search_key(${place})`);
  anyOf(conditions, query.vessel, (place) => beginsWith('vessel_key', place));
  anyOf(conditions, query.search && [query.search], (place) => isNamed(actor, (key) => beginsWith(key, place)));
  return conditions;
}

/** Whether a visit has a number or name, by each of its keys. Its reference only concerns the firm whose visit it is. */
export const isNamed = ({ role }: Actor, compare: (key: string) => string): string =>
  [
    ...['container_key', 'bill_key', 'vessel_key'].map(compare),
    `${compare('reference_key')}${role === 'broker' ? ` AND ${OWN}` : ''}`,
  ].join(' OR ');

function anyOf(conditions: Conditions, values: readonly string[] | undefined | '', compare: (place: string) => string) {
  if (!values) return;
  conditions.where.push(`(${values.map((value) => compare(conditions.value(value))).join(' OR ')})`);
}
