import {
  type Day,
  daysOfMonth,
  type Month,
  monthOf,
  nextDay,
  nextMonth,
  previousDay,
  previousMonth,
} from '../../vocabulary/period.js';

/** First and last, both inclusive. */
export type Span<T> = readonly [first: T, last: T];

/** A period as whole months, which a month rollup answers, and the days left over at its ends. */
export interface Spans {
  readonly months: Span<Month> | null;
  readonly days: readonly Span<Day>[];
}

/** Splits a period; what comes out covers each of its days exactly once. */
export function splitPeriod(from: Day, to: Day): Spans {
  const first = daysOfMonth(monthOf(from))[0] === from ? monthOf(from) : nextMonth(monthOf(from));
  const last = daysOfMonth(monthOf(to))[1] === to ? monthOf(to) : previousMonth(monthOf(to));
  if (first > last) return { months: null, days: [[from, to]] };
  const [start, end] = [daysOfMonth(first)[0], daysOfMonth(last)[1]];
  const days: Span<Day>[] = [];
  if (from < start) days.push([from, previousDay(start)]);
  if (end < to) days.push([nextDay(end), to]);
  return { months: [first, last], days };
}
