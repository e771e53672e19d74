/**
 * Days and instants by plain arithmetic. A declaration asks for dozens of them on its way, and through a library of time
 * zones they took a tenth of the time in which declarations are written.
 */
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WEEK_DAYS = 7;
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** Days since 1 January 1970; null when the text is no day of the calendar. */
export function dayNumber(day: string): number | null {
  const at = DAY.test(day) ? Date.parse(day) : NaN;
  // What is read rolls over (30 February is 2 March), so what was read is looked at.
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(day) ? null : at / DAY_MS;
}

export const dayOfNumber = (number: number): string => new Date(number * DAY_MS).toISOString().replace(/T.*/, '');

/** 1 is Monday, 7 is Sunday. */
export function weekdayOfNumber(number: number): number {
  const sinceMonday = (number + EPOCH_WEEKDAY - 1) % WEEK_DAYS;
  return (sinceMonday < 0 ? sinceMonday + WEEK_DAYS : sinceMonday) + 1;
}

/** The ISO week: the one of the year its Thursday lies in. */
export function weekOfNumber(number: number): string {
  const thursday = number + EPOCH_WEEKDAY - weekdayOfNumber(number);
  const year = dayOfNumber(thursday).slice(0, -'-01-01'.length);
  const week = Math.floor((thursday - (dayNumber(`${year}-01-01`) ?? NaN)) / WEEK_DAYS) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/**
 * Shanghai's clocks have stood eight hours before UTC since their last summer time in 1991; outside this span they are
 * left to the zone's own data. A test holds the two against each other: it fails should the zone ever change.
 */
const SHANGHAI_MS = 8 * 3_600_000;
const STEADY_FROM = Date.UTC(1992, 0, 1);
const STEADY_BEFORE = Date.UTC(9998, 0, 1);
const isSteady = (at: number): boolean => at >= STEADY_FROM && at < STEADY_BEFORE;

/** The milliseconds of an instant of the steady span, a Date or UTC text with milliseconds; null for all else. */
export function steadyInstant(instant: string | Date): number | null {
  const date = new Date(instant);
  const at = date.getTime();
  return isSteady(at) && (typeof instant !== 'string' || date.toISOString() === instant) ? at : null;
}

/** The day in Shanghai at an instant of the steady span. */
export const shanghaiDayAt = (at: number): string => dayOfNumber(Math.floor((at + SHANGHAI_MS) / DAY_MS));

/** The instant so many seconds after a day begins in Shanghai; null outside the steady span, or when it is no day. */
export function shanghaiInstant(day: string, seconds: number): string | null {
  const number = dayNumber(day);
  const at = number === null ? NaN : number * DAY_MS + seconds * 1_000 - SHANGHAI_MS;
  return isSteady(at) ? new Date(at).toISOString() : null;
}
