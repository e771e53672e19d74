import type { Instant } from '../../vocabulary/period.js';
import { type ControlPeriod, courseOf, NO_CONTROLS, type VisitControls, type VisitSpan } from './course.js';
import type { VisitEvent } from './event-codes.js';

export const VISIT_STATUSES = [
  'planned',
  'stuffed',
  'in-centre',
  'inspecting',
  'released',
  'left-centre',
  'loaded',
  'departed',
] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];

/** When each step was reached; null where no fact says so. */
export interface Milestones {
  readonly stuffedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly inspectionOrderedAt: Instant | null;
  /** Begin and end of the last opening: an open container has no `resealedAt`. */
  readonly openedAt: Instant | null;
  readonly resealedAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly leftAt: Instant | null;
  readonly loadedAt: Instant | null;
  readonly departedAt: Instant | null;
}

export interface VisitState extends Milestones {
  readonly status: VisitStatus;
}

/**
 * Where a container stands, from the set of its facts. Order of arrival and repetition make no difference: the facts are
 * read in the order in which they happened. EST and PLN are left out. What each code means: `event-codes.ts`. While a hold
 * stands there is no release, whatever CUSR says; a container that has left has left, held or not. One that comes back after it
 * has left is in the centre again: the milestones are those of its last stay.
 */
export const projectVisitState = (
  events: readonly VisitEvent[],
  controls: Partial<VisitControls> = NO_CONTROLS,
): VisitState => projectVisit(events, controls).state;

/** The same with what was open on the way, and when customs had the container under control. */
export function projectVisit(
  events: readonly VisitEvent[],
  controls: Partial<VisitControls>,
): { readonly state: VisitState; readonly spans: VisitSpan[]; readonly controlled: ControlPeriod[] } {
  const { last, spans, controlled } = courseOf(events, { ...NO_CONTROLS, ...controls });
  const milestones: Milestones = {
    stuffedAt: last.stuffedAt,
    arrivedAt: last.arrivedAt,
    inspectionOrderedAt: last.inspectionOrderedAt,
    openedAt: last.openedAt,
    resealedAt: last.resealedAt,
    releasedAt: last.releasedAt,
    leftAt: last.leftAt,
    loadedAt: last.loadedAt,
    departedAt: last.departedAt,
  };
  return { state: { status: statusOf(milestones), ...milestones }, spans, controlled };
}

/** The furthest step wins, also where a fact in between is missing or late; only a hold by customs comes before it. */
function statusOf(at: Milestones): VisitStatus {
  if (at.departedAt !== null) return 'departed';
  if (at.loadedAt !== null) return 'loaded';
  if (at.leftAt !== null) return 'left-centre';
  if (at.releasedAt !== null) return 'released';
  // A firm may open its own container: that is no inspection.
  if (at.inspectionOrderedAt !== null) return 'inspecting';
  if (at.arrivedAt !== null) return 'in-centre';
  return at.stuffedAt === null ? 'planned' : 'stuffed';
}
