import { isCountry } from '../../vocabulary/country.js';
import type { Day } from '../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { LaneConditions } from './conditions.js';
import { reversedRange } from '../../messages/refusals/range.js';

/** What is to become a version of a rule, as far as days and conditions go. */
export interface WantedRule {
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly conditions: LaneConditions;
}

/**
 * What is wrong with it. A rule holds from today on at the earliest: an urgent one may hold at once, a draw that was made is not
 * drawn again. Without any condition it would hold for everything.
 */
export function ruleFaults(
  { validFrom, validTo, conditions }: WantedRule,
  today: Day,
  isMarket: (code: string) => boolean,
): Violation[] {
  const faults: Violation[] = [];
  if (validFrom < today)
    faults.push(violation('takes-effect-too-early', '/validFrom', { value: validFrom, earliest: today }));
  faults.push(...reversedRange('/validTo', validFrom, validTo));
  const given = Object.values(conditions).filter((value) => value !== undefined);
  if (given.length === 0) faults.push(violation('required-missing', '/conditions', { field: 'conditions' }));
  const lists = [
    ['markets', 'market-unknown', isMarket],
    ['destinations', 'country-unknown', isCountry],
    ['buyerCountries', 'country-unknown', isCountry],
  ] as const;
  for (const [name, code, known] of lists) {
    for (const [index, value] of (conditions[name] ?? []).entries()) {
      if (!known(value)) faults.push(violation(code, pointer('conditions', name, index), { value }));
    }
  }
  return faults;
}
