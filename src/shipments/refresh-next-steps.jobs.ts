import type { Tx } from '../platform/database/tx.js';
import { publishAll } from '../platform/outbox/outbox.js';
import { defineJob } from '../platform/queue/job.js';
import { controlKey } from './domain/control-key.js';
import type { Shipment } from './domain/shipment.js';

/** Computes the next steps of the declarations in a container anew: they belong to another folder, and often to other firms. */
export const refreshNextSteps = defineJob<{ market: string; container: string }>('refresh-next-steps', { small: true });

/** Publishes the job for each of these containers. */
export const publishRefresh = (tx: Tx, containers: readonly Pick<Shipment, 'market' | 'containerNumber'>[]) =>
  publishAll(
    tx,
    refreshNextSteps,
    containers.map(({ market, containerNumber: container }) => ({ market, container })),
  );

/**
 * The same for those of `before` that customs does something else to in `after`, under the old number and the new one; and
 * for those in `controlledAnew` (ids): what customs has to do to them differs.
 */
export function publishRefreshWhereChanged(
  tx: Tx,
  before: readonly Shipment[],
  after: ReadonlyMap<string, Shipment>,
  controlledAnew: ReadonlySet<string> = new Set(),
) {
  const changed = before.flatMap((visit) => {
    const now = after.get(visit.id) ?? visit;
    if (controlKey(visit) === controlKey(now) && !controlledAnew.has(visit.id)) return [];
    const renamed = visit.containerNumber !== now.containerNumber || visit.market !== now.market;
    return renamed ? [visit, now] : [now];
  });
  return publishRefresh(tx, changed);
}
