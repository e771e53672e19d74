import { setImmediate as pause } from 'node:timers/promises';
import type { Language } from '../vocabulary/language.js';
import { renderViolation } from '../messages/refusals/violation.js';
import { COLUMNS, ERROR_COLUMN } from './domain/columns.js';
import { BOM, csvLines } from '../platform/files/csv.js';
import { disarmedForReturn } from '../vocabulary/formula.js';
import type { RejectedRow, StoredError } from './imports.query.js';

/** An error of a row in the reader's language. */
export function toErrorResponse(error: StoredError, language: Language) {
  const { pointer = '', ...params } = error.params;
  const { row, column, value } = error;
  return { row, column, value, ...renderViolation({ ...error, pointer, params }, language) };
}

/** Rows of CSV that may be sent back: every untouched cell is then what it was. */
const lines = (rows: readonly (readonly unknown[])[], delimiter?: string): string =>
  csvLines(
    rows.map((row) => row.map((cell) => disarmedForReturn(String(cell ?? '')))),
    delimiter,
  );

export type Pages<T> = AsyncIterable<readonly T[]>;

/** All errors, page by page: hundreds of thousands at once would hold up the process. */
export async function* errorsCsv(pages: Pages<StoredError>, language: Language): AsyncGenerator<string> {
  yield BOM + lines([['row', 'column', 'value', 'code', 'severity', 'message', 'remedy', 'source']]);
  for await (const errors of pages) {
    const responses = errors.map((error) => toErrorResponse(error, language));
    yield lines(
      responses.map(({ row, column, value, code, severity, message, remedy, source }) => [
        ...[row, column, value, code, severity, message, remedy, source ?? ''],
      ]),
    );
    await pause();
  }
}

/** The header of the file with a column more, and the rows of refused declarations with what is wrong with them. */
export async function* rejectedCsv(
  file: { readonly header: readonly string[] | null; readonly delimiter: string | null },
  pages: Pages<RejectedRow>,
  language: Language,
): AsyncGenerator<string> {
  const header = (file.header ?? []).filter((cell) => cell.trim() !== ERROR_COLUMN);
  const delimiter = file.delimiter ?? ',';
  yield BOM + lines([[...header, ERROR_COLUMN]], delimiter);
  for await (const rows of pages) {
    yield lines(
      rows.map((row) => cellsForReturn(file.header, row, reasonsOf(row, language))),
      delimiter,
    );
    await pause();
  }
}

/** A row as it goes back: its own cells, why it is refused, and cells without a column behind, still without one. */
export function cellsForReturn(header: readonly string[] | null, { cells }: RejectedRow, reasons: string): string[] {
  const own = (header ?? []).flatMap((cell, index) => (cell.trim() === ERROR_COLUMN ? [] : [cells[index] ?? '']));
  return [...own, reasons, ...cells.slice(header?.length ?? 0)];
}

/** What is wrong with a row, in the reader's language. */
export const reasonsOf = ({ errors }: RejectedRow, language: Language): string =>
  errors.map((error) => reasonOf(error, language)).join('；');

function reasonOf(error: StoredError, language: Language): string {
  const { column, message, remedy } = toErrorResponse(error, language);
  return column === null ? `${message} ${remedy}` : `${column}: ${message} ${remedy}`;
}

/** The template: both header languages are understood; Chinese is given. */
export const templateCsv = (language: Language): string =>
  BOM + lines([COLUMNS.map((column) => (language === 'zh' ? column.chinese : column.name))]);
