import { Field } from './shapes/shape.js';
import { refuseAt } from '../../messages/refusals/refusal.js';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 500;

/** The two parameters of every list, for a query that extends another one than {@link PageQuery}. */
export const PageField = {
  limit: () => Field.integerText({ min: 1, max: LIMIT_MAX, description: 'Rows a page; default 50.' }),
  cursor: () => Field.text({ max: 500, description: 'nextCursor of the page before.' }),
  /** Of a list that is a file, too. */
  format: () =>
    Field.text({
      max: 40,
      description:
        'json (default): a page; csv: the whole list as one file, without limit and cursor. Without it the Accept header decides.',
      example: 'json',
    }),
};

export class PageQuery {
  @PageField.limit()
  limit?: string;

  @PageField.cursor()
  cursor?: string;
}

/** One page of a list, in a stable order; `nextCursor` is null on the last page. */
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
}

export const limitOf = (query: PageQuery): number => (query.limit === undefined ? LIMIT_DEFAULT : Number(query.limit));

/**
 * Sort-key values of the last row of a page. A keyset neither skips nor repeats rows when others are inserted meanwhile.
 * `keys` is their number, or one check a key: what becomes an id or a day in a statement must be one before it gets there.
 */
export function cursorOf(query: PageQuery, keys: number | readonly ((key: string) => boolean)[]): string[] | null {
  if (query.cursor === undefined) return null;
  const checks = typeof keys === 'number' ? Array.from({ length: keys }, () => () => true) : keys;
  try {
    const values: unknown = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === checks.length) {
      if (values.every((value, index) => typeof value === 'string' && checks[index]?.(value)))
        return values as string[];
    }
  } catch {
    // falls through to the refusal
  }
  throw refuseAt('/query/cursor', 'malformed', 'cursor-invalid');
}

/** Cuts a page from `limit + 1` rows; the surplus row only shows that there is more. */
export function pageOf<T>(rows: readonly T[], limit: number, keys: (row: T) => readonly string[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, nextCursor: more ? cursorAfter(keys(last)) : null };
}

/**
 * Answers one page of a list: `read` gets the sort-key values of the last row of the page before, and how many rows to read;
 * `keysOf` are those of a row.
 */
export async function readPage<T>(
  query: PageQuery,
  keys: Parameters<typeof cursorOf>[1],
  read: (after: string[] | null, limit: number) => Promise<readonly T[]>,
  keysOf: (row: T) => readonly string[],
): Promise<Page<T>> {
  const limit = limitOf(query);
  return pageOf(await read(cursorOf(query, keys), limit + 1), limit, keysOf);
}

/** The cursor that goes on after a row with these keys. */
export const cursorAfter = (keys: readonly string[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');
