import { type Column, COLUMNS } from './columns.js';
import type { Layout } from './header.js';

/** A row of the file with its number as a spreadsheet shows it (the header is row 1). */
export interface FileRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

/** A container as a row names it, for the passage through the centre. */
export interface NamedContainer {
  readonly number: string;
  readonly sizeType?: string;
  readonly seals: readonly string[];
}

/** What the rows of one reference say, before any check: the body that the API would take, and the way back to the cells. */
export interface Draft {
  readonly reference: string;
  readonly rows: readonly FileRow[];
  readonly body: Record<string, unknown>;
  readonly containers: readonly NamedContainer[];
}

/** Makes one declaration of the rows that carry its reference. Header fields come from the first row. */
export function draftOf(reference: string, rows: readonly FileRow[], layout: Layout): Draft {
  const body: Record<string, unknown> = {};
  const first = rows[0];
  if (first) for (const [column, cell] of cellsOf(first, layout, 'header')) place(body, column, cell);
  body['goods'] = rows.map((row) => goodsOf(row, layout));
  const containers = containersOf(rows, layout);
  if (containers.length > 0)
    body['containers'] = containers.map(({ number, lines }) => ({ number, goodsLines: lines }));
  withIdType(body);
  return { reference, rows, body, containers: containers.map(({ lines: _, ...container }) => container) };
}

/** The header cells of a row as one text: two rows of a declaration agree when these are equal. */
export function headerText(row: readonly string[], layout: Layout): string {
  return JSON.stringify(layout.map((column, index) => (column?.level === 'header' ? (row[index] ?? '').trim() : '')));
}

/** The header columns in which a later row disagrees with the first. */
export function disagreements(first: FileRow, later: FileRow, layout: Layout): Column[] {
  return layout.filter(
    (column, index): column is Column =>
      column?.level === 'header' && (first.cells[index] ?? '').trim() !== (later.cells[index] ?? '').trim(),
  );
}

function goodsOf(row: FileRow, layout: Layout): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const [column, cell] of cellsOf(row, layout, 'goods')) place(line, column, cell);
  return line;
}

function containersOf(rows: readonly FileRow[], layout: Layout) {
  const byNumber = new Map<string, { number: string; sizeType?: string; seals: string[]; lines: unknown[] }>();
  for (const row of rows) {
    const cells = new Map(cellsOf(row, layout, 'container').map(([column, cell]) => [column.path, cell]));
    const number = cells.get('number');
    if (number === undefined) continue;
    const known = byNumber.get(number) ?? { number, seals: [], lines: [] };
    const sizeType = cells.get('sizeType');
    const seal = cells.get('seal');
    if (sizeType !== undefined) known.sizeType ??= sizeType;
    if (seal !== undefined && !known.seals.includes(seal)) known.seals.push(seal);
    const { line } = goodsOf(row, layout);
    if (line !== undefined) known.lines.push(line);
    byNumber.set(number, known);
  }
  return [...byNumber.values()];
}

function cellsOf(row: FileRow, layout: Layout, level: Column['level']): [Column, string][] {
  return layout.flatMap((column, index): [Column, string][] => {
    const cell = (row.cells[index] ?? '').trim();
    return column?.level === level && cell !== '' ? [[column, cell]] : [];
  });
}

/** Puts a cell at its path. What cannot be read as its type stays text, so that the shape check names it. */
function place(target: Record<string, unknown>, column: Column, cell: string): void {
  const [outer = '', inner] = column.path.split('/');
  const value = valueOf(column, cell);
  if (inner === undefined) {
    target[outer] = value;
    return;
  }
  const nested = (target[outer] ??= {}) as Record<string, unknown>;
  nested[inner] = value;
}

const YES_NO: Record<string, boolean> = { y: true, yes: true, 是: true, n: false, no: false, 否: false };

function valueOf(column: Column, cell: string): unknown {
  if (column.as === 'integer') return /^\d{1,9}$/.test(cell) ? Number.parseInt(cell, 10) : cell;
  if (column.as === 'yes-no') return YES_NO[cell.toLowerCase()] ?? cell;
  return cell;
}

/** The file has no column for the kind of the principal's number: eighteen characters are a credit code, anything else is "other". */
function withIdType(body: Record<string, unknown>): void {
  const principal = body['principal'] as Record<string, unknown> | undefined;
  if (principal && typeof principal['id'] === 'string') {
    principal['idType'] = /^[0-9A-Z]{18}$/.test(principal['id']) ? 'USCC' : 'OTHER';
  }
}

/** Row and column a JSON pointer into the body came from; a finding about the whole stands on the first row. */
export function cellAt(draft: Draft, place: string): { rowNumber: number; column: string | null } {
  const [outer = '', second = '', third = ''] = place.split('/').slice(1);
  const firstRow = draft.rows[0]?.rowNumber ?? 0;
  if (outer === 'goods' && /^\d+$/.test(second)) {
    const row = draft.rows[Number.parseInt(second, 10)];
    return { rowNumber: row?.rowNumber ?? firstRow, column: nameOf('goods', third) };
  }
  if (outer === 'containers') return { rowNumber: rowOfContainer(draft, second), column: 'container_number' };
  return {
    rowNumber: firstRow,
    column: nameOf('header', second ? `${outer}/${second}` : outer) ?? nameOf('header', outer),
  };
}

function rowOfContainer(draft: Draft, index: string): number {
  const number = draft.containers[Number.parseInt(index, 10)]?.number;
  const row = draft.rows.find(({ cells }) => number !== undefined && cells.some((cell) => cell.trim() === number));
  return row?.rowNumber ?? draft.rows[0]?.rowNumber ?? 0;
}

function nameOf(level: Column['level'], path: string): string | null {
  return COLUMNS.find((column) => column.level === level && column.path === path)?.name ?? null;
}
