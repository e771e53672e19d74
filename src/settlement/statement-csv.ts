import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
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

/** What a spreadsheet would take for the beginning of a formula, also in full width. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * The lines of a statement as a file for spreadsheets: UTF-8 with BOM, CRLF. The firm's name is the only text that comes
 * from outside: it is disarmed. Amounts stay numbers, also negative ones.
 */
export function statementCsv(head: SettlementHead, lines: readonly StatementLine[], language: Language) {
  const name = head.brokerName ?? '';
  const broker = FORMULA.test(name) ? `'${name}` : name;
  const rows = lines.map((line) => [
    head.market,
    head.week,
    broker,
    line.line,
    line.ofWeek,
    line.country,
    countryName(line.country, language),
    line.declarations,
    line.valueCny,
    line.valueUsd,
    line.netWeightKg,
  ]);
  const body = `\ufeff${stringify([COLUMNS, ...rows], { record_delimiter: 'windows' })}`;
  return { body, rowCount: rows.length, sha256: createHash('sha256').update(body, 'utf8').digest('hex') };
}
