import { recordAudits } from '../../../src/audit/audit.js';
import type { Tx } from '../../../src/platform/database/tx.js';
import type { EventCode } from '../../../src/shipments/domain/event-codes.js';
import { projectionsOf } from '../../../src/shipments/visits/visit-projections.js';
import { lockShipments } from '../../../src/shipments/visits/visit-facts.repository.js';
import { updateVisits } from '../../../src/shipments/visits/visit-projections.repository.js';
import type { Clock } from '../../../src/vocabulary/clock.js';
import { newId } from '../../../src/vocabulary/id.js';
import type { Instant } from '../../../src/vocabulary/period.js';

/** Facts of containers as rows, in the shape the services leave them, and projected as they do. */

/** The event that makes each time of a container. */
const EVENT_OF_TIME = {
  arrived_at: 'GTIN',
  opened_at: 'STRP',
  resealed_at: 'RSEA',
  released_at: 'CUSR',
  left_at: 'GTOT',
  loaded_at: 'LOAD',
  departed_at: 'DEPA',
} as const;

export type GivenShipment = {
  readonly container: string;
  readonly broker?: 'brokerA' | 'brokerB';
  readonly market?: string;
  readonly vessel?: string;
  readonly voyage?: string;
} & Partial<Record<keyof typeof EVENT_OF_TIME, Instant>>;

export type ContainerFact =
  | { readonly code: EventCode; readonly from: Instant }
  | { readonly what: 'hold' | 'inspection'; readonly from: Instant; readonly to: Instant | null };

/** Makes open what has left and is not loaded, for rows that a test has inserted by hundreds. */
export const LEFT_NOT_LOADED = `
  INSERT INTO visit_span (shipment_id, kind, opened_at, closed_at, market, customs_office, broker_id, container_number)
  SELECT id, 'left-not-loaded', left_at, 'infinity', market, customs_office, broker_id, container_number
  FROM shipment WHERE left_at IS NOT NULL ON CONFLICT DO NOTHING`;

export async function insertContainer(
  tx: Tx,
  { container, market = 'KQ-CTC', vessel, voyage, ...times }: GivenShipment,
  made: { readonly brokerId: string; readonly at: Instant },
): Promise<{ id: string }> {
  const id = newId();
  await tx.run(
    `INSERT INTO shipment (id, broker_id, market, customs_office, container_number, container_number_valid, vessel, voyage, created_at, updated_at)
     VALUES ($1, $2, $3, '2906', $4, true, $5, $6, $7, $7)`,
    [id, made.brokerId, market, container, vessel ?? null, voyage ?? null, made.at],
  );
  for (const [name, code] of Object.entries(EVENT_OF_TIME)) {
    const from = times[name as keyof typeof EVENT_OF_TIME];
    if (from !== undefined) await insertEvent(tx, { shipmentId: id, brokerId: made.brokerId }, { code, from });
  }
  await project(tx, id, made.at);
  return { id };
}

interface Of {
  readonly shipmentId: string;
  readonly brokerId: string;
}

export async function addContainerFact(tx: Tx, clock: Clock, of: Of, fact: ContainerFact): Promise<void> {
  const audit = (action: string) =>
    recordAudits(tx, clock, [{ action: `shipment.${action}`, subjectType: 'shipment', subjectId: of.shipmentId }]);
  if ('code' in fact) await insertEvent(tx, of, fact);
  else if (fact.what === 'hold') await insertHold(tx, of, fact, audit);
  else await insertInspection(tx, of, fact, audit);
  await project(tx, of.shipmentId, clock.now().toISOString());
}

async function project(tx: Tx, id: string, at: Instant): Promise<void> {
  const held = await lockShipments(tx, [id]);
  await updateVisits(tx, await projectionsOf(tx, [...held.values()]), at);
}

const insertEvent = (tx: Tx, of: Of, { code, from }: { code: EventCode; from: Instant }): Promise<number> =>
  tx.run(
    `INSERT INTO shipment_event (id, shipment_id, broker_id, event_time, received_at, code, classifier, actor_name)
     VALUES ($1, $2, $3, $4, $4, $5, 'ACT', 'given') ON CONFLICT DO NOTHING`,
    [newId(), of.shipmentId, of.brokerId, from, code],
  );

type FromTo = { readonly from: Instant; readonly to: Instant | null };
type Audit = (action: string) => Promise<unknown>;

async function insertHold(tx: Tx, of: Of, { from, to }: FromTo, audit: Audit): Promise<void> {
  const own = [newId(), of.shipmentId, of.brokerId];
  await tx.run("INSERT INTO shipment_hold VALUES ($1, $2, $3, 'given', 'given', '2026-12-31', $4, 'given')", [
    ...own,
    from,
  ]);
  await audit('held');
  if (to === null) return;
  await tx.run("INSERT INTO shipment_hold_release VALUES ($1, $2, $3, 'given', $4, 'given')", [...own, to]);
  await audit('hold-released');
}

async function insertInspection(tx: Tx, of: Of, { from, to }: FromTo, audit: Audit): Promise<void> {
  const own = [newId(), of.shipmentId, of.brokerId];
  await tx.run('INSERT INTO inspection VALUES ($1, $2, $3)', own);
  const steps = [
    ['ordered', from, null],
    ['result', to, 'conforms'],
  ] as const;
  for (const [step, at, result] of steps) {
    if (at === null) continue;
    await tx.run(
      `INSERT INTO inspection_fact (inspection_id, shipment_id, broker_id, at, recorded_at, step, officer, result)
       VALUES ($1, $2, $3, $4, $4, $5, 'given', $6)`,
      [...own, at, step, result],
    );
    await audit(`inspection-${step}`);
  }
}
