import type { Instant } from '../../vocabulary/period.js';
import { type EventCode, type VisitEvent, stepOf } from './event-codes.js';
import type { HoldSpan } from './holds.js';
import { EVENT_OF_STEP } from './inspections.js';

/** What can be open of a container. The names are those of the open items. */
export const SPAN_KINDS = [
  'inspection-unfinished',
  'opened-not-resealed',
  'released-not-left',
  'left-not-loaded',
  'left-while-held',
  'sealed-otherwise',
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A time in which something was open of a container; `closedAt` is null while it is. Never empty. */
export interface VisitSpan {
  readonly kind: SpanKind;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

/** What the projection needs of a recorded inspection. */
export interface InspectionSpan {
  readonly orderedAt: Instant;
  readonly resultAt: Instant | null;
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
}

export const NO_CONTROLS: VisitControls = { holds: [], inspections: [], explanations: [], nextVisitAt: null };

/** Where a container is at one instant of its visit. */
interface Course {
  stuffedAt: Instant | null;
  /** Stuffed anew after it had left: counts when it comes back. */
  restuffedAt: Instant | null;
  arrivedAt: Instant | null;
  inspectionOrderedAt: Instant | null;
  /** Selected for control, and not released since. */
  selected: boolean;
  /** Selected, and not looked into since. */
  unseen: boolean;
  /** Recorded inspections without a result. */
  readonly pending: Set<InspectionSpan>;
  openedAt: Instant | null;
  resealedAt: Instant | null;
  open: boolean;
  customsReleasedAt: Instant | null;
  /** Holds that are in force. */
  holds: number;
  /** Since when the container may go: released by customs, and not held. */
  releasedAt: Instant | null;
  leftAt: Instant | null;
  /** Whether it left the centre: a container that was never seen here left a depot, or the place where it was stuffed. */
  leftCentre: boolean;
  /** Whether customs held it, or had to inspect it, when it left; until an officer explains that. */
  leftUnderControl: boolean;
  /** When it was recorded that it is gone: what customs ordered until then was ordered of a container that it believed to be here. */
  goneRecordedAt: Instant | null;
  loadedAt: Instant | null;
  /** Loaded since it last arrived, also where it was lifted off again: it is not in the centre. */
  firstLoadedAt: Instant | null;
  departedAt: Instant | null;
  succeeded: boolean;
}

/** One thing that happens. Of several at one instant the lower rank comes first. */
interface Moment {
  readonly at: Instant;
  readonly rank: number;
  readonly apply: (course: Course) => void;
}

const beginning = (): Course => ({
  stuffedAt: null,
  restuffedAt: null,
  arrivedAt: null,
  inspectionOrderedAt: null,
  selected: false,
  unseen: false,
  pending: new Set(),
  openedAt: null,
  resealedAt: null,
  open: false,
  customsReleasedAt: null,
  holds: 0,
  releasedAt: null,
  leftAt: null,
  leftCentre: false,
  leftUnderControl: false,
  goneRecordedAt: null,
  loadedAt: null,
  firstLoadedAt: null,
  departedAt: null,
  succeeded: false,
});

/**
 * The course of a visit from the set of its facts, read in the order in which they happened: where it ends, and every span
 * in which something was open on the way. What holds at an instant depends on nothing that happened later, so that a past
 * instant looks the same whenever it is asked for. EST and PLN are left out; so is every event after the departure: a
 * release, a reseal or an unpacking in the port of destination must not rewrite what happened here.
 */
export function courseOf(
  events: readonly VisitEvent[],
  controls: VisitControls,
): { readonly last: Readonly<Course>; readonly spans: VisitSpan[] } {
  const moments = [...momentsOf(events, controls.nextVisitAt), ...momentsOfControls(controls)];
  moments.sort((one, other) => (one.at === other.at ? one.rank - other.rank : one.at < other.at ? -1 : 1));
  const course = beginning();
  const since = new Map<SpanKind, Instant>();
  const spans: VisitSpan[] = [];
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
  }
  for (const [kind, openedAt] of since) spans.push({ kind, openedAt, closedAt: null });
  return { last: course, spans };
}

function openOf(course: Course): Readonly<Record<SpanKind, boolean>> {
  const here = course.departedAt === null;
  return {
    'inspection-unfinished': here && (course.unseen || course.pending.size > 0),
    'opened-not-resealed': here && course.open,
    'released-not-left': here && course.releasedAt !== null && !isGone(course),
    'left-not-loaded': here && isGone(course) && course.loadedAt === null && !course.succeeded,
    // Also after the departure: what customs wanted of it has not been done.
    'left-while-held': course.leftUnderControl && isGone(course) && isControlled(course),
    // Follows from the seals: see `sealSpans`.
    'sealed-otherwise': false,
  };
}

const isControlled = ({ holds, unseen, pending }: Course): boolean => holds > 0 || unseen || pending.size > 0;

const isGone = ({ leftAt, firstLoadedAt }: Course): boolean => leftAt !== null || firstLoadedAt !== null;

/** While a hold is in force there is no release; when the last one ends, the container is free from then on. */
function free(course: Course, at: Instant): void {
  if (course.customsReleasedAt === null || course.holds > 0) course.releasedAt = null;
  else course.releasedAt ??= at;
}

function momentsOf(events: readonly VisitEvent[], nextVisitAt: Instant | null): Moment[] {
  return events
    .filter(({ classifier }) => classifier === 'ACT')
    .map(({ code, eventTime: at, receivedAt = at }) => ({
      at,
      rank: stepOf(code),
      apply: (course) => {
        if (course.departedAt !== null && course.departedAt < at) return;
        if (code === 'GTIN' && isGone(course) && nextVisitAt !== null && at >= nextVisitAt) return;
        const wasGone = isGone(course);
        EFFECTS[code]?.(course, at);
        if (!wasGone && isGone(course)) course.goneRecordedAt = receivedAt;
        if (SELECTIONS.includes(code)) controlLate(course, at);
      },
    }));
}

function momentsOfControls({ holds, inspections, explanations, nextVisitAt }: VisitControls): Moment[] {
  const hold = (at: Instant, change: 1 | -1): Moment => ({
    at,
    rank: -change,
    apply: (course) => {
      course.holds += change;
      if (change === 1) controlLate(course, at);
    },
  });
  const moments = holds.flatMap(({ heldAt, releasedAt }) => [
    hold(heldAt, 1),
    ...(releasedAt === null ? [] : [hold(releasedAt, -1)]),
  ]);
  for (const inspection of inspections) {
    const { orderedAt, resultAt } = inspection;
    const [ordered, result] = [stepOf(EVENT_OF_STEP.ordered), stepOf(EVENT_OF_STEP.result)];
    const order = (course: Course): void => {
      course.pending.add(inspection);
      controlLate(course, orderedAt);
    };
    moments.push({ at: orderedAt, rank: ordered, apply: order });
    if (resultAt === null) continue;
    moments.push({ at: resultAt, rank: result, apply: ({ pending }) => void pending.delete(inspection) });
  }
  for (const { kind, at } of explanations) {
    if (kind !== 'left-while-held') continue;
    moments.push({ at, rank: AFTER_EVENTS, apply: (course) => void (course.leftUnderControl = false) });
  }
  if (nextVisitAt !== null)
    moments.push({ at: nextVisitAt, rank: 0, apply: (course) => void (course.succeeded = true) });
  return moments;
}

const SELECTIONS: readonly EventCode[] = ['CUSS', 'CUSI'];

/** Control of a container that had left without customs having heard of it: it left all the same. */
function controlLate(course: Course, at: Instant): void {
  if (isGone(course) && course.goneRecordedAt !== null && course.goneRecordedAt > at) course.leftUnderControl = true;
}

/** A note is about what has happened by then. */
const AFTER_EVENTS = 100;

type Effect = (course: Course, at: Instant) => void;

const select: Effect = (course, at) => {
  // Being selected again after a release takes the release away.
  if (!course.selected) [course.inspectionOrderedAt, course.customsReleasedAt] = [at, null];
  [course.selected, course.unseen] = [true, true];
};

const open: Effect = (course, at) => {
  if (!course.open) [course.openedAt, course.resealedAt] = [at, null];
  course.open = true;
};

/** What each code does; those that are missing do nothing. Why: `event-codes.ts`. */
const EFFECTS: Readonly<Partial<Record<EventCode, Effect>>> = {
  STUF: (course, at) => {
    // A container that left before it was stuffed or arrived left a depot, empty.
    if (course.stuffedAt === null && !course.leftCentre) course.leftAt = null;
    if (isGone(course)) course.restuffedAt ??= at;
    course.stuffedAt ??= at;
  },
  GTIN: (course, at) => {
    const isBack = course.firstLoadedAt !== null || course.leftCentre;
    [course.leftAt, course.loadedAt, course.firstLoadedAt] = [null, null, null];
    [course.leftCentre, course.leftUnderControl] = [false, false];
    if (!isBack) course.arrivedAt ??= at;
    else comeBack(course, at);
  },
  CUSS: select,
  CUSI: select,
  RMVD: open,
  STRP: open,
  INSP: (course, at) => {
    open(course, at);
    course.inspectionOrderedAt ??= at;
    course.unseen = false;
  },
  RSEA: (course, at) => {
    // A reseal without a known opening counts: the fact that explains it may be on its way.
    course.resealedAt ??= at;
    course.open = false;
  },
  CUSR: (course, at) => {
    course.customsReleasedAt ??= at;
    [course.selected, course.unseen] = [false, false];
    course.pending.clear();
  },
  GTOT: (course, at) => {
    const { arrivedAt, inspectionOrderedAt, openedAt, customsReleasedAt } = course;
    course.leftCentre ||= (arrivedAt ?? inspectionOrderedAt ?? openedAt ?? customsReleasedAt) !== null;
    course.leftUnderControl ||= course.leftAt === null && isControlled(course);
    course.leftAt ??= at;
  },
  DISC: (course) => void (course.loadedAt = null),
  LOAD: (course, at) => {
    // Where nobody saw it leave, it has left by now.
    course.leftUnderControl ||= !isGone(course) && isControlled(course);
    course.loadedAt ??= at;
    course.firstLoadedAt ??= at;
  },
  DEPA: (course, at) => {
    course.departedAt ??= at;
    // What has sailed was aboard, also where the last thing known is that it was lifted off.
    course.loadedAt ??= course.firstLoadedAt;
  },
};

/**
 * The next visit of the same container begins: the release of the last one counts no more. What customs began and did not end, a
 * selection or an opening, comes back with the container.
 */
function comeBack(course: Course, at: Instant): void {
  [course.arrivedAt, course.customsReleasedAt] = [at, null];
  [course.stuffedAt, course.restuffedAt] = [course.restuffedAt ?? course.stuffedAt, null];
  if (!course.selected) course.inspectionOrderedAt = null;
  if (!course.open) [course.openedAt, course.resealedAt] = [null, null];
}
