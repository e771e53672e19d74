import type { Instant } from '../../vocabulary/period.js';
import type { Classifier, EventCode } from './event-codes.js';
import type { Milestones } from './visit-state.js';

/** An event with the instant at which this service received it. */
export interface ReceivedEvent {
  readonly code: EventCode;
  readonly classifier: Classifier;
  readonly eventTime: Instant;
  readonly receivedAt: Instant;
}

/** One milestone: what was planned, what was last expected, what happened. */
export interface TimelineRow {
  readonly milestone: string;
  readonly kind: 'equipment' | 'transport';
  readonly codes: readonly EventCode[];
  readonly planned: Instant | null;
  readonly estimated: Instant | null;
  readonly actual: Instant | null;
}

const MILESTONES: readonly [string, TimelineRow['kind'], readonly EventCode[], keyof Milestones | null][] = [
  ['collected', 'equipment', ['PICK'], null],
  ['stuffed', 'equipment', ['STUF'], 'stuffedAt'],
  ['arrived', 'equipment', ['GTIN'], 'arrivedAt'],
  ['inspectionOrdered', 'equipment', ['CUSS', 'CUSI'], 'inspectionOrderedAt'],
  ['opened', 'equipment', ['RMVD', 'STRP', 'INSP'], 'openedAt'],
  ['resealed', 'equipment', ['RSEA'], 'resealedAt'],
  ['released', 'equipment', ['CUSR'], 'releasedAt'],
  ['left', 'equipment', ['GTOT'], 'leftAt'],
  ['delivered', 'equipment', ['DROP'], null],
  ['loaded', 'equipment', ['LOAD'], 'loadedAt'],
  ['departed', 'transport', ['DEPA'], 'departedAt'],
  ['discharged', 'equipment', ['DISC'], null],
  ['arrivedAtDestination', 'transport', ['ARRI'], null],
];

/**
 * The milestones with planned, estimated and actual side by side. Of several plans, or estimates, the one received last
 * counts; the actual time is the one the status is built on, where the status looks at the milestone at all.
 */
export function visitTimelineOf(events: readonly ReceivedEvent[], reached: Milestones): TimelineRow[] {
  return MILESTONES.map(([milestone, kind, codes, field]) => {
    const last = (wanted: Classifier) => lastReceived(events, codes, wanted);
    const actual = field === null ? last('ACT') : reached[field];
    return { milestone, kind, codes, planned: last('PLN'), estimated: last('EST'), actual };
  });
}

function lastReceived(
  events: readonly ReceivedEvent[],
  codes: readonly EventCode[],
  wanted: Classifier,
): Instant | null {
  let last: ReceivedEvent | null = null;
  for (const event of events) {
    if (event.classifier !== wanted || !codes.includes(event.code)) continue;
    if (last === null || order(event) > order(last)) last = event;
  }
  return last?.eventTime ?? null;
}

/** Received in one request: the later time counts. */
const order = ({ receivedAt, eventTime }: ReceivedEvent): string => `${receivedAt} ${eventTime}`;
