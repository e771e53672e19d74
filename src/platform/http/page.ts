import { Field } from './shape.js';
import { refuse } from '../../vocabulary/refusal.js';
import { violation } from '../../vocabulary/violation.js';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;

/** Every list takes these two. */
export class PageQuery {
  @Field.integerText({ min: 1, max: LIMIT_MAX, description: 'Rows a page; default 50.' })
  limit?: string;

  @Field.text({ max: 500, description: 'nextCursor of the page before.' })
  cursor?: string;
}

/** One page of a list, in a stable order; `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export const limitOf = (query: PageQuery): number => (query.limit === undefined ? LIMIT_DEFAULT : Number(query.limit));

/** Sort-key values of the last row of a page. A keyset neither skips nor repeats rows when others are inserted meanwhile. */
export function cursorOf(query: PageQuery, width: number): string[] | null {
  if (query.cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === width && keys.every((key) => typeof key === 'string'))
      return keys as string[];
  } catch {
    // falls through to the refusal
  }
  throw refuse('malformed', 'cursor-invalid', {}, [violation('cursor-invalid', '/query/cursor')]);
}

/** Cuts a page from `limit + 1` rows; the surplus row only tells that there is more. */
export function pageOf<T>(rows: readonly T[], limit: number, keys: (row: T) => readonly string[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? Buffer.from(JSON.stringify(keys(last))).toString('base64url') : null };
}
