import { dec, plain, type Decimal } from '../../../vocabulary/decimal.js';
import { type Day, weekOf } from '../../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../../messages/refusals/violation.js';
import { isGiven, sumIfComplete } from '../valuation/amounts.js';
import type { DeclarationInput } from '../declaration.js';
import { ANOTHER_FIRM } from './trade-record-reservation.js';

/** What two declarations of one load have in common. Sums are plain decimals; null where not every line gives the figure. */
export interface Load {
  readonly market: string;
  readonly declaredOn: Day;
  readonly currency: string | null;
  readonly totalPrice: string | null;
  readonly netWeightKg: string | null;
  readonly grossWeightKg: string | null;
  readonly containers: readonly string[];
}

/** A live declaration's load; `reference` is null where it is another firm's. */
export interface LiveLoad extends Load {
  readonly declarationId: string;
  readonly reference: string | null;
}

const text = (value: Decimal | null): string | null => (value === null ? null : plain(value));

/** The declared total where every line has a price: the cheap half of a load, and enough to look near-duplicates up by. */
export const declaredTotal = ({ goods = [] }: DeclarationInput): string | null =>
  text(sumIfComplete(goods.map(({ totalPrice }) => totalPrice)));

/** The load of an input; `today` stands in for a day of declaration that was not given. */
export const loadOf = (input: DeclarationInput, today: Day): Load => {
  const { market, declaredOn = today, currency = null, grossWeightKg, goods = [], containers = [] } = input;
  const gross = isGiven(grossWeightKg) ? dec(grossWeightKg) : sumIfComplete(goods.map((line) => line.grossWeightKg));
  return {
    ...{ market, declaredOn, currency, totalPrice: declaredTotal(input), grossWeightKg: text(gross) },
    netWeightKg: text(sumIfComplete(goods.map((line) => line.netWeightKg))),
    containers: containers.map(({ number }) => number),
  };
};

const isSame = (left: string | null, right: string | null): boolean =>
  left === right || (left !== null && right !== null && dec(left).equals(dec(right)));

const isTwin = (own: Load, other: Load): boolean =>
  own.market === other.market &&
  own.currency === other.currency &&
  own.totalPrice !== null &&
  own.netWeightKg !== null &&
  isSame(own.totalPrice, other.totalPrice) &&
  isSame(own.netWeightKg, other.netWeightKg) &&
  isSame(own.grossWeightKg, other.grossWeightKg) &&
  weekOf(own.declaredOn) === weekOf(other.declaredOn);

/**
 * Warns of another live declaration that looks like the same load declared again: a container in common in the same ISO
 * week, with the same weights and total value. A precaution of ours, not a rule of customs.
 */
export const nearDuplicates = (own: Load, id: string, live: readonly LiveLoad[]): Violation[] => {
  for (const [index, container] of own.containers.entries()) {
    const twin = live.find(
      (other) => other.declarationId !== id && other.containers.includes(container) && isTwin(own, other),
    );
    if (!twin) continue;
    const params = { container, week: weekOf(own.declaredOn), first: twin.reference ?? ANOTHER_FIRM };
    return [violation('near-duplicate', pointer('containers', index, 'number'), params, 'warning')];
  }
  return [];
};
