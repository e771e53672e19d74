import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';

/** A file as text, with what a receiver needs to know that it is whole. */
export interface CsvFile {
  readonly body: string;
  readonly rowCount: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

type Cell = string | number | null | undefined;

const BOM = '\ufeff';
/** How a cell begins that a spreadsheet would calculate, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Writes rows as CSV for a spreadsheet: UTF-8 with BOM, CRLF, a header line. Cells of `textColumns` that would start a
 * formula get an apostrophe: a firm may call itself "=HYPERLINK(…)". Numbers stay numbers: "-12.00" is no formula.
 */
export function csvFile(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Cell>>[],
  textColumns: ReadonlySet<string>,
): CsvFile {
  const cell = (column: string, value: Cell): string => {
    const text = value === null || value === undefined ? '' : String(value);
    return textColumns.has(column) && FORMULA.test(text) ? `'${text}` : text;
  };
  const lines = rows.map((row) => columns.map((column) => cell(column, row[column])));
  const body = BOM + stringify([[...columns], ...lines], { record_delimiter: 'windows' });
  return { body, rowCount: rows.length, sha256: createHash('sha256').update(body, 'utf8').digest('hex') };
}
