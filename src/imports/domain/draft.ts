import { normaliseContainerNumber } from '../../vocabulary/identifiers/container-number.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { readCell, type ReadCell } from './cell.js';
import type { Column, ColumnLevel } from './column.js';
import { COLUMNS } from './columns.js';
import type { Delimiter } from './csv.js';
import type { RowFault } from './groups.js';
import type { Layout } from './header.js';
import { principalId } from './principal.js';

/** A row of the file with its number as a spreadsheet shows it, and what is wrong with it as such. */
export interface FileRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly faults: readonly RowFault[];
}

/** How the cells of a file are read. */
export interface ImportSheet {
  readonly layout: Layout;
  readonly delimiter: Delimiter;
}

/** A violation at its cell: the row as the spreadsheet numbers it, the column as the file calls it, and what stands there. */
export interface RowError {
  readonly rowNumber: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly violation: Violation;
}

/** A container as the rows name it, for its visit to the centre. */
export interface NamedContainer {
  readonly sizeType?: string;
  readonly seals: readonly string[];
}

/** What the rows of one declaration say, before any check: the body that the API would take, and the way back to the cells. */
export interface Draft {
  readonly rows: readonly FileRow[];
  readonly body: Record<string, unknown>;
  /** In the order of the containers of the body. */
  readonly containers: readonly NamedContainer[];
  /** The row that first named each container. */
  readonly containerRows: readonly number[];
  /** Faults of rows and cells that no check of the body would find. */
  readonly faults: readonly RowError[];
  /** Cells that were read otherwise than they are written. */
  readonly readings: readonly RowError[];
}

type Cells = [column: Column, index: number, cell: string][];
type Container = { number: unknown; sizeType?: string; seals: string[]; lines: number[]; row: number };

/** Reads the rows of one declaration. What is said once a declaration comes from the first of them. */
export function draftOf(rows: readonly FileRow[], sheet: ImportSheet): Draft {
  const reader = new DraftReader(rows, sheet);
  return reader.read();
}

class DraftReader {
  private readonly faults: RowError[] = [];
  private readonly readings: RowError[] = [];

  constructor(
    private readonly rows: readonly FileRow[],
    private readonly sheet: ImportSheet,
  ) {}

  read(): Draft {
    const { rows } = this;
    const [first] = rows;
    const header = first ? this.record(first, 'header', []) : {};
    withIdType(header);
    const containers = new Map<string, Container>();
    const goods = rows.map((row, index) => {
      const line = this.record(row, 'goods', ['goods', index]);
      this.container(row, line, containers);
      return line;
    });
    for (const row of rows) this.rowFaults(row);
    if (first) for (const later of rows.slice(1)) this.disagreements(first, later);
    const named = [...containers.values()];
    const loads = named.map(({ number, lines }) => ({ number, goodsLines: lines }));
    return {
      rows,
      body: { ...header, goods, ...(loads.length > 0 ? { containers: loads } : {}) },
      containers: named.map(({ sizeType, seals }) => ({ ...(sizeType ? { sizeType } : {}), seals })),
      containerRows: named.map(({ row }) => row),
      faults: this.faults,
      readings: this.readings,
    };
  }

  private record(row: FileRow, level: ColumnLevel, at: (string | number)[]): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    for (const [column, index, cell] of this.cells(row, level)) {
      const read = readCell(cell, column.as, this.sheet.delimiter);
      this.note(row, index, read, pointer(...at, ...column.path.split('/')));
      place(record, column.path, read.value);
    }
    return record;
  }

  private container(row: FileRow, line: Record<string, unknown>, into: Map<string, Container>): void {
    const named = this.record(row, 'container', ['containers', into.size]);
    const { number, sizeType, seal } = named as Record<string, string | undefined>;
    if (number === undefined) return;
    const key = normaliseContainerNumber(number);
    const known = into.get(key) ?? { number, seals: [], lines: [], row: row.rowNumber };
    if (sizeType !== undefined) known.sizeType ??= sizeType;
    if (seal !== undefined && !known.seals.includes(seal)) known.seals.push(seal);
    // A line number that cannot be read is reported in its place, not once more as what the container holds.
    if (typeof line['line'] === 'number') known.lines.push(line['line']);
    into.set(key, known);
  }

  private note(row: FileRow, index: number, { readAs, fault }: ReadCell, at: string): void {
    if (readAs) this.readings.push(this.error(row, index, violation(readAs.code, at, readAs.params, 'warning')));
    if (fault) this.faults.push(this.error(row, index, violation(fault.code, at, fault.params)));
  }

  private rowFaults(row: FileRow): void {
    for (const { code, cellIndex, params } of row.faults)
      this.faults.push(this.error(row, cellIndex, violation(code, '', params)));
  }

  /** The cells about the declaration that say something else than the first row does. An empty one repeats it. */
  private disagreements(first: FileRow, later: FileRow): void {
    for (const [column, index, cell] of this.cells(later, 'header')) {
      const before = (first.cells[index] ?? '').trim();
      if (before === cell) continue;
      const meant = (text: string) => readCell(text, column.as, this.sheet.delimiter).value;
      if (before !== '' && meant(before) === meant(cell)) continue;
      const params = { column: this.sheet.layout.header[index]?.trim() ?? column.name, row: String(first.rowNumber) };
      const texts = { ...(before ? { first: before } : {}), other: cell };
      this.faults.push(
        this.error(
          later,
          index,
          violation('header-rows-disagree', pointer(...column.path.split('/')), { ...params, ...texts }),
        ),
      );
    }
  }

  private cells(row: FileRow, level: ColumnLevel): Cells {
    const found: Cells = [];
    for (const [column, index] of this.sheet.layout.columns[level]) {
      const cell = (row.cells[index] ?? '').trim();
      if (cell !== '') found.push([column, index, cell]);
    }
    return found;
  }

  private error(row: FileRow, index: number | null, found: Violation): RowError {
    return errorAt(row, index, this.sheet.layout, found);
  }
}

const VALUE_SHOWN = 200;

/** A violation at a cell of a row; `index` null: at the row as a whole. */
export function errorAt(row: FileRow, index: number | null, layout: Layout, found: Violation): RowError {
  const value = index === null ? null : (row.cells[index] ?? '').slice(0, VALUE_SHOWN);
  const column = index === null ? null : (layout.header[index]?.trim() ?? null);
  return { rowNumber: row.rowNumber, column, value, violation: found };
}

function place(target: Record<string, unknown>, path: string, value: unknown): void {
  const [outer = '', inner] = path.split('/');
  if (inner === undefined) {
    target[outer] = value;
    return;
  }
  const nested = (target[outer] ??= {}) as Record<string, unknown>;
  nested[inner] = value;
}

function withIdType(header: Record<string, unknown>): void {
  const principal = header['principal'] as Record<string, unknown> | undefined;
  if (principal && typeof principal['id'] === 'string') Object.assign(principal, principalId(principal['id']));
}

/** A violation of the body at the cell it came from; one about the whole stands in the first row. */
export function errorOf(draft: Draft, layout: Layout, found: Violation): RowError {
  const [outer = '', second = '', third = ''] = found.pointer.split('/').slice(1);
  const [level, path, row] = ((): [ColumnLevel, string, FileRow | undefined] => {
    if (outer === 'goods' && /^\d+$/.test(second)) return ['goods', third, draft.rows[Number(second)]];
    if (outer === 'containers') return ['container', 'number', rowOfContainer(draft, second)];
    return ['header', second ? `${outer}/${second}` : outer, draft.rows[0]];
  })();
  const [, index = -1] = layout.columns[level].find(([column]) => isAt(column.path, path)) ?? [];
  const at = row ?? draft.rows[0];
  if (at && index >= 0) return errorAt(at, index, layout, found);
  const column = COLUMNS.find((each) => each.level === level && isAt(each.path, path))?.name ?? null;
  return { rowNumber: at?.rowNumber ?? 0, column, value: null, violation: found };
}

/** What is said of an object ("consignor") stands at the first of its columns. */
const isAt = (columnPath: string, path: string): boolean => columnPath === path || columnPath.startsWith(`${path}/`);

function rowOfContainer(draft: Draft, index: string): FileRow | undefined {
  const rowNumber = draft.containerRows[Number(index)];
  return draft.rows.find((row) => row.rowNumber === rowNumber);
}
