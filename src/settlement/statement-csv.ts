import { csvFile, type WrittenCsv } from '../platform/files/csv.js';
import { decimal } from '../platform/files/sheet.js';
import { countryName } from '../vocabulary/country.js';
import type { Language } from '../vocabulary/language.js';
import { figuresOf, LINE_FIGURES } from './domain/figures.js';
import type { StatementLine } from './domain/statement.js';
import type { StatementHead } from './frozen-statements.query.js';

const NAMES = ['market', 'week', 'broker', 'line', 'ofWeek', 'country', 'countryName'];

/** The lines of a statement as a file for spreadsheets. Amounts stay numbers, also negative ones. */
export function statementCsv(
  { market, week, brokerName }: Pick<StatementHead, 'market' | 'week' | 'brokerName'>,
  lines: readonly StatementLine[],
  language: Language,
): WrittenCsv {
  const figures = figuresOf(LINE_FIGURES, lines);
  const rows = lines.map(({ line, ofWeek, country, ...values }) => [
    ...[market, week, brokerName ?? '', line, ofWeek, country, countryName(country, language)],
    ...figures.map((name) => decimal(String(values[name] ?? ''))),
  ]);
  return csvFile([...NAMES, ...figures], rows);
}
