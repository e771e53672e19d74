import type { Tx } from '../platform/database/tx.js';
import { addDays, type Day } from '../vocabulary/period.js';
import type { WorkingDays } from './domain/due.js';

/** No holiday with its weekends is longer. */
const LONGEST_BREAK_DAYS = 31;

/** The working calendar from a day to another, and as far beyond as a break can last. */
export async function workingDays(tx: Tx, from: Day, to: Day): Promise<WorkingDays> {
  const rows = await tx.rows<{ day: Day; working: boolean }>(
    'SELECT day, working FROM calendar_day WHERE day BETWEEN $1::date AND $2::date',
    [from, addDays(to, LONGEST_BREAK_DAYS)],
  );
  return new Map(rows.map(({ day, working }) => [day, working]));
}
