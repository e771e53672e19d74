import type { Instant } from '../../vocabulary/period.js';
import { type Classifier, type EventCode, stepOf } from './event-codes.js';
import { type HoldSpan, releasedBehindHolds } from './holds.js';

export const PASSAGE_STATUSES = [
  'planned',
  'stuffed',
  'in-centre',
  'inspecting',
  'released',
  'left-centre',
  'loaded',
  'departed',
] as const;
export type PassageStatus = (typeof PASSAGE_STATUSES)[number];

/** What the projection needs of an event. `eventTime` is UTC text with milliseconds, so that texts compare as instants do. */
export interface PassageEvent {
  readonly code: EventCode;
  readonly classifier: Classifier;
  readonly eventTime: Instant;
}

/** When each step was reached; null where no fact says so. */
export interface Milestones {
  readonly stuffedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  readonly inspectionOrderedAt: Instant | null;
  /** Begin and end of the last opening: an open box has no `resealedAt`. */
  readonly openedAt: Instant | null;
  readonly resealedAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly leftAt: Instant | null;
  readonly loadedAt: Instant | null;
  readonly departedAt: Instant | null;
}

export interface Passage extends Milestones {
  readonly status: PassageStatus;
}

/**
 * Where a container stands, from the set of its events. Order of arrival and repetition make no difference: the events
 * are read in the order in which they happened. EST and PLN are left out. What each code means: `event-codes.ts`. While
 * a hold stands there is no release, whatever CUSR says (`holds.ts`); a box that has left has left, held or not.
 */
export function projectPassage(events: readonly PassageEvent[], holds: readonly HoldSpan[] = []): Passage {
  const actual = events.filter(({ classifier }) => classifier === 'ACT').sort(asHappened);
  const departedAt = firstOf(actual, 'DEPA');
  // A release, a reseal or an unpacking in the port of destination must not rewrite what happened here.
  const here = actual.filter(({ eventTime }) => departedAt === null || eventTime <= departedAt);
  const stuffedAt = firstOf(here, 'STUF');
  const arrivedAt = firstOf(here, 'GTIN');
  const since = arrivedAt ?? stuffedAt ?? '';
  const control = controlOf(here);
  const milestones: Milestones = {
    stuffedAt,
    arrivedAt,
    inspectionOrderedAt: control.inspectionOrderedAt,
    releasedAt: releasedBehindHolds(control.releasedAt, holds),
    ...openingOf(here),
    leftAt: here.find(({ code, eventTime }) => code === 'GTOT' && eventTime >= since)?.eventTime ?? null,
    loadedAt: loadingOf(here, departedAt !== null),
    departedAt,
  };
  return { status: statusOf(milestones), ...milestones };
}

/** The furthest step wins, also where a fact in between is missing or late; only a hold by customs comes before it. */
function statusOf(at: Milestones): PassageStatus {
  if (at.departedAt !== null) return 'departed';
  if (at.loadedAt !== null) return 'loaded';
  if (at.leftAt !== null) return 'left-centre';
  if (at.releasedAt !== null) return 'released';
  if (at.inspectionOrderedAt !== null || at.openedAt !== null || at.resealedAt !== null) return 'inspecting';
  if (at.arrivedAt !== null) return 'in-centre';
  return at.stuffedAt === null ? 'planned' : 'stuffed';
}

function asHappened(one: PassageEvent, other: PassageEvent): number {
  if (one.eventTime !== other.eventTime) return one.eventTime < other.eventTime ? -1 : 1;
  return stepOf(one.code) - stepOf(other.code);
}

const firstOf = (events: readonly PassageEvent[], wanted: EventCode): Instant | null =>
  events.find(({ code }) => code === wanted)?.eventTime ?? null;

/** Selection and release alternate; the last pair counts. Being selected again after a release takes the release away. */
function controlOf(events: readonly PassageEvent[]): Pick<Milestones, 'inspectionOrderedAt' | 'releasedAt'> {
  let inspectionOrderedAt: Instant | null = null;
  let releasedAt: Instant | null = null;
  let held = false;
  for (const { code, eventTime } of events) {
    if ((code === 'CUSS' || code === 'CUSI') && !held) {
      [inspectionOrderedAt, releasedAt, held] = [eventTime, null, true];
    } else if (code === 'CUSR') {
      [releasedAt, held] = [releasedAt ?? eventTime, false];
    }
  }
  return { inspectionOrderedAt, releasedAt };
}

/** The last opening. A reseal without a known opening is still told: the fact that explains it may be on its way. */
function openingOf(events: readonly PassageEvent[]): Pick<Milestones, 'openedAt' | 'resealedAt'> {
  let openedAt: Instant | null = null;
  let resealedAt: Instant | null = null;
  let open = false;
  for (const { code, eventTime } of events) {
    if ((code === 'RMVD' || code === 'STRP' || code === 'INSP') && !open) {
      [openedAt, resealedAt, open] = [eventTime, null, true];
    } else if (code === 'RSEA') {
      [resealedAt, open] = [resealedAt ?? eventTime, false];
    }
  }
  return { openedAt, resealedAt };
}

/** A box that was lifted off again is not loaded, until it is loaded anew; one that has sailed was aboard whatever DISC says. */
function loadingOf(events: readonly PassageEvent[], sailed: boolean): Instant | null {
  let loadedAt: Instant | null = null;
  for (const { code, eventTime } of events) {
    if (code === 'LOAD') loadedAt ??= eventTime;
    else if (code === 'DISC' && !sailed) loadedAt = null;
  }
  return loadedAt;
}
