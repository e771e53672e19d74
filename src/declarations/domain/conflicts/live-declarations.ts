import type { Day } from '../../../vocabulary/period.js';
import type { Severity, Violation } from '../../../messages/refusals/violation.js';
import type { DeclarationInput } from '../declaration.js';
import { declaredTotal, type LiveLoad, loadOf, nearDuplicates } from './near-duplicate.js';
import { type Reservation, reservedElsewhere, tradeRecordPartsOf } from './trade-record-reservation.js';

/** Live declarations of all firms that have a trade record or a load in common with the inputs at hand, as {@link conflictsWith} reads them. */
export interface LiveDeclarations {
  readonly today: Day;
  /** By the compared number of the trade record. */
  readonly reservations: Map<string, Reservation[]>;
  /** By container and declared total. */
  readonly loads: Map<string, LiveLoad[]>;
}

export const noLiveDeclarations = (today: Day): LiveDeclarations => ({
  today,
  reservations: new Map(),
  loads: new Map(),
});

/** The key under which a load is found: thousands of declarations must not be compared pair by pair. */
export const loadKey = (container: string, totalPrice: string | null): string => `${totalPrice ?? ''} ${container}`;

/** Every conflict of a declaration with live ones: a reserved trade record by `severity`, a near-duplicate as a warning. */
export const conflictsWith = (
  input: DeclarationInput,
  id: string,
  live: LiveDeclarations,
  severity: Severity,
): Violation[] => {
  const reservations = tradeRecordPartsOf(input)
    .slice(0, 1)
    .flatMap(({ number }) => live.reservations.get(number) ?? []);
  const alike = live.loads.size === 0 ? [] : loadsLike(input, live);
  return [
    ...(reservations.length === 0 ? [] : reservedElsewhere(input, id, reservations, severity)),
    ...(alike.length === 0 ? [] : nearDuplicates(loadOf(input, live.today), id, alike)),
  ];
};

const loadsLike = (input: DeclarationInput, { loads }: LiveDeclarations): LiveLoad[] => {
  const total = declaredTotal(input);
  return (input.containers ?? []).flatMap(({ number }) => loads.get(loadKey(number, total)) ?? []);
};

/** Adds a declaration that goes live in this very call, so that the next one of the same call meets it. */
export const addLive = (live: LiveDeclarations, id: string, input: DeclarationInput): void => {
  for (const part of tradeRecordPartsOf(input)) {
    push(live.reservations, part.number, { ...part, declarationId: id, reference: input.reference });
  }
  const { containers = [] } = input;
  if (containers.length === 0) return;
  const load = { ...loadOf(input, live.today), declarationId: id, reference: input.reference };
  for (const { number } of containers) push(live.loads, loadKey(number, load.totalPrice), load);
};

export const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
};
