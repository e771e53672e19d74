import { inSlices } from '../../platform/in-slices.js';
import { type DeclarationStatus, projectStatus } from '../domain/status/project-status.js';
import type { Projection } from '../status/status-projector.js';

/** How a receipt moved the status of its declaration. */
export interface ReceiptEffect {
  readonly from: DeclarationStatus;
  readonly to: DeclarationStatus;
}

/**
 * How each new receipt moved its declaration, by id; those that moved nothing are not among them. `fresh` are the new ones in the
 * order in which they were sent: each is added to what was known before it. What `settled` names has found its declaration by one of
 * them and moved it in its own name.
 */
export async function effectsOf(
  projections: readonly Projection[],
  fresh: readonly string[],
  settled: ReadonlySet<string>,
): Promise<Map<string, ReceiptEffect>> {
  const effects = new Map<string, ReceiptEffect>();
  const place = new Map(fresh.map((id, index) => [id, index]));
  for (const { before, after, submissions, receipts } of projections) {
    const known = receipts.filter(({ id }) => !place.has(id) && !settled.has(id));
    const added = receipts.filter(({ id }) => place.has(id));
    added.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
    let from = before.status;
    await inSlices(added, (receipt) => {
      known.push(receipt);
      const isAll = known.length === receipts.length;
      const to = isAll ? after.status : projectStatus(submissions, known).status;
      if (to !== from) effects.set(receipt.id, { from, to });
      from = to;
    });
  }
  return effects;
}
