import type { OpenItemKind } from '../../vocabulary/open-item-kinds.js';
import { type Day, type Instant, startOfDay } from '../../vocabulary/period.js';
import type { Colour } from './lane.js';

/** What an officer looks at: the papers, or the goods. Whoever has looked at the goods has the papers too. */
export const CONTROLS = ['papers', 'goods'] as const;
export type Control = (typeof CONTROLS)[number];

export const CHECK_RESULTS = ['conforms', 'differs'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** What may be missing of a lane; the names are those of the open items. */
export const LANE_SPAN_KINDS = ['released-against-lane', 'blue-check-due'] as const satisfies readonly OpenItemKind[];
export type LaneSpanKind = (typeof LANE_SPAN_KINDS)[number];

/** When the papers and the goods were looked at first; null where nobody has. */
export interface ControlsDone {
  readonly papersAt: Instant | null;
  readonly goodsAt: Instant | null;
}

/** When a lane has had what it asks for; null while it has not. Green asks for nothing, blue for any look after the release. */
export function doneAt(colour: Colour, { papersAt, goodsAt }: ControlsDone): Instant | null {
  if (colour === 'green') return '';
  return colour === 'red' ? goodsAt : earliest([papersAt, goodsAt]);
}

/** Whether a release now would contradict the lane: blue is checked afterwards. */
export const forbidsRelease = (colour: Colour, done: ControlsDone): boolean =>
  colour !== 'blue' && doneAt(colour, done) === null;

/** A lane that came into force: by the draw, by an officer who raised it, or by the second officer of a lowering. */
export interface LaneStep {
  readonly colour: Colour;
  readonly since: Instant;
}

/** A release with the lane it fell under, and what is known of the control. */
export interface LaneRelease extends ControlsDone {
  readonly releasedAt: Instant;
  /** When that was recorded, or the release itself where it was known beforehand. */
  readonly recordedAt: Instant;
  /** Whether only a firm has reported it: then it meets what customs had ordered until it was reported. */
  readonly isReportedByFirm: boolean;
  /** When the release counted no more: returned, cancelled, filed again. */
  readonly endedAt: Instant | null;
  /** The day on which the lane was drawn. */
  readonly drawnOn: Day;
  /** The draw, and the changes of it in the order of time. */
  readonly steps: readonly LaneStep[];
}

/** A time in which the control of a lane was missing; `closedAt` is null while it is. Never empty. */
export interface LaneSpan {
  readonly kind: LaneSpanKind;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

/**
 * What was missing of the lane after a release. It ends with the look that the lane asks for, or when two officers have lowered it to a
 * lane that has what it asks for. A lane that was drawn on a later day than that of the release binds nobody: the declaration
 * was recorded afterwards. A lane that is raised after the release changes nothing of it, unless a firm reported the release later still:
 * whoever reports an earlier time would get past what customs has ordered. That counts from the report on, so that no day that was stated before changes.
 */
export function laneSpansOf(release: LaneRelease): LaneSpan[] {
  const { steps, releasedAt, recordedAt, isReportedByFirm, drawnOn } = release;
  const isDrawnLater = startOfDay(drawnOn) > releasedAt;
  const atRelease = isDrawnLater
    ? NOWHERE
    : Math.max(
        0,
        steps.findLastIndex((step) => isInForce(step, release)),
      );
  const own = spansUnder(release, atRelease, releasedAt);
  const atReport = isReportedByFirm
    ? steps.findLastIndex(({ since }, place) => place > 0 && since <= recordedAt)
    : NOWHERE;
  if (atReport <= atRelease) return own;
  return [...own, ...spansUnder(release, atReport, recordedAt).flatMap((span) => withoutOverlap(own, span))];
}

const NOWHERE = -1;

/** Customs writes whole seconds: an order of the second of the release was there where the release was recorded after it. */
function isInForce({ since }: LaneStep, { releasedAt, recordedAt }: LaneRelease): boolean {
  if (since <= releasedAt) return true;
  return releasedAt.endsWith('.000Z') && since.slice(0, SECOND) === releasedAt.slice(0, SECOND) && since <= recordedAt;
}

const SECOND = '2026-12-01T10:00:00'.length;

/** The rest of a span beside those of the same kind: one item is open once. */
function withoutOverlap(known: readonly LaneSpan[], span: LaneSpan): LaneSpan[] {
  let { openedAt } = span;
  for (const { kind, closedAt } of known) {
    if (kind !== span.kind) continue;
    if (closedAt === null) return [];
    if (closedAt > openedAt) openedAt = closedAt;
  }
  return span.closedAt !== null && span.closedAt <= openedAt ? [] : [{ ...span, openedAt }];
}

/** What is missing from an instant on under the lane at a place. What is lowered to blue before anybody has looked is to be checked afterwards from then on. */
function spansUnder(release: LaneRelease, place: number, openedAt: Instant): LaneSpan[] {
  const { steps, endedAt } = release;
  const missed = spanOf(release, place, openedAt);
  if (missed === null) return [];
  const lowered = steps.findLast(({ since }) => since === missed.closedAt);
  if (missed.kind === 'blue-check-due' || lowered?.colour !== 'blue') return [missed];
  const freed = steps.find(({ colour, since }) => colour === 'green' && since > lowered.since)?.since ?? null;
  const closedAt = earliest([doneAt('blue', release), freed, endedAt]);
  if (closedAt !== null && closedAt <= lowered.since) return [missed];
  return [missed, { kind: 'blue-check-due', openedAt: lowered.since, closedAt }];
}

function spanOf(release: LaneRelease, place: number, openedAt: Instant): LaneSpan | null {
  const { endedAt, steps } = release;
  const inForce = steps[place];
  if (!inForce || inForce.colour === 'green') return null;
  const ends = steps.slice(place).flatMap(({ colour, since }): Instant[] => {
    const done = colour === 'blue' && inForce.colour !== 'blue' ? '' : doneAt(colour, release);
    return done === null ? [] : [done > since ? done : since];
  });
  // What was lowered at once, or checked before, was never missing.
  const closedAt = earliest([...ends.map((end) => (end < openedAt ? openedAt : end)), endedAt]);
  if (closedAt !== null && closedAt <= openedAt) return null;
  const kind = inForce.colour === 'blue' ? 'blue-check-due' : 'released-against-lane';
  return { kind, openedAt, closedAt };
}

const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((first, each) => (each !== null && (first === null || each < first) ? each : first), null);
