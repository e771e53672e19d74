import type { Shipment } from './shipment.js';

type ControlledVisit = Pick<
  Shipment,
  'visitEndedAt' | 'held' | 'status' | 'inspectionOrderedAt' | 'openedAt' | 'resealedAt' | 'containerNumber' | 'market'
>;

/**
 * What customs does to a container, as a text to compare; null when it does nothing, as with nearly all of them. Where it differs
 * the declarations in the container wait for something else.
 */
export function controlKey(visit: ControlledVisit): string | null {
  const { visitEndedAt, held, status, inspectionOrderedAt, openedAt, resealedAt } = visit;
  const inspected = status === 'inspecting' || (openedAt !== null && resealedAt === null);
  if (visitEndedAt !== null || !(held || inspected)) return null;
  const { containerNumber, market } = visit;
  return JSON.stringify([held, status, inspectionOrderedAt, openedAt, resealedAt, containerNumber, market]);
}
