import type { Instant } from '../../vocabulary/period.js';

/**
 * How far a stream is: all that a snapshot of PostgreSQL sees was sent. A number in the order of writing would not do: what is written
 * first may be committed last.
 */
export interface EventPosition {
  /** `xmin:xmax:xip_list`, as PostgreSQL writes it. */
  readonly snapshot: string;
  readonly at: Instant;
}

/** Events stay for longer than they can be resumed, so that none of a position that is taken is missing. */
export const STAY_MS = 2 * 3_600_000;
const RESUMED_MS = 3_600_000;
/** Well beyond what as many connections as a server has come to. */
const TEXT_MAX = 8_000;

export const toEventId = ({ snapshot, at }: EventPosition): string => `${snapshot}@${Date.parse(at)}`;

/** The position that `Last-Event-ID` names; null where it names none that can be resumed at this instant. */
export function positionOf(text: string, now: Date): EventPosition | null {
  const [, snapshot = '', ms = ''] = (text.length <= TEXT_MAX && /^([\d:,]+)@(\d{1,15})$/.exec(text)) || [];
  const at = Number(ms);
  const age = now.getTime() - at;
  if (!isSnapshot(snapshot) || age < 0 || age > RESUMED_MS) return null;
  return { snapshot, at: new Date(at).toISOString() };
}

/** PostgreSQL refuses any other text by an error. */
function isSnapshot(text: string): boolean {
  const [, from = '', to = '', list = ''] = /^([1-9]\d{0,17}):([1-9]\d{0,17}):([\d,]*)$/.exec(text) ?? [];
  if (from === '' || BigInt(from) > BigInt(to)) return false;
  const running = list === '' ? [] : list.split(',');
  if (!running.every((id) => /^[1-9]\d{0,17}$/.test(id))) return false;
  const ids = running.map(BigInt);
  return ids.every((id, index) => id >= (ids[index - 1] ?? BigInt(from)) && id < BigInt(to) && id !== ids[index - 1]);
}

/** Whether one snapshot is of a later history than another can be: of a database that was restored since. */
export const isAhead = (one: EventPosition, other: string): boolean =>
  BigInt(one.snapshot.split(':')[1] ?? '0') > BigInt(other.split(':')[1] ?? '0');
