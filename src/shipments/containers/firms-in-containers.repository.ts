import type { Tx } from '../../platform/database/tx.js';
import { inContainer } from './declarations-in-containers.query.js';
import type { ContainerKey } from '../visits/left-visits.repository.js';

/**
 * Makes the actor's firm one of those with goods in the open visits of these containers, where it has filed a declaration for them. Papers
 * that are only drafted show nobody another firm's container.
 */
export async function joinFirm(tx: Tx, containers: readonly ContainerKey[]): Promise<void> {
  const firm = tx.actor.organisationId;
  if (firm === null || containers.length === 0) return;
  await tx.asService(() =>
    tx.run(
      `INSERT INTO shipment_firm (broker_id, shipment_id)
       SELECT $1, s.id FROM unnest($2::text[], $3::text[]) AS c (market, number)
       JOIN shipment s ON s.market = c.market AND s.container_number = c.number AND s.joined_until IS NULL
       WHERE s.broker_id <> $1 AND EXISTS (
         SELECT 1 FROM declaration d WHERE d.broker_id = $1 AND d.market = s.market AND d.status <> 'draft'
           AND ${inContainer('d', 's.container_number')})
       ORDER BY s.id ON CONFLICT DO NOTHING`,
      [firm, containers.map(({ market }) => market), containers.map(({ containerNumber }) => containerNumber)],
    ),
  );
}
