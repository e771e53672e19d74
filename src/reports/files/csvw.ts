import type { TableColumn } from '../../platform/files/table.js';
import type { Language } from '../../vocabulary/language.js';
import { titleOf } from './question-statements.js';
import { tableHeadOf, type TableSource } from './table-source.js';

const DATATYPES = {
  text: { base: 'string' },
  integer: { base: 'integer' },
  decimal: { base: 'decimal' },
  day: { base: 'date', format: 'yyyy-MM-dd' },
  instant: { base: 'dateTimeStamp' },
} as const;

/** What the CSV file at `url` is, as CSV on the Web says it: its columns, and the question that its rows answer. */
export function csvwOf(
  { source, rows, sha256 }: { readonly source: TableSource; readonly rows: number; readonly sha256: string },
  url: string,
  language: Language,
) {
  const { question, asOf, edition, rates, total } = source.answered;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': language }] as const,
    url,
    'dc:title': titleOf(source.answered, language),
    'dc:creator': 'Loomgate',
    'dc:modified': asOf,
    dialect: {
      encoding: 'utf-8',
      delimiter: ',',
      lineTerminators: ['\r\n'],
      header: true,
      quoteChar: '"',
      doubleQuote: true,
    },
    tableSchema: {
      columns: source.columns.map(columnOf),
      primaryKey: source.columns.filter(({ role }) => role === 'dimension').map(({ name }) => name),
    },
    'loomgate:question': question,
    'loomgate:statements': tableHeadOf(source, language).statements.map(([label, value]) => ({ label, value })),
    'loomgate:rates': [...rates].map(([month, of]) => ({
      month,
      rates: Object.entries(of).map(([currency, rate]) => ({ currency, ...rate })),
    })),
    'loomgate:edition': edition ?? null,
    'loomgate:asOf': asOf,
    'loomgate:total': total,
    'loomgate:rows': rows,
    'loomgate:sha256': sha256,
  };
}

const columnOf = ({ name, title, about, type }: TableColumn) => ({
  name,
  titles: name,
  datatype: DATATYPES[type],
  'dc:title': title,
  'dc:description': about,
});
