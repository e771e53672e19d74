import { normaliseSeal } from '../../vocabulary/text.js';
import { type VisitEvent, stepOf } from './event-codes.js';

/** An event that may name the seal put on. */
export interface SealEvent extends VisitEvent {
  readonly seal: string | null;
}

/** Seals that stuffing and resealing have put on, oldest first. Other events name the seal they saw; that adds none. */
export function affixedSeals(events: readonly SealEvent[]): string[] {
  const affixed = events.filter(({ code, classifier }) => classifier === 'ACT' && (code === 'STUF' || code === 'RSEA'));
  affixed.sort(
    (one, other) =>
      compare(one.eventTime, other.eventTime) ||
      stepOf(one.code) - stepOf(other.code) ||
      compare(one.seal ?? '', other.seal ?? ''),
  );
  return [...new Set(affixed.flatMap(({ seal }) => (seal === null ? [] : [normaliseSeal(seal)])))];
}

/**
 * All seals of a visit: those given with the shipment, then those of its events. An inspection cuts one seal and adds
 * another, and a changed number nobody can explain is a dispute: none is ever taken away by an event.
 * Giving the result back in as `given` changes nothing.
 */
export function allSeals(given: readonly string[], events: readonly SealEvent[]): string[] {
  const affixed = affixedSeals(events);
  return [...new Set(given.map(normaliseSeal).filter((seal) => !affixed.includes(seal))), ...affixed];
}

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
