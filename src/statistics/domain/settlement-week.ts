import { nextWeek, type Week } from '../../vocabulary/period.js';

/**
 * The week a fact is settled in: its own while that is open; afterwards the present one, or the first open week after
 * it, so that a frozen statement never changes. `closed` holds what is known; a week it does not know is the answer only
 * for now: lock it, read it, ask again.
 */
export function settlementWeekOf(own: Week, present: Week, closed: ReadonlyMap<Week, boolean>): Week {
  if (closed.get(own) !== true) return own;
  let week = present > own ? present : nextWeek(own);
  while (closed.get(week) === true) week = nextWeek(week);
  return week;
}
