import type { Tx } from '../../platform/database/tx.js';
import { inContainer } from './declarations-in-containers.query.js';
import type { ContainerKey } from '../visits/left-visits.repository.js';

/** A visit that was no firm's and has become that of the actor's firm. */
export interface TakenVisit extends ContainerKey {
  readonly id: string;
  readonly customsOffice: string | null;
}

/**
 * Makes the actor's firm one of those with goods in the open visits of these containers, where it has filed a declaration for them. Papers
 * that are only drafted show nobody another firm's container. A visit that an officer opened for no firm becomes that of the first one: it is
 * returned. What was recorded of it before stays as it was, and is seen by the firm because its goods are inside.
 */
export async function joinFirm(tx: Tx, containers: readonly ContainerKey[]): Promise<TakenVisit[]> {
  const firm = tx.actor.organisationId;
  if (firm === null || containers.length === 0) return [];
  const params = [
    firm,
    containers.map(({ market }) => market),
    containers.map(({ containerNumber }) => containerNumber),
  ];
  return tx.asService(async () => {
    await tx.run(
      `INSERT INTO shipment_firm (broker_id, shipment_id) SELECT $1, s.id FROM ${WITH_OWN_GOODS}
       AND s.broker_id IS DISTINCT FROM $1 ORDER BY s.id ON CONFLICT DO NOTHING`,
      params,
    );
    return tx.rows<TakenVisit>(
      `WITH taken AS (
         UPDATE shipment SET broker_id = $1, opened_by_papers = true WHERE broker_id IS NULL AND id IN (SELECT s.id FROM ${WITH_OWN_GOODS})
         RETURNING id, market, container_number, customs_office),
       spans AS (UPDATE visit_span SET broker_id = $1 WHERE shipment_id IN (SELECT id FROM taken))
       SELECT id, market, container_number AS "containerNumber", customs_office AS "customsOffice" FROM taken`,
      params,
    );
  });
}

const WITH_OWN_GOODS = `unnest($2::text[], $3::text[]) AS c (market, number)
  JOIN shipment s ON s.market = c.market AND s.container_number = c.number AND s.joined_until IS NULL
  WHERE EXISTS (SELECT 1 FROM declaration d WHERE d.broker_id = $1 AND d.market = s.market AND d.status <> 'draft'
    AND ${inContainer('d', 's.container_number')})`;
