import { type Day, daysBetween, daysOfWeek, nextDay, weekOf } from '../../vocabulary/period.js';

/** A day of the working calendar. */
export interface CalendarDay {
  readonly day: Day;
  readonly working: boolean;
  /** The holiday's name; on a day worked in its place (调休), the holiday it is worked for. */
  readonly name: string | null;
}

export interface NamedDay {
  readonly day: Day;
  readonly name?: string | undefined;
}

const WEEK = 7;
const WORKDAYS_A_WEEK = 5;

/**
 * All days of a year: Saturdays and Sundays are off, and so are the holidays; the make-up days are worked.
 * A year is known as a whole or not at all: the notice of the State Council comes in the November before it.
 */
export function yearCalendar(year: number, holidays: readonly NamedDay[], makeUpDays: readonly NamedDay[]) {
  const off = new Map(holidays.map(({ day, name }) => [day, name ?? null]));
  const worked = new Map(makeUpDays.map(({ day, name }) => [day, name ?? null]));
  const first = `${year}-01-01`;
  const days: CalendarDay[] = [];
  let weekday = daysBetween(daysOfWeek(weekOf(first))[0], first);
  for (let day = first; day.startsWith(`${year}-`); day = nextDay(day), weekday = (weekday + 1) % WEEK) {
    const working = worked.has(day) || (weekday < WORKDAYS_A_WEEK && !off.has(day));
    days.push({ day, working, name: worked.get(day) ?? off.get(day) ?? null });
  }
  return days;
}

/** Days of a list that are not days of the year, or stand in it twice, or in both lists; by their index. */
export function strangers(year: number, lists: readonly (readonly NamedDay[])[]): { list: number; index: number }[] {
  const seen = new Set<Day>();
  const found: { list: number; index: number }[] = [];
  for (const [list, days] of lists.entries()) {
    for (const [index, { day }] of days.entries()) {
      if (!day.startsWith(`${year}-`) || seen.has(day)) found.push({ list, index });
      seen.add(day);
    }
  }
  return found;
}
