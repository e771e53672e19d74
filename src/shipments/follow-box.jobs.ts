import type { Tx } from '../platform/database/tx.js';
import { publishAll } from '../platform/outbox/outbox.js';
import { defineJob } from '../platform/queue/job.js';
import { whatKeeps } from './domain/keeping.js';
import type { Shipment } from './domain/shipment.js';

/** Lets the declarations in a box follow what is done to it: they are other folders', and often other firms'. */
export const followBox = defineJob<{ market: string; container: string }>('follow-box', { small: true });

/** Promises that the declarations of these boxes will follow. */
export const promiseFollowing = (tx: Tx, boxes: readonly Pick<Shipment, 'market' | 'containerNumber'>[]) =>
  publishAll(
    tx,
    followBox,
    boxes.map(({ market, containerNumber: container }) => ({ market, container })),
  );

/**
 * The same for those of `before` that customs does something else to in `after`, under the old number and the new one; and
 * for those of which customs has something else to do, by their ids.
 */
export function promiseWhereChanged(
  tx: Tx,
  before: readonly Shipment[],
  after: ReadonlyMap<string, Shipment>,
  toDo: ReadonlySet<string> = new Set(),
) {
  const changed = before.flatMap((box) => {
    const now = after.get(box.id) ?? box;
    if (whatKeeps(box) === whatKeeps(now) && !toDo.has(box.id)) return [];
    const renamed = box.containerNumber !== now.containerNumber || box.market !== now.market;
    return renamed ? [box, now] : [now];
  });
  return promiseFollowing(tx, changed);
}
