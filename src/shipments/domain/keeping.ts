import type { Shipment } from './shipment.js';

type Kept = Pick<
  Shipment,
  'visitEndedAt' | 'held' | 'status' | 'inspectionOrderedAt' | 'openedAt' | 'resealedAt' | 'containerNumber' | 'market'
>;

/**
 * What customs does to a box, as a text to compare; null when it does nothing, as with nearly all of them. Where it differs
 * the declarations in the box wait for something else.
 */
export function whatKeeps(box: Kept): string | null {
  const { visitEndedAt, held, status, inspectionOrderedAt, openedAt, resealedAt } = box;
  const inspected = status === 'inspecting' || (openedAt !== null && resealedAt === null);
  if (visitEndedAt !== null || !(held || inspected)) return null;
  const { containerNumber, market } = box;
  return JSON.stringify([held, status, inspectionOrderedAt, openedAt, resealedAt, containerNumber, market]);
}
