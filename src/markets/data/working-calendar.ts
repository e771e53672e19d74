import published from 'chinese-days/dist/chinese-days.json';
import { type CalendarDay, type NamedDay, yearCalendar } from '../domain/calendar.js';

// The package's data are read, not its functions: those call every day of an unpublished year a working day or a weekend.

/** The trade began with the first pilot; earlier days are never asked for. */
const FIRST_YEAR = 2013;

/** Entries are "English,Chinese,days". */
const daysOf = (year: number, table: Readonly<Record<string, string>>): NamedDay[] =>
  Object.entries(table)
    .filter(([day]) => day.startsWith(`${year}-`))
    .map(([day, text]) => ({ day, name: text.split(',')[1] }));

const years = [...new Set(Object.keys(published.holidays).map((day) => Number(day.slice(0, 4))))]
  .filter((year) => year >= FIRST_YEAR)
  .sort((a, b) => a - b);

/** Every day of the years whose holidays have been published. Computed when asked: only a migration ever does. */
export const workingCalendar = (): CalendarDay[] =>
  years.flatMap((year) => yearCalendar(year, daysOf(year, published.holidays), daysOf(year, published.workdays)));
