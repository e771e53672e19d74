import { GOODS_FIELDS, newRow, type GoodsField, type GoodsRow } from './rows.js';

/** A goods line as the API writes it; numbers of packages and trade lines are JSON numbers, everything else is text. */
export type ApiGoodsLine = { readonly line?: number } & Partial<Readonly<Record<GoodsField, string | number | null>>>;

const WHOLE: ReadonlySet<GoodsField> = new Set(['packages', 'tradeLine']);
/** What a new line takes over from the one above it does not make it a line that somebody has begun. */
const CARRIED: ReadonlySet<string> = new Set(['finalDestination', 'unit', 'stall']);

export interface LoadedRows {
  readonly rows: readonly GoodsRow[];
  /** The row of each line number, so that what names lines (containers) can follow them when lines move. */
  readonly keyOfLine: ReadonlyMap<number, number>;
}

export function rowsOfLines(lines: readonly ApiGoodsLine[]): LoadedRows {
  const keyOfLine = new Map<number, number>();
  const rows = lines.map((line, index) => {
    const row = newRow(
      Object.fromEntries(
        GOODS_FIELDS.flatMap((field) => {
          const value = line[field];
          return value === undefined || value === null || value === '' ? [] : [[field, String(value)] as const];
        }),
      ),
    );
    keyOfLine.set(line.line ?? index + 1, row.key);
    return row;
  });
  return { rows, keyOfLine };
}

export interface SavedLines {
  readonly goods: readonly ApiGoodsLine[];
  /** The number under which each row is sent: its place, from 1. */
  readonly lineOfKey: ReadonlyMap<number, number>;
}

/** Whether somebody has typed more into a row than it took over from the one above it. */
export const isBegun = ({ cells }: GoodsRow): boolean => Object.keys(cells).some((field) => !CARRIED.has(field));

/**
 * The rows as the API takes them, numbered by their place; rows at the end that nobody has begun are left out, so that the pointer
 * `/goods/6` is always the seventh row. A number that is none is sent as it is typed: the service says what is wrong with it.
 */
export function linesOfRows(rows: readonly GoodsRow[]): SavedLines {
  const used = rows.slice(0, rows.findLastIndex(isBegun) + 1);
  const goods = used.map(({ cells }, index) => ({
    line: index + 1,
    ...Object.fromEntries(
      Object.entries(cells).map(([field, text]) => [
        field,
        WHOLE.has(field as GoodsField) && /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : text,
      ]),
    ),
  }));
  return { goods, lineOfKey: new Map(used.map(({ key }, index) => [key, index + 1])) };
}
