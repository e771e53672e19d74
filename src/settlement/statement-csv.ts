import { csvFile, type CsvFile } from '../platform/files/csv.js';
import { decimal } from '../platform/files/sheet.js';
import { countryName } from '../vocabulary/country.js';
import type { Language } from '../vocabulary/language.js';
import type { StatementLine } from './domain/statement.js';
import type { SettlementHead } from './settlements.query.js';

const COLUMNS = [
  'market',
  'week',
  'broker',
  'line',
  'ofWeek',
  'country',
  'countryName',
  'declarations',
  'valueCny',
  'valueUsd',
  'netWeightKg',
];

/** The lines of a statement as a file for spreadsheets. Amounts stay numbers, also negative ones. */
export function statementCsv(head: SettlementHead, lines: readonly StatementLine[], language: Language): CsvFile {
  const rows = lines.map((line) => [
    head.market,
    head.week,
    head.brokerName ?? '',
    line.line,
    line.ofWeek,
    line.country,
    countryName(line.country, language),
    line.declarations,
    decimal(line.valueCny),
    decimal(line.valueUsd),
    decimal(line.netWeightKg),
  ]);
  return csvFile(COLUMNS, rows);
}
