import { pointer, violation, type Violation } from '../../messages/violation.js';
import type { EventCode } from './event-codes.js';
import type { VisitState } from './visit-state.js';

/** What only customs can know or order. */
const CUSTOMS: readonly EventCode[] = ['CUSS', 'CUSI', 'INSP', 'CUSR'];
/** Anybody with the container opens and reseals it, but only customs while an inspection is open. */
const CUSTOMS_WHILE_INSPECTING: readonly EventCode[] = ['STRP', 'RSEA'];

/** The events of a report that no firm may send, each with its place: without this a firm could release its own container. */
export function eventsOfCustoms(
  events: readonly { readonly code: EventCode }[],
  { status, inspectionOrderedAt }: Pick<VisitState, 'status' | 'inspectionOrderedAt'>,
): Violation[] {
  const isInspected = status === 'inspecting' && inspectionOrderedAt !== null;
  const closed = isInspected ? [...CUSTOMS, ...CUSTOMS_WHILE_INSPECTING] : CUSTOMS;
  return events.flatMap(({ code }, index) =>
    closed.includes(code) ? [violation('event-not-yours', pointer('events', index, 'code'), { value: code })] : [],
  );
}
