import { pointer, violation, type Violation } from '../../vocabulary/violation.js';
import { type Column, columnOf, ERROR_COLUMN, REQUIRED_COLUMNS } from './columns.js';

/** What each position of a row holds, in the order of the file. */
export type Layout = readonly (Column | null)[];

/**
 * Reads the header row. Every unknown, doubled or missing column is named at once; an empty header cell at the end
 * (Excel leaves them) is no column.
 */
export function readHeader(cells: readonly string[]): { layout: Layout; violations: Violation[] } {
  const violations: Violation[] = [];
  const seen = new Set<string>();
  const layout = cells.map((cell, index) => {
    if (cell.trim() === '' || cell.trim() === ERROR_COLUMN) return null;
    const column = columnOf(cell);
    const place = pointer('header', index);
    if (!column) violations.push(violation('column-unknown', place, { column: cell.slice(0, 60) }));
    else if (seen.has(column.name))
      violations.push(violation('column-duplicate', place, { column: cell.slice(0, 60) }));
    if (column) seen.add(column.name);
    return column;
  });
  for (const name of REQUIRED_COLUMNS) {
    if (!seen.has(name)) violations.push(violation('column-missing', '/header', { column: name }));
  }
  return { layout, violations };
}
