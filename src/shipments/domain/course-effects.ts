import { countedFrom } from '../../vocabulary/open-item-kinds.js';
import type { Instant } from '../../vocabulary/period.js';
import type { EventCode } from './event-codes.js';

/** What the projection needs of a recorded inspection. */
export interface InspectionSpan {
  readonly orderedAt: Instant;
  readonly resultAt: Instant | null;
}

/**
 * From here on what customs has ordered ends by customs' own record of it alone. Before, a release ended an inspection without a result, and a return
 * what had left while held: days that are stated rest on that.
 */
const ENDED_BY_RECORD_FROM: Instant = countedFrom('released-while-held') ?? '';
export const isEndedByRecord = (at: Instant): boolean => at >= ENDED_BY_RECORD_FROM;

/** Where a container is at one instant of its visit. */
export interface Course {
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
  /** Whether customs' release came during a hold, or an inspection without a result, of which one has not ended since: it takes effect when all have. */
  releasedUnderOrder: boolean;
  /** Holds that are in force. */
  holds: number;
  /** Since when the container may go: released by customs, and not held. */
  releasedAt: Instant | null;
  leftAt: Instant | null;
  /** Whether it left the centre: a container that was never seen here left a depot, or the place where it was stuffed. */
  leftCentre: boolean;
  /** Whether customs held it, or had to inspect it, when it left; until an officer explains that. */
  leftUnderControl: boolean;
  /** Whether it was opened for an inspection, and not sealed again, when it left; until an officer explains that. */
  leftOpened: boolean;
  /** When it was gone from where customs had it, until it comes back. */
  goneAt: Instant | null;
  /** Whether what customs wanted of it goes on in its next visit. */
  carriedOn: boolean;
  /** Whether customs held it, had to inspect it, or had opened it, when that went on in its next visit. */
  carriedUnderControl: boolean;
  loadedAt: Instant | null;
  /** Loaded since it last arrived, also where it was lifted off again: it is not in the centre. */
  firstLoadedAt: Instant | null;
  departedAt: Instant | null;
  succeeded: boolean;
}

export const beginning = (): Course => ({
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
  releasedUnderOrder: false,
  holds: 0,
  releasedAt: null,
  leftAt: null,
  leftCentre: false,
  leftUnderControl: false,
  leftOpened: false,
  goneAt: null,
  carriedOn: false,
  carriedUnderControl: false,
  loadedAt: null,
  firstLoadedAt: null,
  departedAt: null,
  succeeded: false,
});

export const isToBeInspected = ({ unseen, pending, carriedOn }: Course): boolean =>
  !carriedOn && (unseen || pending.size > 0);

export const isControlled = (course: Course): boolean => course.holds > 0 || isToBeInspected(course);

/** Whether an officer's hold, or recorded order to inspect it, has not ended: no release takes effect. */
export const isUnderOrder = ({ holds, pending, carriedOn }: Course): boolean =>
  holds > 0 || (pending.size > 0 && !carriedOn);

/** Held, or to be inspected, or inspected and not released since: its seals are customs'. */
export const isUnderControl = ({ holds, inspectionOrderedAt, releasedAt, departedAt }: Course): boolean =>
  holds > 0 || (inspectionOrderedAt !== null && releasedAt === null && departedAt === null);

/** Opened for an inspection and not sealed again, unless customs has released it so. */
const isOpenForInspection = ({ open: isOpen, inspectionOrderedAt, customsReleasedAt, carriedOn }: Course): boolean =>
  isOpen && inspectionOrderedAt !== null && customsReleasedAt === null && !carriedOn;

/** It leaves: what customs has not ended by then is still to be done afterwards. */
export function noteLeaving(course: Course): void {
  course.leftUnderControl ||= isControlled(course) || course.carriedUnderControl;
  course.leftOpened ||= isOpenForInspection(course);
}

/** What goes on in the next visit ends there: of this one only an officer's note then ends that it left. */
export function noteCarrying(course: Course): void {
  if (isMissedOf(course)) course.leftUnderControl = true;
  course.carriedUnderControl = isControlled(course) || isOpenForInspection(course);
}

/** What customs had not ended when it left, and has not since. */
export const isMissedOf = (course: Course): boolean =>
  (course.leftUnderControl && (isControlled(course) || course.carriedUnderControl)) ||
  (course.leftOpened && isOpenForInspection(course));

export const isGone = ({ leftAt, firstLoadedAt }: Course): boolean => leftAt !== null || firstLoadedAt !== null;

/** Gone, or departed where nobody saw it leave. */
export const hasLeft = (course: Course): boolean => isGone(course) || course.departedAt !== null;

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
export const EFFECTS: Readonly<Partial<Record<EventCode, Effect>>> = {
  STUF: (course, at) => {
    // A container that left before it was stuffed or arrived left a depot, empty.
    if (course.stuffedAt === null && !course.leftCentre) course.leftAt = null;
    if (isGone(course)) course.restuffedAt ??= at;
    course.stuffedAt ??= at;
  },
  GTIN: (course, at) => {
    const isBack = course.firstLoadedAt !== null || course.leftCentre;
    [course.leftAt, course.loadedAt, course.firstLoadedAt] = [null, null, null];
    course.leftCentre = false;
    // That it is back is no answer to why it left: an officer's note is.
    if (!isEndedByRecord(at)) [course.leftUnderControl, course.leftOpened] = [false, false];
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
    if (isEndedByRecord(at)) course.releasedUnderOrder ||= isUnderOrder(course);
    else course.pending.clear();
  },
  GTOT: (course, at) => {
    const { arrivedAt, inspectionOrderedAt, openedAt, customsReleasedAt } = course;
    course.leftCentre ||= (arrivedAt ?? inspectionOrderedAt ?? openedAt ?? customsReleasedAt) !== null;
    if (course.leftAt === null) noteLeaving(course);
    course.leftAt ??= at;
  },
  DISC: (course) => void (course.loadedAt = null),
  LOAD: (course, at) => {
    // Where nobody saw it leave, it has left by now.
    if (!isGone(course)) noteLeaving(course);
    course.loadedAt ??= at;
    course.firstLoadedAt ??= at;
  },
  DEPA: (course, at) => {
    if (!hasLeft(course)) noteLeaving(course);
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
  if (!course.selected && course.pending.size === 0) course.inspectionOrderedAt = null;
  if (!course.open) [course.openedAt, course.resealedAt] = [null, null];
}
