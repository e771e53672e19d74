import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { Column, ColumnLevel } from './column.js';
import { columnOf, ERROR_COLUMN, type HeaderMapping, REQUIRED_COLUMNS } from './columns.js';

import { FACT_REQUIRED, type ImportKind } from './fact-columns.js';

export type { HeaderMapping } from './columns.js';
import { rearmed } from '../../vocabulary/formula.js';

export const COLUMNS_MAX = 200;

/** What a position of a row holds: a column, cells that nobody reads (`ignored`), or nothing: a cell there has no column. */
export type Place = Column | 'ignored' | null;

export type PlacedColumn = readonly [column: Column, index: number];

/** The header row as it is understood. */
export interface Layout {
  /** The header cells as the file has them; errors use these names. */
  readonly header: readonly string[];
  readonly places: readonly Place[];
  /** The columns of each level with their positions. */
  readonly columns: Readonly<Record<ColumnLevel, readonly PlacedColumn[]>>;
  /** Whether the rows were written by this service, which puts a mark before cells that look like formulas. */
  readonly isDisarmed: boolean;
  /** Positions of columns that are not ours and are left alone. */
  readonly unknown: readonly number[];
}

/** Reads the header row of a file. What makes the whole file unreadable is named at once: too many, doubled and missing columns. */
export function readHeader(
  row: readonly string[],
  mapping: HeaderMapping,
  kind: ImportKind = 'declarations',
): { layout: Layout; violations: Violation[] } {
  const cells = row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1);
  if (cells.length > COLUMNS_MAX) {
    const violations = [violation('file-too-many-columns', '/header', { max: String(COLUMNS_MAX) })];
    return { layout: layoutOf([], mapping, kind), violations };
  }
  const layout = layoutOf(cells.some(isErrorColumn) ? cells.map(rearmed) : cells, mapping, kind);
  const { header, unknown } = layout;
  const known = Object.values(layout.columns).flatMap((columns) => columns.map(([{ name }]) => name));
  const required = kind === 'declarations' ? REQUIRED_COLUMNS : FACT_REQUIRED[kind];
  const missing = required.filter((name) => !known.includes(name));
  const violations = [
    // A column that is missing may be there under a name that is not understood.
    ...(missing.length > 0 ? unknown : []).map((index) => columnUnknown(header, index, 'error')),
    ...doubled(layout).map((index) =>
      violation('column-duplicate', pointer('header', index), { column: shown(header[index]) }),
    ),
    ...missing.map((name) => violation('column-missing', '/header', { column: name })),
  ];
  return { layout, violations };
}

/** What the cells of a header mean, whatever is wrong with it. */
export function layoutOf(header: readonly string[], mapping: HeaderMapping, kind: ImportKind = 'declarations'): Layout {
  const places = header.map((cell): Place =>
    cell.trim() === '' ? null : (columnOf(cell, mapping, kind) ?? 'ignored'),
  );
  const all = places.flatMap((place, index): PlacedColumn[] => (isColumn(place) ? [[place, index]] : []));
  const of = (level: ColumnLevel) => all.filter(([column]) => column.level === level);
  return {
    ...{ header, places, isDisarmed: header.some(isErrorColumn) },
    columns: { header: of('header'), container: of('container'), goods: of('goods') },
    unknown: places.flatMap((place, index) => (place === 'ignored' && !isErrorColumn(header[index]) ? [index] : [])),
  };
}

export const isColumn = (place: Place | undefined): place is Column =>
  place !== null && place !== undefined && place !== 'ignored';

/** Says that a column is not one of ours. */
export const columnUnknown = (header: readonly string[], index: number, severity: 'error' | 'warning'): Violation =>
  violation('column-unknown', pointer('header', index), { column: shown(header[index]) }, severity);

const isErrorColumn = (cell = ''): boolean => cell.trim() === ERROR_COLUMN;

const HEADER_SHOWN = 60;
const shown = (cell = ''): string => cell.trim().slice(0, HEADER_SHOWN);

/** The positions of columns that stand further left already, under this or another of their names. */
function doubled({ columns }: Layout): number[] {
  const seen = new Set<string>();
  return Object.values(columns)
    .flat()
    .flatMap(([{ name }, index]) => {
      if (seen.has(name)) return [index];
      seen.add(name);
      return [];
    })
    .sort((left, right) => left - right);
}
