import type { CsvRow } from './csv.js';
import type { GroupedRow } from './groups.js';
import type { Layout } from './header.js';
import { rowFaultsOf } from './groups.js';

/** Rows of which each is a fact of its own, in the form that rows of declarations have. */
export class EachRow {
  private count = 0;

  constructor(private readonly layout: Layout) {}

  /** Blank rows are no rows. */
  add(row: CsvRow): GroupedRow | null {
    if (row.cells.every((cell) => cell.trim() === '')) return null;
    const { rowNumber, cells } = row;
    const position = this.count++;
    return { rowNumber, cells, reference: String(rowNumber), position, faults: rowFaultsOf(row, this.layout) };
  }

  /** None is held back. */
  end(): GroupedRow | null {
    return null;
  }
}
