import type { OpenItemKind } from '../../vocabulary/open-item-kinds.js';
import type { Instant } from '../../vocabulary/period.js';
import { type EventCode, type VisitEvent, stepOf } from './event-codes.js';
import type { HoldSpan } from './holds.js';
import {
  beginning,
  type Course,
  EFFECTS,
  hasLeft,
  type InspectionSpan,
  isMissedOf,
  isEndedByRecord,
  noteCarrying,
  noteLeaving,
  isGone,
  isToBeInspected,
  isUnderControl,
  isUnderOrder,
} from './course-effects.js';
import { EVENT_OF_STEP } from './inspections.js';

/** What can be open of a container: the kinds of open items that are read from `visit_span`. */
export const SPAN_KINDS = [
  'inspection-unfinished',
  'opened-not-resealed',
  'released-not-left',
  'left-not-loaded',
  'left-while-held',
  'released-while-held',
  'sealed-otherwise',
] as const satisfies readonly OpenItemKind[];
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A time in which something was open of a container; `closedAt` is null while it is. Never empty. */
export interface VisitSpan {
  readonly kind: SpanKind;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

/** A time in which customs held a container, or had an inspection of it that had not ended; `until` is null while it does. */
export interface ControlPeriod {
  readonly since: Instant;
  readonly until: Instant | null;
}

/** What contradicts customs' control of a container, until an officer explains it. */
export const EXPLAINED_KINDS = ['left-while-held', 'sealed-otherwise'] as const satisfies readonly SpanKind[];
export type ExplainedKind = (typeof EXPLAINED_KINDS)[number];

/** An officer's note: what of the kind was open is settled. */
export interface Explanation {
  readonly kind: ExplainedKind;
  readonly at: Instant;
}

/** What customs did to a container beside the events, and what became of the container afterwards. */
export interface VisitControls {
  readonly holds: readonly HoldSpan[];
  readonly inspections: readonly InspectionSpan[];
  readonly explanations: readonly Explanation[];
  /** When the next visit of the container was opened after it had left; null for the last visit. */
  readonly nextVisitAt: Instant | null;
  /** When holds and inspections that had not ended went on in the next visit. */
  readonly carriedAt: Instant | null;
}

export const NO_CONTROLS: VisitControls = {
  ...{ holds: [], inspections: [], explanations: [], nextVisitAt: null, carriedAt: null },
};

/** One thing that happens. Of several at one instant the lower rank comes first. */
interface Moment {
  readonly at: Instant;
  readonly rank: number;
  readonly apply: (course: Course) => void;
}

/**
 * The course of a visit from the set of its facts, read in the order in which they happened: where it ends, and every span
 * in which something was open on the way. What holds at an instant depends on nothing that happened later, so that a past
 * instant looks the same whenever it is asked for. EST and PLN are left out; so is every event after the departure: a
 * release, a reseal or an unpacking in the port of destination must not rewrite what happened here.
 */
export function courseOf(
  events: readonly VisitEvent[],
  controls: VisitControls,
): { readonly last: Readonly<Course>; readonly spans: VisitSpan[]; readonly controlled: ControlPeriod[] } {
  const moments = [...momentsOf(events, controls.nextVisitAt), ...momentsOfControls(controls)];
  moments.sort((one, other) => (one.at === other.at ? one.rank - other.rank : one.at < other.at ? -1 : 1));
  const course = beginning();
  const since = new Map<SpanKind, Instant>();
  const spans: VisitSpan[] = [];
  const controlled: ControlPeriod[] = [];
  let controlledSince: Instant | null = null;
  for (const [index, { at, apply }] of moments.entries()) {
    apply(course);
    free(course, at);
    // What changes to and fro within one instant was never open.
    if (moments[index + 1]?.at === at) continue;
    const open = openOf(course);
    for (const kind of SPAN_KINDS) {
      const openedAt = since.get(kind);
      if (open[kind] && openedAt === undefined) since.set(kind, at);
      if (open[kind] || openedAt === undefined) continue;
      spans.push({ kind, openedAt, closedAt: at });
      since.delete(kind);
    }
    const isControlledNow = isUnderControl(course);
    if (isControlledNow) controlledSince ??= at;
    else if (controlledSince !== null) {
      controlled.push({ since: controlledSince, until: at });
      controlledSince = null;
    }
  }
  if (controlledSince !== null) controlled.push({ since: controlledSince, until: null });
  for (const [kind, openedAt] of since) spans.push({ kind, openedAt, closedAt: null });
  return { last: course, spans, controlled };
}

function openOf(course: Course): Readonly<Record<SpanKind, boolean>> {
  const here = course.departedAt === null;
  return {
    'inspection-unfinished': here && isToBeInspected(course),
    'opened-not-resealed': here && course.open && !course.carriedOn,
    'released-not-left': here && course.releasedAt !== null && !isGone(course),
    'left-not-loaded': here && isGone(course) && course.loadedAt === null && !course.succeeded,
    // Also after the departure, and when it is back: what customs wanted of it has not been done.
    'left-while-held': isMissedOf(course),
    'released-while-held': here && course.releasedUnderOrder,
    // Follows from the seals: see `sealSpans`.
    'sealed-otherwise': false,
  };
}

/** While a hold or an order to inspect is in force there is no release; when the last one ends, the container is free from then on. */
function free(course: Course, at: Instant): void {
  if (!isUnderOrder(course)) course.releasedUnderOrder = false;
  // What customs orders later is another matter than what it had ordered when the container left.
  if (!isMissedOf(course)) [course.leftUnderControl, course.leftOpened] = [false, false];
  if (course.customsReleasedAt === null || course.holds > 0 || course.pending.size > 0) course.releasedAt = null;
  else course.releasedAt ??= at;
}

function momentsOf(events: readonly VisitEvent[], nextVisitAt: Instant | null): Moment[] {
  return events
    .filter(({ classifier }) => classifier === 'ACT')
    .flatMap(({ code, eventTime: at, reportedAt = null }): Moment[] => [
      {
        at,
        rank: stepOf(code),
        apply: (course) => {
          if (course.departedAt !== null && course.departedAt < at) return;
          if (code === 'GTIN' && isGone(course) && nextVisitAt !== null && at >= nextVisitAt) return;
          EFFECTS[code]?.(course, at);
          course.goneAt = hasLeft(course) ? (course.goneAt ?? at) : null;
        },
      },
      ...(reportedAt !== null && reportedAt > at && LEAVING.includes(code) ? [lateReport(reportedAt, at)] : []),
    ]);
}

/** By these a container is gone. */
const LEAVING: readonly EventCode[] = ['GTOT', 'LOAD', 'DEPA'];

/** A firm reports only now that it has left: it meets what customs has ordered until now, whatever time the firm names. */
const lateReport = (at: Instant, leftAt: Instant): Moment => ({
  at,
  rank: AFTER_CONTROLS,
  apply: (course) => {
    if (course.goneAt === leftAt) noteLeaving(course);
  },
});

function momentsOfControls({ holds, inspections, explanations, nextVisitAt, carriedAt }: VisitControls): Moment[] {
  const hold = (at: Instant, change: 1 | -1): Moment => ({
    at,
    rank: -change,
    apply: (course) => void (course.holds += change),
  });
  const moments = holds.flatMap(({ heldAt, releasedAt }) => [
    hold(heldAt, 1),
    ...(releasedAt === null ? [] : [hold(releasedAt, -1)]),
  ]);
  for (const inspection of inspections) {
    const { orderedAt, resultAt } = inspection;
    const [ordered, result] = [stepOf(EVENT_OF_STEP.ordered), stepOf(EVENT_OF_STEP.result)];
    moments.push({ at: orderedAt, rank: ordered, apply: ({ pending }) => void pending.add(inspection) });
    if (resultAt === null) continue;
    moments.push({ at: resultAt, rank: result, apply: ({ pending }) => void pending.delete(inspection) });
  }
  for (const { kind, at } of explanations) {
    if (kind !== 'left-while-held') continue;
    moments.push({
      at,
      rank: AFTER_EVENTS,
      apply: (course) => void ([course.leftUnderControl, course.leftOpened] = [false, false]),
    });
  }
  if (nextVisitAt !== null)
    moments.push({ at: nextVisitAt, rank: 0, apply: (course) => void (course.succeeded = true) });
  if (carriedAt !== null && isEndedByRecord(carriedAt))
    moments.push({ at: carriedAt, rank: BEFORE_CONTROLS, apply: noteCarrying });
  if (carriedAt !== null)
    moments.push({ at: carriedAt, rank: AFTER_CONTROLS, apply: (course) => void (course.carriedOn = true) });
  return moments;
}

/** What is reported meets every order of that instant, and a note is about what has happened by then. */
const [BEFORE_CONTROLS, AFTER_CONTROLS, AFTER_EVENTS] = [-2, 90, 100];
