/** The fields of a goods line that are typed, in the order of the grid; those of the second list are shown on demand. */
export const MAIN_FIELDS = [
  'hsCode',
  'name',
  'specification',
  'quantity',
  'unit',
  'packages',
  'grossWeightKg',
  'netWeightKg',
  'totalPrice',
  'finalDestination',
  'stall',
] as const;
export const MORE_FIELDS = ['legalQuantity1', 'legalQuantity2', 'elements', 'domesticSource', 'tradeLine'] as const;
export const GOODS_FIELDS = [...MAIN_FIELDS, ...MORE_FIELDS] as const;
export type GoodsField = (typeof GOODS_FIELDS)[number];

/** One line of goods as it is typed: texts only. `key` names the row as long as it lives, wherever it moves. */
export interface GoodsRow {
  readonly key: number;
  readonly cells: Readonly<Partial<Record<GoodsField, string>>>;
}

/** The most goods lines that the service takes of one declaration. */
export const LINES_MAX = 2_000;

let lastKey = 0;
export const newRow = (cells: GoodsRow['cells'] = {}): GoodsRow => ({ key: ++lastKey, cells });

/** The row with one cell changed; the same row where nothing changes, and no cell where the text is empty. */
export function withCell(row: GoodsRow, field: GoodsField, text: string): GoodsRow {
  if ((row.cells[field] ?? '') === text) return row;
  const { [field]: _replaced, ...rest } = row.cells;
  return { key: row.key, cells: text === '' ? rest : { ...rest, [field]: text } };
}

export const isEmptyRow = (row: GoodsRow): boolean => Object.keys(row.cells).length === 0;

/** What a new line takes over from the one above it: country, unit and stall rarely differ within a purchase. */
export function rowAfter(row: GoodsRow | undefined): GoodsRow {
  const carried = (['finalDestination', 'unit', 'stall'] as const).flatMap((field) => {
    const text = row?.cells[field];
    return text === undefined ? [] : [[field, text] as const];
  });
  return newRow(Object.fromEntries(carried));
}

/** A rectangle of cells, both ends inclusive; columns are places in the list of fields shown. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

export const rangeBetween = (one: CellPlace, other: CellPlace): CellRange => ({
  top: Math.min(one.row, other.row),
  bottom: Math.max(one.row, other.row),
  left: Math.min(one.column, other.column),
  right: Math.max(one.column, other.column),
});

export const isIn = (range: CellRange, { row, column }: CellPlace): boolean =>
  row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;

/** The rows with every cell of the range replaced by what `change` makes of it. */
export function changeRange(
  rows: readonly GoodsRow[],
  range: CellRange,
  fields: readonly GoodsField[],
  change: (text: string, place: CellPlace) => string,
): readonly GoodsRow[] {
  return rows.map((row, index) => {
    if (index < range.top || index > range.bottom) return row;
    return fields
      .slice(range.left, range.right + 1)
      .reduce(
        (changed, field, offset) =>
          withCell(changed, field, change(row.cells[field] ?? '', { row: index, column: range.left + offset })),
        row,
      );
  });
}

export const clearRange = (
  rows: readonly GoodsRow[],
  range: CellRange,
  fields: readonly GoodsField[],
): readonly GoodsRow[] => changeRange(rows, range, fields, () => '');

/** Each column of the range takes its first row's text; of a range of one row, that of the row above it. */
export function fillDown(
  rows: readonly GoodsRow[],
  range: CellRange,
  fields: readonly GoodsField[],
): readonly GoodsRow[] {
  const source = rows[range.top === range.bottom ? range.top - 1 : range.top];
  if (source === undefined) return rows;
  return changeRange(rows, range, fields, (text, { column }) => {
    const field = fields[column];
    return field === undefined ? text : (source.cells[field] ?? '');
  });
}

/** New empty rows above `at`, like the one above them in what rarely differs. */
export function insertRows(rows: readonly GoodsRow[], at: number, count: number): readonly GoodsRow[] {
  const room = Math.max(0, Math.min(count, LINES_MAX - rows.length));
  const added = Array.from({ length: room }, () => rowAfter(rows[at - 1]));
  return [...rows.slice(0, at), ...added, ...rows.slice(at)];
}

export const deleteRows = (rows: readonly GoodsRow[], top: number, bottom: number): readonly GoodsRow[] => [
  ...rows.slice(0, top),
  ...rows.slice(bottom + 1),
];
