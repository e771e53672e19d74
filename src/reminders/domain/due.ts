import type { WorkingDays } from '../../markets/domain/due.js';
import { followUpSettings } from '../../open-items/domain/follow-up-settings.js';
import { daysOfMonth, instantAt, type Instant, type Month, nextMonth, previousDay } from '../../vocabulary/period.js';

type Settings = Readonly<Record<string, unknown>>;

/** Enough to get a closing out of customs and the terminal; ours, unverified. */
const WORKING_DAYS_BEFORE = 3;

/** When a month is told: on the first day of the next one, at the market's reminder time. */
export const reminderDueAt = (month: Month, settings: Settings): Instant =>
  instantAt(daysOfMonth(nextMonth(month))[0], followUpSettings(settings).reminderTime);

/**
 * When a firm is warned that the month closes: on the third working day before its last day, at the market's reminder time.
 * A day of a year nobody has published counts as worked, and `calendarPublished` says so.
 */
export function preCloseAt(month: Month, settings: Settings, calendar: WorkingDays) {
  let day = daysOfMonth(month)[1];
  let calendarPublished = true;
  for (let left = WORKING_DAYS_BEFORE; left > 0;) {
    day = previousDay(day);
    const working = calendar.get(day);
    if (working === undefined) calendarPublished = false;
    if (working !== false) left--;
  }
  return { at: instantAt(day, followUpSettings(settings).reminderTime), calendarPublished };
}
