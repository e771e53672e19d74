import { followUpSettings } from '../../markets/domain/follow-up-settings.js';
import {
  daysOfWeek,
  endOfDay,
  instantAt,
  type Instant,
  nextWeek,
  startOfDay,
  type Week,
} from '../../vocabulary/period.js';

/** When a week is settled: on the Monday after it, at the market's settlement time. */
export const settlementDueAt = (week: Week, settings: Readonly<Record<string, unknown>>): Instant =>
  instantAt(daysOfWeek(nextWeek(week))[0], followUpSettings(settings).settlementTime);

/** A week as the half-open span of instants from its Monday to the next. */
export function spanOfWeek(week: Week): { from: Instant; to: Instant } {
  const [monday, sunday] = daysOfWeek(week);
  return { from: startOfDay(monday), to: endOfDay(sunday) };
}
