import { addDays, type Day } from '../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { reversedRange } from '../../messages/refusals/range.js';

/** What declared values are added up by. */
export const SUM_KEYS = ['container', 'buyer', 'day'] as const;
export type SumKey = (typeof SUM_KEYS)[number];

/** The longest range, both ends counted: a deal is divided within days, and every group of the range is added up. */
export const SUM_DAYS_MAX = 31;

const isSumKey = (text: string): text is SumKey => (SUM_KEYS as readonly string[]).includes(text);

/** The keys of `by`, in one order whatever was written; or what is wrong with it and with the range. */
export function sumKeysOf(by: string, from: Day, to: Day): readonly SumKey[] | Violation[] {
  const written = by.split(',').map((key) => key.trim());
  const keys = SUM_KEYS.filter((key) => written.includes(key));
  const allowed = SUM_KEYS.join(', ');
  const unknown = written.filter((key, index) => !isSumKey(key) || written.indexOf(key) !== index);
  const breaches = [
    ...unknown.map((value) => violation('dimension-unknown', pointer('query', 'by'), { value, allowed })),
    ...rangeFaults(from, to),
  ];
  return breaches.length > 0 ? breaches : keys;
}

function rangeFaults(from: Day, to: Day): Violation[] {
  if (from > to) return reversedRange('/query/from', from, to);
  const last = addDays(from, SUM_DAYS_MAX - 1);
  return to > last ? [violation('range-too-long', pointer('query', 'to'), { max: `${from}/${last}` })] : [];
}
