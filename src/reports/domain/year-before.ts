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
import type { Span } from './spans.js';

/**
 * The same period a year before: the same dates, and a month asked whole is compared with a whole month, 28 days of
 * February with 29. By weeks, the same ISO weeks and the same days of them: by dates, a Monday would meet a Sunday.
 */
export function periodBefore(from: Day, to: Day, byWeeks: boolean): Span<Day> {
  if (byWeeks) return [weekdayBefore(from, 'start'), weekdayBefore(to, 'end')];
  const [first, last] = daysOfMonth(monthOf(to));
  const wholeMonth = to === last && from <= first;
  return [sameDayYearBefore(from), wholeMonth ? daysOfMonth(monthBefore(monthOf(to)))[1] : sameDayYearBefore(to)];
}

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
  if (dimension === 'week') return weekBefore(value);
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
