import type { Instant } from '../../vocabulary/period.js';
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
