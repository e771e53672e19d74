import { type Instant, startOfDay } from '../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { VisitEvent } from './event-codes.js';

/** Gates and handhelds run ahead of us by a little; more is a wrong clock or a wrong day. */
export const CLOCKS_DIFFER_MINUTES = 5;

/** What cannot have happened yet at `latest` (now plus the tolerance). Estimates and plans lie ahead by their nature. */
export function checkEventTimes(events: readonly VisitEvent[], latest: Instant): Violation[] {
  return events.flatMap(({ classifier, eventTime }, index) =>
    classifier === 'ACT' && eventTime > latest
      ? [violation('event-time-in-future', pointer('events', index, 'eventTime'), { value: eventTime })]
      : [],
  );
}

/** Market procurement is a mode of supervision since then (announcement 54 of 2014): no container can have been seen in it before. */
const FIRST_POSSIBLE: Instant = startOfDay('2014-07-01');
/** Further before its visit began nothing of it has happened: a wrong year. Ours, unverified. */
const BEFORE_VISIT_DAYS = 180;

/** The earliest instant at which something can have happened to a container; null before anything is known of its visit. */
export const earliestOf = (beganAt: Instant | null): Instant => {
  if (beganAt === null) return FIRST_POSSIBLE;
  const before = new Date(Date.parse(beganAt) - BEFORE_VISIT_DAYS * 86_400_000).toISOString();
  return before > FIRST_POSSIBLE ? before : FIRST_POSSIBLE;
};

/** The breach of an event that cannot have happened so early, at its place in the report. */
export const tooEarly = (eventTime: Instant, index: number, beganAt: Instant | null): Violation[] =>
  eventTime < earliestOf(beganAt)
    ? [
        violation('event-time-too-early', pointer('events', index, 'eventTime'), {
          value: eventTime,
          earliest: earliestOf(beganAt),
        }),
      ]
    : [];
