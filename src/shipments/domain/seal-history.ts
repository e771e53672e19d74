import type { Instant } from '../../vocabulary/period.js';
import { normaliseSeal } from '../../vocabulary/text.js';
import { type EventCode, stepOf } from './event-codes.js';
import type { ControlPeriod } from './course.js';
import type { SealEvent } from './seals.js';

/** An event that names a seal, with its author and remark. */
export interface TracedEvent extends SealEvent {
  readonly location: string | null;
  readonly note: string | null;
  readonly by: string;
}

export interface SealMoment {
  /** Null for an opening of a container whose seals nobody has reported. */
  readonly seal: string | null;
  readonly what: 'announced' | 'fitted' | 'cut' | 'refitted';
  /** Null for a seal that was announced before the visit began; of one that nobody had reported when it was first seen. */
  readonly at: Instant | null;
  readonly event: EventCode | null;
  readonly by: string | null;
  readonly why: string | null;
  readonly location: string | null;
}

/** A seal that was read on the container and that no event has put there, or that a firm has put there while customs held or inspected it. */
export interface SealAlarm {
  readonly seal: string;
  readonly seenAt: Instant;
  readonly event: EventCode;
  /** The seals the container should have carried at that moment. */
  readonly expected: readonly string[];
  readonly by: string;
  readonly location: string | null;
}

export interface SealStory {
  readonly history: SealMoment[];
  readonly alarms: SealAlarm[];
  /** The seals on the container now. */
  readonly current: string[];
}

const OPENING: readonly EventCode[] = ['RMVD', 'STRP', 'INSP'];
const CLOSING: readonly EventCode[] = ['STUF', 'RSEA'];

/**
 * The story of the seals, from the set of events: stuffing and resealing fit one, an opening cuts the one it names or all
 * of them, every other event only reads; where no seal was known it makes one known. A seal that is read while it is not on the container is an alarm; a late event that
 * explains it takes the alarm away again. Order and repetition of the events make no difference; what happens after the
 * departure happens elsewhere and is left out. `announced`: seals reported before the first event; `controlled`: when customs held or inspected the
 * container. Another seal that a firm puts on then, or reports then, is an alarm too.
 */
export function sealStory(
  announced: readonly string[],
  events: readonly TracedEvent[],
  controlled: readonly ControlPeriod[] = [],
): SealStory {
  const on = new Set<string>(announced.map(normaliseSeal).sort());
  const history: SealMoment[] = [...on].map((seal) => ({ ...NOTHING, seal, what: 'announced' }));
  const alarms: SealAlarm[] = [];
  let wasCut = false;
  for (const event of inOrder(events)) {
    const { code, seal } = event;
    if (CLOSING.includes(code)) {
      if (seal === null || on.has(seal)) continue;
      const seenAt = underControlAt(event, controlled);
      if (seenAt !== null && history.length > 0) alarms.push({ ...alarmOf(event, seal, on), seenAt });
      history.push(moment(event, seal, wasCut || code === 'RSEA' ? 'refitted' : 'fitted'));
      on.add(seal);
      continue;
    }
    if (seal !== null && !on.has(seal)) {
      // The first seal that anybody names contradicts none: it was put on where nobody has reported it.
      if (history.length === 0) {
        history.push(moment(event, seal, 'announced'));
        on.add(seal);
      } else alarms.push(alarmOf(event, seal, on));
    }
    if (!OPENING.includes(code)) continue;
    const cut = cutBy(seal, on, wasCut);
    history.push(...cut.map((gone) => moment(event, gone, 'cut')));
    for (const gone of cut) if (gone !== null) on.delete(gone);
    // Once cut, the next seal is a refit also where nobody reported which one was cut.
    wasCut = true;
  }
  return { history, alarms, current: [...on] };
}

const NOTHING = { at: null, event: null, by: null, why: null, location: null } as const;

/** An opening that names a seal cuts that one only; a second look into an open container cuts nothing. */
function cutBy(seal: string | null, on: ReadonlySet<string>, wasCut: boolean): (string | null)[] {
  if (seal !== null && on.has(seal)) return [seal];
  if (on.size > 0) return [...on];
  return wasCut ? [] : [null];
}

/** When a firm sealed under customs' control: as it happened, or else as it was reported; null where there was none. */
function underControlAt(
  { eventTime, reportedAt = null }: TracedEvent,
  controlled: readonly ControlPeriod[],
): Instant | null {
  if (reportedAt === null) return null;
  const isControlled = (at: Instant) =>
    controlled.some(({ since, until }) => since <= at && (until === null || at < until));
  return isControlled(eventTime) ? eventTime : isControlled(reportedAt) ? reportedAt : null;
}

const moment = (event: TracedEvent, seal: string | null, what: SealMoment['what']): SealMoment => ({
  seal,
  what,
  at: event.eventTime,
  event: event.code,
  by: event.by,
  why: event.note,
  location: event.location,
});

const alarmOf = (event: TracedEvent, seal: string, on: ReadonlySet<string>): SealAlarm => ({
  seal,
  seenAt: event.eventTime,
  event: event.code,
  expected: [...on],
  by: event.by,
  location: event.location,
});

/** Actual events up to the departure, each once, as they happened; ties by step, then by text, so that no order can show. */
function inOrder(events: readonly TracedEvent[]): TracedEvent[] {
  const keyed = new Map<string, TracedEvent>();
  for (const event of events) {
    if (event.classifier !== 'ACT') continue;
    const seal = event.seal === null ? null : normaliseSeal(event.seal);
    keyed.set(keyOf({ ...event, seal }), { ...event, seal });
  }
  const sorted = [...keyed].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, event]) => event);
  const departed = sorted.find(({ code }) => code === 'DEPA')?.eventTime;
  return sorted.filter(({ eventTime }) => departed === undefined || eventTime <= departed);
}

const keyOf = ({ eventTime, code, seal, location, by, note }: TracedEvent): string =>
  JSON.stringify([eventTime, String(stepOf(code)).padStart(2, '0'), seal ?? '', location ?? '', by, note ?? '']);
