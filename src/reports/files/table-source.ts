import type { RowBatches, TableColumn, TableHead, TableRow } from '../../platform/files/table.js';
import { countryName } from '../../vocabulary/country.js';
import type { Language } from '../../vocabulary/language.js';
import { changeReasonOf } from '../domain/causes.js';
import { keyColumns, MEASURE_COLUMNS } from '../domain/presentation.js';
import type { Change, CauseSum } from '../changes.query.js';
import type { ExportValueReport } from '../export-value.service.js';
import type { Line } from '../lines.query.js';
import { CAUSE_COLUMNS, CHANGE_COLUMNS, CHANGE_KEYS, columnNamed, LINE_FILE_COLUMNS, LINE_KEYS } from './columns.js';
import { type AnsweredQuestion, statementsOf, titleOf } from './question-statements.js';

/** The rows of a file with what they answer: what each format writes in its own way. */
export interface TableSource {
  readonly answered: AnsweredQuestion;
  readonly columns: readonly TableColumn[];
  readonly rowCount: number;
  readonly batches: RowBatches;
}

/** What a file says about itself, in the language of whoever asked. */
export const tableHeadOf = ({ answered, columns }: TableSource, language: Language): TableHead => ({
  title: titleOf(answered, language),
  lang: language,
  columns,
  statements: statementsOf(answered, language),
  at: answered.asOf,
});

/** Rows that are in memory are handed on in such parts, so that a writer never works long at once. */
const BATCH_ROWS = 1_000;

async function* inBatches<T>(list: readonly T[], rowOf: (each: T) => TableRow): AsyncGenerator<TableRow[]> {
  for (let at = 0; at < list.length; at += BATCH_ROWS) yield list.slice(at, at + BATCH_ROWS).map(rowOf);
}

const columnsNamed = (names: readonly string[], language: Language, keys: readonly string[]): TableColumn[] =>
  names.map((name) => columnNamed(name, language, keys));

/** The rows of a report. No line of totals: it would be added up with the others. */
export function reportTable(answered: AnsweredQuestion, report: ExportValueReport, language: Language): TableSource {
  const names = [...keyColumns(report.groupBy), ...MEASURE_COLUMNS];
  const columns = columnsNamed(names, language, report.groupBy);
  const batches = inBatches(report.rows, (row) => names.map((name) => row[name] ?? null));
  return { answered, columns, rowCount: report.rows.length, batches };
}

export function linesTable(
  answered: AnsweredQuestion,
  lines: { readonly count: number; readonly batches: AsyncIterable<readonly Line[]> },
  language: Language,
): TableSource {
  const columns = columnsNamed(LINE_FILE_COLUMNS, language, LINE_KEYS);
  const rowOf = (line: Line): TableRow => {
    const shown: Record<string, unknown> = { ...line, countryName: countryName(line.country, language) };
    return LINE_FILE_COLUMNS.map((name) => (shown[name] ?? null) as string | number | null);
  };
  return { answered, columns, rowCount: lines.count, batches: mapped(lines.batches, rowOf) };
}

export function changesTable(
  answered: AnsweredQuestion,
  changes: { readonly count: number; readonly batches: AsyncIterable<readonly Change[]> },
  language: Language,
): TableSource {
  const columns = columnsNamed(CHANGE_COLUMNS, language, CHANGE_KEYS);
  const rowOf = (change: Change): TableRow => {
    const { cause, day, postedAt, country } = change;
    const shown: Record<string, unknown> = {
      ...change,
      countryName: countryName(country, language),
      ...changeReasonOf(cause, day, postedAt, language),
    };
    return CHANGE_COLUMNS.map((name) => (shown[name] ?? null) as string | number | null);
  };
  return { answered, columns, rowCount: changes.count, batches: mapped(changes.batches, rowOf) };
}

/** A change of one cause with the cause in words. */
export type NamedCauseSum = CauseSum & { readonly reason: string };

export function causesTable(
  answered: AnsweredQuestion,
  sums: readonly NamedCauseSum[],
  language: Language,
): TableSource {
  const columns = columnsNamed(CAUSE_COLUMNS, language, ['cause']);
  const batches = inBatches(sums, (sum) => CAUSE_COLUMNS.map((name) => sum[name]));
  return { answered, columns, rowCount: sums.length, batches };
}

async function* mapped<T>(
  batches: AsyncIterable<readonly T[]>,
  rowOf: (each: T) => TableRow,
): AsyncGenerator<TableRow[]> {
  for await (const batch of batches) yield batch.map(rowOf);
}
