import { stringify } from 'csv-stringify/sync';
import type { Language } from '../vocabulary/language.js';
import { tell } from '../vocabulary/violation.js';
import { COLUMNS, ERROR_COLUMN } from './domain/columns.js';
import type { RejectedRows, StoredError } from './imports.query.js';

/** An error of a row in the reader's language. */
export function toldError(error: StoredError, language: Language) {
  const { pointer = '', ...params } = error.params;
  return { row: error.row, column: error.column, ...tell({ ...error, pointer, params }, language) };
}

const sheet = (rows: readonly (readonly unknown[])[]): string =>
  stringify(rows as unknown[][], { bom: true, record_delimiter: 'windows', escape_formulas: true });

export function errorsCsv(errors: readonly StoredError[], language: Language): string {
  const told = errors.map((error) => toldError(error, language));
  return sheet([
    ['row', 'column', 'code', 'severity', 'message', 'remedy', 'source'],
    ...told.map(({ row, column, code, severity, message, remedy, source }) => [
      ...[row, column, code, severity, message, remedy, source ?? ''],
    ]),
  ]);
}

export function rejectedCsv(rejected: RejectedRows, errors: readonly StoredError[], language: Language): string {
  const byRow = new Map<number, string[]>();
  for (const error of errors) {
    const { message, remedy } = toldError(error, language);
    byRow.set(error.row, [...(byRow.get(error.row) ?? []), `${error.column ?? ''}: ${message} ${remedy}`]);
  }
  const width = rejected.header?.length ?? 0;
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, index) => cells[index] ?? '');
  return sheet([
    [...(rejected.header ?? []), ERROR_COLUMN],
    ...rejected.rows.map(({ row, cells }) => [...padded(cells), (byRow.get(row) ?? []).join('；')]),
  ]);
}

/** The template: both header languages are understood; Chinese is given. */
export const templateCsv = (language: Language): string =>
  sheet([COLUMNS.map((column) => (language === 'zh' ? column.chinese : column.name))]);
