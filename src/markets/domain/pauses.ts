import { addDays, businessDayOf, type Day, type Instant, instantAt, instantText } from '../../vocabulary/period.js';
import { type Due, dueAfter, type WorkingDays } from './due.js';

/** A time in which a clock was paused; `until` is null while it still is. */
export interface Pause {
  readonly since: Instant;
  readonly until: Instant | null;
}

/**
 * When something is due whose clock is paused meanwhile; null while it is paused and the time is not up.
 *
 * Without pauses a term ends at {@link dueAfter}, which counts calendar days; say that this is the n-th working cut-off
 * after `since`. With pauses it ends at the n-th working cut-off after `since` that no pause covers: it moves
 * by as many working cut-offs as passed while the other side had to act, and what was left when a pause began is left when
 * it ends. A pause covers the cut-offs c with `since` < c <= `until`: one that is reached in the very instant the pause
 * begins was missed before it, and who has to act again from a cut-off on has until the next one, as {@link dueAfter} has it.
 * So a pause between two cut-offs moves nothing, overlapping pauses count once, and their order makes no difference.
 *
 * `calendar` reaches from the day of `since` to beyond the end of the pauses.
 */
export function dueWithPauses(
  term: { readonly since: Instant; readonly days: number },
  pauses: readonly Pause[],
  cutOff: string,
  calendar: WorkingDays,
): Due | null {
  const due = dueAfter(term.since, term.days, cutOff, calendar);
  // By far the most: a declaration of which nothing was asked.
  if (pauses.length === 0) return due;
  const since = instantText(term.since);
  const covers = (at: Instant) =>
    pauses.some((pause) => pause.since < at && (pause.until === null || at <= pause.until));
  const openSince = pauses.flatMap((pause) => (pause.until === null ? [pause.since] : [])).sort()[0];
  let [day, lost]: [Day, number] = [businessDayOf(since), 0];
  for (; ; day = addDays(day, 1)) {
    const at = instantAt(day, cutOff);
    if (at > due.at) break;
    if (at > since && calendar.get(day) !== false && covers(at)) lost += 1;
  }
  if (lost === 0) return due;
  for (; ; day = addDays(day, 1)) {
    const at = instantAt(day, cutOff);
    // From here on every cut-off is covered.
    if (openSince !== undefined && at > openSince) return null;
    if (calendar.get(day) === false || covers(at)) continue;
    lost -= 1;
    if (lost === 0) return { at, calendarPublished: calendar.has(day) };
  }
}
