import { recordAudits } from '../../audit/audit.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Clock } from '../../vocabulary/clock.js';
import { isContainerNumber } from '../../vocabulary/identifiers/container-number.js';
import { newId } from '../../vocabulary/id.js';
import type { Instant } from '../../vocabulary/period.js';
import { recordChanges } from '../../domain-events/record-events.js';
import type { Shipment } from '../domain/shipment.js';
import { joinFirm } from '../containers/firms-in-containers.repository.js';
import { carryControls } from './carried-controls.js';
import { type ContainerKey, endLeftVisits } from './left-visits.repository.js';

/** A container that somebody's papers, or what somebody saw of it, place in a market. */
export interface VisitRequest {
  /** Whose visit it is; default the actor's firm. */
  readonly brokerId?: string;
  readonly market: string;
  readonly customsOffice: string | null;
  /** As the papers say, right or wrong: it is what the declarations of the visit are joined by. */
  readonly containerNumber: string;
  readonly sizeType?: string | undefined;
  readonly seals?: readonly string[] | undefined;
  readonly billOfLading?: string | undefined;
  readonly vessel?: string | undefined;
  readonly voyage?: string | undefined;
}

/**
 * Opens a visit for each container that has no open one in its market; the others are left as they are, whoever opened them, and the
 * firm of the transaction joins them where it has filed goods: a container stands in one place. One that has left the centre is there no more, and its
 * next visit is opened. A wrong number is kept and flagged, never refused: real papers carry them, and the open item that
 * shows one needs the row.
 */
export async function ensureVisits(tx: Tx, clock: Clock, visits: readonly VisitRequest[]): Promise<void> {
  const wanted = oneEach(visits);
  if (wanted.size === 0) return;
  const now = clock.now().toISOString();
  const containers = [...wanted.values()];
  const opened = await insertVisits(tx, containers, now);
  for (const container of opened) wanted.delete(keyOf(container));
  const free = await endLeftVisits(tx, clock, [...wanted.values()], now);
  const again = free.flatMap((container) => wanted.get(keyOf(container)) ?? []);
  if (again.length > 0) opened.push(...(await insertVisits(tx, again, now)));
  const taken = (await joinFirm(tx, containers)).map((visit) => ({ ...visit, broker: tx.actor.organisationId }));
  await recordChanges(
    tx,
    clock,
    [...opened, ...taken].map(({ id: subjectId, market, broker: brokerId, customsOffice }) => ({
      ...{ type: 'shipment.changed', subjectId, owner: { brokerId, customsOffice, market } },
    })),
  );
  await carryControls(
    tx,
    clock,
    opened.map(({ id }) => id),
  );
  const auditOf =
    (action: string) =>
    ({ id, market, containerNumber }: ContainerKey & { readonly id: string }) => ({
      ...{ action, subjectType: 'shipment', subjectId: id },
      detail: { market, containerNumber, cause: 'declaration' },
    });
  await recordAudits(tx, clock, [...opened.map(auditOf('shipment.opened')), ...taken.map(auditOf('shipment.taken'))]);
}

type OpenedVisit = ContainerKey & Pick<Shipment, 'id' | 'broker' | 'customsOffice'>;

function insertVisits(tx: Tx, visits: readonly VisitRequest[], now: Instant): Promise<OpenedVisit[]> {
  const rows = visits.map((visit) => asRow(visit, tx.actor.organisationId));
  return tx.rows<OpenedVisit>(
    `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid,
       size_type, seals, announced_seals, bill_of_lading, vessel, voyage, created_at, updated_at, opened_by_papers)
     SELECT id, "brokerId", market, "customsOffice", "containerNumber", "isValid", "sizeType", seals, seals, "billOfLading",
       vessel, voyage, $2, $2, true
     FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "brokerId" uuid, market text, "customsOffice" text, "containerNumber" text,
       "isValid" boolean, "sizeType" text, seals text[], "billOfLading" text, vessel text, voyage text)
     ORDER BY id
     ON CONFLICT (market, container_number) WHERE joined_until IS NULL DO NOTHING
     RETURNING id, market, container_number AS "containerNumber", broker_id AS broker, customs_office AS "customsOffice"`,
    [JSON.stringify(rows), now],
  );
}

function asRow(visit: VisitRequest, firm: string | null) {
  const brokerId = visit.brokerId ?? firm;
  if (brokerId === null) throw new Error('A visit is opened for a firm: neither the request nor the actor names one.');
  return {
    ...visit,
    brokerId,
    id: newId(),
    seals: visit.seals ?? [],
    isValid: isContainerNumber(visit.containerNumber),
  };
}

/**
 * The first request for each container, sorted by market and number: two batches that open the same containers in different orders
 * would wait for each other's unique keys and deadlock.
 */
function oneEach(visits: readonly VisitRequest[]): Map<string, VisitRequest> {
  const byContainer = new Map<string, VisitRequest>();
  for (const visit of visits) {
    if (visit.containerNumber.trim() !== '' && !byContainer.has(keyOf(visit))) byContainer.set(keyOf(visit), visit);
  }
  return new Map([...byContainer].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const keyOf = ({ market, containerNumber }: ContainerKey): string => `${market} ${containerNumber}`;
