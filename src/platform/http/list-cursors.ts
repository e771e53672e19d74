import { createHash } from 'node:crypto';
import { refuseAt } from '../../messages/refusals/refusal.js';

const MARK_LENGTH = 8;
/** What may differ between two pages of one list. */
const OF_A_PAGE = ['cursor', 'limit'];

/**
 * A cursor goes on with the list that it comes from. Its keys mean something else under another order, and pages of different
 * filters would skip rows in silence, so that every cursor carries a mark of what was asked.
 */
export const markCursor = (cursor: string, url: string): string => `${cursor}.${markOf(url)}`;

/** The cursor as the list itself made it; refuses that of another list, order or filter. */
export function unmarkedCursor(cursor: string, url: string): string {
  const mark = `.${markOf(url)}`;
  if (!cursor.endsWith(mark)) throw refuseAt('/query/cursor', 'malformed', 'cursor-invalid');
  return cursor.slice(0, -mark.length);
}

/** The same whatever the order of the parameters, and however they are escaped. */
function markOf(url: string): string {
  const { pathname, searchParams } = new URL(url, 'http://local');
  const asked = [...searchParams].filter(([name]) => !OF_A_PAGE.includes(name)).map((pair) => JSON.stringify(pair));
  return createHash('sha256')
    .update(JSON.stringify([pathname, ...asked.sort()]))
    .digest('base64url')
    .slice(0, MARK_LENGTH);
}
