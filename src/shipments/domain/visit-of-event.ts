import type { Instant } from '../../vocabulary/period.js';
import type { Classifier, EventCode } from './event-codes.js';

/** A visit of a container among its visits, as far as it matters to which of them an event belongs. */
export interface VisitPeriod {
  /** When its row was made, or its first actual event before that. */
  readonly beganAt: Instant;
  readonly leftAt: Instant | null;
  readonly departedAt: Instant | null;
}

interface SeenEvent {
  readonly code: EventCode;
  readonly classifier: Classifier;
  readonly eventTime: Instant;
}

/** By these a container is in a centre, or on its way to one, again: after it has left only GTIN says so. */
const AFTER_LEAVING: readonly EventCode[] = ['GTIN'];
const AFTER_DEPARTURE: readonly EventCode[] = ['GTIN', 'STUF'];

/** Whether an event says that the container is back after this visit: it begins the next one. */
export function beginsNextVisit({ leftAt, departedAt }: VisitPeriod, event: SeenEvent): boolean {
  if (event.classifier !== 'ACT') return false;
  if (departedAt !== null) return AFTER_DEPARTURE.includes(event.code) && event.eventTime > departedAt;
  return leftAt !== null && AFTER_LEAVING.includes(event.code) && event.eventTime > leftAt;
}

/**
 * For each event of one container the visit it belongs to, by position: the last one that had begun by then, or the first; the number of
 * visits stands for the one that is still to begin. Visits and events in the order in which they began and happened: a visit whose row
 * was made a moment after its first event is still that event's, and so is what follows. `known` is where an event stands already.
 */
export function placeEvents<E extends SeenEvent>(
  visits: readonly VisitPeriod[],
  events: readonly E[],
  known: (event: E) => number | null,
): number[] {
  const periods = visits.map((visit) => ({ ...visit }));
  let least = 0;
  return events.map((event) => {
    let place = known(event);
    if (place === null) {
      const begun = periods.findLastIndex(({ beganAt }) => beganAt <= event.eventTime);
      place = Math.max(begun, least);
      for (let visit = periods[place]; visit && beginsNextVisit(visit, event); visit = periods[place]) place++;
      const visit = periods[place];
      if (visit) noteEnd(visit, event);
    }
    least = Math.max(least, place);
    return place;
  });
}

/** A container may leave and come back within one report. */
function noteEnd(
  visit: { leftAt: Instant | null; departedAt: Instant | null },
  { code, classifier, eventTime }: SeenEvent,
) {
  if (classifier !== 'ACT') return;
  if (code === 'GTOT') visit.leftAt = eventTime;
  if (code === 'DEPA') visit.departedAt = eventTime;
}
