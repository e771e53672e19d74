import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { disarmed } from '../../vocabulary/formula.js';
import { type Cell, textOf } from './sheet.js';

/** A file as text, with what a receiver needs to know that it is whole. */
export interface WrittenCsv {
  readonly body: string;
  readonly rowCount: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** By it a spreadsheet knows that a file is UTF-8. */
export const BOM = '\ufeff';

/** Lines of CSV that end as spreadsheets end them; the caller has disarmed what could be a formula. */
export const csvLines = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  // By itself it quotes a cell for a line feed or a carriage return only where both stand together.
  stringify([...rows], { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]|^\s|\s$/ });

/** Rows as CSV for a spreadsheet, under a header line. Text is disarmed; numbers stay numbers: "-12.00" is no formula. */
export function csvFile(columns: readonly string[], rows: readonly (readonly Cell[])[]): WrittenCsv {
  const lines = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? disarmed(cell) : textOf(cell))));
  const body = BOM + csvLines([columns, ...lines]);
  return { body, rowCount: rows.length, sha256: createHash('sha256').update(body, 'utf8').digest('hex') };
}
