import type { Day } from '../../../vocabulary/period.js';
import type { Severity, Violation } from '../../../messages/violation.js';
import type { DeclarationInput } from '../declaration.js';
import { declaredTotal, type LiveLoad, loadOf, nearDuplicates } from './near-duplicate.js';
import { type HeldUse, secondUses, tradeUsesOf } from './second-use.js';

/** What is known of other live declarations, of all firms, looked up beforehand for the inputs at hand. */
export interface Others {
  readonly today: Day;
  /** By the compared number of the trade record. */
  readonly uses: Map<string, HeldUse[]>;
  /** By container and declared total. */
  readonly loads: Map<string, LiveLoad[]>;
}

export const noOthers = (today: Day): Others => ({ today, uses: new Map(), loads: new Map() });

/** Where a load is looked up: thousands of declarations must not be compared pair by pair. */
export const loadKey = (container: string, totalPrice: string | null): string => `${totalPrice ?? ''} ${container}`;

/** Everything that stands against a declaration because of others: uses by `severity`, resemblance as a warning. */
export const againstOthers = (input: DeclarationInput, id: string, others: Others, severity: Severity): Violation[] => {
  const uses = tradeUsesOf(input)
    .slice(0, 1)
    .flatMap(({ number }) => others.uses.get(number) ?? []);
  const alike = others.loads.size === 0 ? [] : loadsLike(input, others);
  return [
    ...(uses.length === 0 ? [] : secondUses(input, id, uses, severity)),
    ...(alike.length === 0 ? [] : nearDuplicates(loadOf(input, others.today), id, alike)),
  ];
};

const loadsLike = (input: DeclarationInput, { loads }: Others): LiveLoad[] => {
  const total = declaredTotal(input);
  return (input.containers ?? []).flatMap(({ number }) => loads.get(loadKey(number, total)) ?? []);
};

/** Adds a declaration that goes live in this very call, so that the next one of the same call meets it. */
export const remember = (others: Others, id: string, input: DeclarationInput): void => {
  for (const use of tradeUsesOf(input)) {
    push(others.uses, use.number, { ...use, declarationId: id, reference: input.reference });
  }
  const { containers = [] } = input;
  if (containers.length === 0) return;
  const load = { ...loadOf(input, others.today), declarationId: id, reference: input.reference };
  for (const { number } of containers) push(others.loads, loadKey(number, load.totalPrice), load);
};

export const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
};
