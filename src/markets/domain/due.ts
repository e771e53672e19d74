import {
  addDays,
  businessDayOf,
  type Day,
  type Instant,
  instantAt,
  instantText,
  nextDay,
} from '../../vocabulary/period.js';

/** Whether a day is worked; a day of a year nobody has published yet is not in it. */
export type WorkingDays = ReadonlyMap<Day, boolean>;

export interface Due {
  readonly at: Instant;
  /** False when the calendar of that day is not known yet: the day counts as worked, which may turn out to be wrong. */
  readonly calendarPublished: boolean;
}

/**
 * The cut-off at which something is due that began at `since`: `days` calendar days after the first cut-off strictly after it,
 * or on the first working day from then on. Weekends and holidays in between count, a due day that is one of them does not. Open items are judged by the same rule in SQL; a difference would show two due times for
 * one thing. `cutOff` is a time of day in Asia/Shanghai.
 */
export function dueAfter(since: Instant, days: number, cutOff: string, calendar: WorkingDays): Due {
  const today = businessDayOf(since);
  const missed = instantText(since) >= instantAt(today, cutOff) ? 1 : 0;
  return dueFrom(addDays(today, days + missed), cutOff, calendar);
}

/** The cut-off of a day, or of the first working day after it. */
export function dueFrom(from: Day, cutOff: string, calendar: WorkingDays): Due {
  let day = from;
  while (calendar.get(day) === false) day = nextDay(day);
  return { at: instantAt(day, cutOff), calendarPublished: calendar.has(day) };
}
