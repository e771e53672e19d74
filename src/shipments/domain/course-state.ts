import type { Instant } from '../../vocabulary/period.js';

/** What the projection needs of a recorded inspection. */
export interface InspectionSpan {
  readonly orderedAt: Instant;
  readonly resultAt: Instant | null;
}

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

/** A container of which nothing has happened yet. */
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
