import { DateTime } from 'luxon';
import {
  dayNumber,
  dayOfNumber,
  shanghaiDayAt,
  shanghaiInstant,
  steadyInstant,
  weekdayOfNumber,
  weekOfNumber,
} from './day-count.js';

/** The only zone days are counted in. It is always named: the process may run anywhere, the trade happens in China. */
export const ZONE = 'Asia/Shanghai';

/** A calendar day in Asia/Shanghai, `2021-12-28`. */
export type Day = string;
/** An ISO 8601 week, Monday to Sunday, `2026-W53`. */
export type Week = string;
/** A calendar month, `2026-11`. */
export type Month = string;
/** An instant as UTC text, `2021-01-31T15:59:59.000Z`. */
export type Instant = string;

const UTC = { zone: 'utc' } as const;
const DAY_SECONDS = 24 * 60 * 60;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WEEK = /^\d{4}-W\d{2}$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
/**
 * What may come in from outside: other years are typing errors. What is computed from it may lie a little beyond (the year
 * before 1900), so the functions that compute take any year of four digits.
 */
const LIKELY_YEAR = /^(?:19|2\d)/;
const INSTANT =
  /^\d{4}-\d{2}-\d{2}[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

/** Whether the text is a day of the calendar from 1900 to 2999. */
export const isDay = (text: string): boolean => LIKELY_YEAR.test(text) && dayNumber(text) !== null;

/** Whether the text is an ISO week that its year has: `2026-W53` is one, `2025-W53` is not. */
export const isWeek = (text: string): boolean =>
  WEEK.test(text) && LIKELY_YEAR.test(text) && DateTime.fromISO(text, UTC).isValid;

/** Whether the text is a month from 1900 to 2999. */
export const isMonth = (text: string): boolean => MONTH.test(text) && LIKELY_YEAR.test(text);

/** The moment of an RFC 3339 text or a Date, in Asia/Shanghai unless another zone is given; null when it is none. */
const readMoment = (instant: string | Date, zone: string = ZONE): DateTime<true> | null => {
  if (typeof instant === 'string' && !INSTANT.test(instant)) return null;
  const moment =
    typeof instant === 'string'
      ? DateTime.fromISO(instant.toUpperCase().replace(' ', 'T'), { zone })
      : DateTime.fromJSDate(instant, { zone });
  return moment.isValid && moment.year > 0 && moment.year < 9999 ? moment : null;
};

/**
 * Whether the text is an RFC 3339 instant of the years 1900 to 2999. The offset is part of it: "12:00" alone is another
 * instant in every office.
 */
export const isInstant = (text: string): boolean => LIKELY_YEAR.test(readMoment(text)?.toISODate() ?? '');

const momentOf = (instant: string | Date, zone: string = ZONE): DateTime<true> => {
  const moment = readMoment(instant, zone);
  if (!moment) throw new RangeError(`not an instant: ${String(instant).slice(0, 40)}`);
  return moment;
};

const dayAt = (day: Day, zone: string = UTC.zone): DateTime<true> => {
  const moment = DateTime.fromISO(day, { zone });
  if (!DAY.test(day) || !moment.isValid) throw new RangeError(`not a day: ${day.slice(0, 40)}`);
  return moment;
};

const numberOf = (day: Day): number => {
  const number = dayNumber(day);
  if (number === null) throw new RangeError(`not a day: ${day.slice(0, 40)}`);
  return number;
};

const mondayOf = (week: Week): DateTime<true> => {
  const moment = DateTime.fromISO(week, UTC);
  if (!WEEK.test(week) || !moment.isValid) throw new RangeError(`not a week: ${week.slice(0, 40)}`);
  return moment;
};

const firstOf = (month: Month): DateTime<true> => {
  const moment = DateTime.fromISO(`${month}-01`, UTC);
  if (!MONTH.test(month) || !moment.isValid) throw new RangeError(`not a month: ${month.slice(0, 40)}`);
  return moment;
};

const dayText = (moment: DateTime<true>): Day => moment.toISODate();
const weekText = (moment: DateTime<true>): Week => moment.toISOWeekDate().slice(0, 8);
const monthText = (moment: DateTime<true>): Month => moment.toISODate().slice(0, 7);

/**
 * The same instant as UTC text with milliseconds; two texts of one instant become equal. Throws RangeError when it is none.
 * Read in UTC from the start: asking the machine for Shanghai's offset nearly triples the cost.
 */
export const instantText = (instant: string | Date): Instant => {
  const at = steadyInstant(instant);
  return at === null ? momentOf(instant, UTC.zone).toISO() : new Date(at).toISOString();
};

/** An instant for people to read: the wall clock of Asia/Shanghai, to the second. */
export const wallClockText = (instant: string | Date): string =>
  `${momentOf(instant).toFormat('yyyy-MM-dd HH:mm:ss')} (UTC+8)`;

/** The business day an instant falls on. Throws RangeError when `instant` is none. */
export const businessDayOf = (instant: string | Date): Day => {
  const at = steadyInstant(instant);
  return at === null ? dayText(momentOf(instant)) : shanghaiDayAt(at);
};

/** The ISO week of a day; around New Year its year differs from the day's. */
export const weekOf = (day: Day): Week => weekOfNumber(numberOf(day));

/** The month of a day. */
export const monthOf = (day: Day): Month => dayOfNumber(numberOf(day)).slice(0, 7);

/** The instant a day begins. A day is the half-open span from here to {@link endOfDay}. */
export const startOfDay = (day: Day): Instant =>
  shanghaiInstant(day, 0) ?? dayAt(day, ZONE).startOf('day').toUTC().toISO();

/** The instant a day is over: the first of the next day, itself not part of this one. */
export const endOfDay = (day: Day): Instant =>
  shanghaiInstant(day, DAY_SECONDS) ?? dayAt(day, ZONE).plus({ days: 1 }).startOf('day').toUTC().toISO();

/** The last millisecond of a day, for questions of what stood at its end: what begins with the next day has not begun yet. */
export const lastInstantOf = (day: Day): Instant => dayAt(day, ZONE).endOf('day').toUTC().toISO();

/** The instant of a time of day (`20:00` or `20:00:30`) on a day. */
export const instantAt = (day: Day, timeOfDay: string): Instant => {
  if (!TIME_OF_DAY.test(timeOfDay)) throw new RangeError(`not a time of day: ${timeOfDay.slice(0, 40)}`);
  const [hour = 0, minute = 0, second = 0] = timeOfDay.split(':').map(Number);
  const steady = shanghaiInstant(day, (hour * 60 + minute) * 60 + second);
  return steady ?? dayAt(day, ZONE).set({ hour, minute, second }).toUTC().toISO();
};

/** Monday and Sunday of a week. */
export const daysOfWeek = (week: Week): [Day, Day] => {
  const monday = mondayOf(week);
  return [dayText(monday), dayText(monday.plus({ days: 6 }))];
};

/** First and last day of a month. */
export const daysOfMonth = (month: Month): [Day, Day] => {
  const first = firstOf(month);
  return [dayText(first), dayText(first.plus({ months: 1 }).minus({ days: 1 }))];
};

/** The day `count` days later; earlier when negative. */
export const addDays = (day: Day, count: number): Day => dayOfNumber(numberOf(day) + count);
export const nextDay = (day: Day): Day => addDays(day, 1);
export const previousDay = (day: Day): Day => addDays(day, -1);

export const nextWeek = (week: Week): Week => weekText(mondayOf(week).plus({ days: 7 }));
export const previousWeek = (week: Week): Week => weekText(mondayOf(week).minus({ days: 7 }));

export const nextMonth = (month: Month): Month => monthText(firstOf(month).plus({ months: 1 }));
export const previousMonth = (month: Month): Month => monthText(firstOf(month).minus({ months: 1 }));

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

/** The same day a year before; 29 February becomes the 28th. */
export const sameDayYearBefore = (day: Day): Day => dayText(dayAt(day).minus({ years: 1 }));

/** The instant so many minutes later; earlier when negative. */
export const minutesAfter = (instant: Instant, minutes: number): Instant =>
  instantText(new Date(Date.parse(instantText(instant)) + minutes * 60_000));

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day): number => weekdayOfNumber(numberOf(day));
