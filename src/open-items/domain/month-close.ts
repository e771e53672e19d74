import type { WorkingDays } from '../../markets/domain/due.js';
import {
  businessDayOf,
  daysOfMonth,
  instantAt,
  type Instant,
  type Month,
  monthOf,
  previousDay,
} from '../../vocabulary/period.js';
import { followUpSettings } from '../../markets/domain/follow-up-settings.js';

type Settings = Readonly<Record<string, unknown>>;

/** Enough to get a closing out of customs and the terminal; ours, unverified. */
const WORKING_DAYS_BEFORE = 3;

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

/**
 * Whether what is released and not closed misses the statistics of the month it was released in: `missed` when that month is
 * over, `at-risk` from the warning before its end on.
 */
export const SLIPS = ['no', 'at-risk', 'missed'] as const;
export type Slip = (typeof SLIPS)[number];

export function slipOf(releasedAt: Instant, now: Instant, warnedAt: Instant): Slip {
  if (monthOf(businessDayOf(releasedAt)) < monthOf(businessDayOf(now))) return 'missed';
  return now >= warnedAt ? 'at-risk' : 'no';
}
