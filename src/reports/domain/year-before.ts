import {
  addDays,
  type Day,
  daysBetween,
  daysOfMonth,
  daysOfWeek,
  isWeek,
  monthOf,
  sameDayYearBefore,
  type Week,
  weekOf,
} from '../../vocabulary/period.js';
import type { Dimension } from './dimensions.js';
import type { Filters } from './question.js';
import type { Span } from './spans.js';

/** The same dates a year before; a month asked whole is compared with a whole month, 28 days of February with 29. */
export function periodBefore(from: Day, to: Day): Span<Day> {
  const [first, last] = daysOfMonth(monthOf(to));
  const wholeMonth = to === last && from <= first;
  return [sameDayYearBefore(from), wholeMonth ? daysOfMonth(monthBefore(monthOf(to)))[1] : sameDayYearBefore(to)];
}

/** The same ISO weeks a year before, and the same days of them: by dates, a Monday would meet a Sunday. */
export const weeksBefore = (from: Day, to: Day): Span<Day> => [weekdayBefore(from, 'start'), weekdayBefore(to, 'end')];

/** The same weekday of the same week a year before. Week 53 mostly has none: the span then begins after week 52, or ends with it. */
function weekdayBefore(day: Day, end: 'start' | 'end'): Day {
  const week = weekOf(day);
  const before = weekBefore(week);
  if (before !== null) return addDays(daysOfWeek(before)[0], daysBetween(daysOfWeek(week)[0], day));
  const lastOfYear = daysOfWeek(`${Number(week.slice(0, 4)) - 1}-W52`)[1];
  return end === 'start' ? addDays(lastOfYear, 1) : lastOfYear;
}

function weekBefore(week: Week): Week | null {
  const before = `${Number(week.slice(0, 4)) - 1}${week.slice(4)}`;
  return isWeek(before) ? before : null;
}

const monthBefore = (month: string): string => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;

/** The filters that choose the same a year before: those of times move with the period. */
export function filtersBefore(filters: Filters): Filters {
  const moved = Object.entries(filters).map(([name, values]): [string, readonly string[]] => [
    name,
    values.flatMap((value) => valueBefore(name as Dimension, value) ?? []),
  ]);
  return Object.fromEntries(moved);
}

/**
 * The key under which the row a year before stands, or null where there can be none. Values are in the order of
 * `groupBy`. A day names its week and month already; those must not be asked to match as well.
 */
export function keyBefore(groupBy: readonly Dimension[], key: readonly string[]): string | null {
  const parts: string[] = [];
  for (const [index, dimension] of groupBy.entries()) {
    const value = key[index] ?? '';
    if (groupBy.includes('day') && (dimension === 'week' || dimension === 'month')) continue;
    const before = valueBefore(dimension, value);
    if (before === null) return null;
    parts.push(before);
  }
  return JSON.stringify(parts);
}

function valueBefore(dimension: Dimension, value: string): string | null {
  if (dimension === 'day') return sameDayYearBefore(value);
  if (dimension === 'week' || dimension === 'settlementWeek') return weekBefore(value);
  return dimension === 'month' ? monthBefore(value) : value;
}

/** The key of a row of the year before, comparable with {@link keyBefore}. */
export const comparableKey = (groupBy: readonly Dimension[], key: readonly string[]): string =>
  JSON.stringify(
    key.filter((_, index) => {
      const dimension = groupBy[index];
      return !(groupBy.includes('day') && (dimension === 'week' || dimension === 'month'));
    }),
  );
