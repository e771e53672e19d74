import { followUpSettings } from '../../markets/domain/follow-up-settings.js';
import { daysOfMonth, instantAt, type Instant, type Month, nextMonth } from '../../vocabulary/period.js';

type Settings = Readonly<Record<string, unknown>>;

/** When the reminder of a month is due: on the first day of the next one, at the market's reminder time. */
export const reminderDueAt = (month: Month, settings: Settings): Instant =>
  instantAt(daysOfMonth(nextMonth(month))[0], followUpSettings(settings).reminderTime);
