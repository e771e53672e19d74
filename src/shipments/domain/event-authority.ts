import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { EventCode } from './event-codes.js';
import type { VisitState } from './visit-state.js';

/** What only customs can know or order. */
const CUSTOMS: readonly EventCode[] = ['CUSS', 'CUSI', 'INSP', 'CUSR'];
/** Anybody with the container opens and reseals it, but only customs while an inspection is open. */
const CUSTOMS_WHILE_INSPECTING: readonly EventCode[] = ['RMVD', 'STRP', 'RSEA'];

type Inspected = Pick<VisitState, 'departedAt' | 'inspectionOrderedAt' | 'releasedAt'>;

/** Whether an inspection is ordered that has not ended; the container may have left meanwhile. */
export const isInspected = ({ departedAt, inspectionOrderedAt, releasedAt }: Inspected): boolean =>
  inspectionOrderedAt !== null && releasedAt === null && departedAt === null;

/** Whether no firm may report the event: without this a firm could release its own container. */
export const isReportedByCustoms = (code: EventCode, visit: Inspected): boolean =>
  CUSTOMS.includes(code) || (isInspected(visit) && CUSTOMS_WHILE_INSPECTING.includes(code));

/** The breach of an event that no firm may send, at its place in the report. */
export const eventNotYours = (code: EventCode, index: number): Violation =>
  violation('event-not-yours', pointer('events', index, 'code'), { value: code });

/** The events of a report that no firm may send, each with its place. */
export const eventsOfCustoms = (events: readonly { readonly code: EventCode }[], visit: Inspected): Violation[] =>
  events.flatMap(({ code }, index) => (isReportedByCustoms(code, visit) ? [eventNotYours(code, index)] : []));
