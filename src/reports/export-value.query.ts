import type { Tx } from '../platform/database/tx.js';
import { refuseAt } from '../messages/refusal.js';
import { pointer } from '../messages/violation.js';
import type { Dimension } from './domain/dimensions.js';
import type { Question } from './domain/question.js';
import type { ReportCell } from './domain/report.js';
import { periodBefore } from './domain/year-before.js';
import { COLUMN, countColumn, scopeOf, type Source, sourcesOf } from './sources.query.js';

/** What one statement has read: the sums by key, and which countries they go to. */
export interface ExportSums {
  readonly cells: ReportCell[];
  readonly countries: number;
}

/** Rows one answer may have, both years together. More is refused, never cut. */
const ROWS_MAX = 400_000;

type Row = {
  prior: boolean;
  of: 'key' | 'country';
  value: string;
  weight: string;
  count: string;
  in_all: string;
} & Record<`k${number}`, string>;

/** Reads a period and the year before in one statement: one snapshot, whatever is posted or compacted meanwhile. */
export async function readExportSums(tx: Tx, question: Question): Promise<ExportSums> {
  const { sql, values } = sumsStatement(question);
  const rows = await tx.rows<Row>(sql, values);
  if (rows.length > ROWS_MAX) {
    const max = `${ROWS_MAX} rows`;
    throw refuseAt(pointer('query', 'to'), 'malformed', 'range-too-long', { max });
  }
  const cells = rows
    .filter((row) => row.of === 'key')
    .map((row) => ({
      prior: row.prior,
      key: question.groupBy.map((_, index) => row[`k${index}`] ?? ''),
      value: row.value,
      netWeightKg: row.weight,
      declarations: row.count,
      declarationsInAll: row.in_all,
    }));
  const country = question.groupBy.indexOf('country');
  const countries =
    country < 0
      ? rows.filter((row) => row.of === 'country' && !row.prior).length
      : new Set(cells.filter((cell) => !cell.prior).map((cell) => cell.key[country])).size;
  return { cells, countries };
}

/** The statement and its values; exported so that the benchmark runs the very same one without the service. */
export function sumsStatement(question: Question): { sql: string; values: unknown[] } {
  const { from, to, groupBy, basis } = question;
  const scope = scopeOf(question);
  const before = periodBefore(from, to, groupBy.includes('week') || basis === 'settled');
  const sources = [
    ...sourcesOf(scope, [from, to]).map((source) => ({ source, prior: false })),
    ...sourcesOf(scope, before).map((source) => ({ source, prior: true })),
  ];
  const monthsAsText = sources.some(({ source }) => source.time.unit === 'month');
  const cells = sources.map(({ source, prior }) => cellsOf(question, source, { prior, monthsAsText }));
  const keys = groupBy.map((_, index) => `k${index}`);
  const grouping = ['prior', ...keys].join(', ');
  const shown = groupBy.map((dimension, index) => `${shownAs(dimension, `k${index}`, monthsAsText)} AS k${index}, `);
  const apart = !groupBy.includes('country');
  const sql = `
    SELECT prior, ${apart ? `CASE GROUPING(country) WHEN 0 THEN 'country' ELSE 'key' END` : `'key'`} AS of, ${shown.join('')}
      sum(value) AS value, trim_scale(sum(weight)) AS weight, sum(counted) AS count, sum(in_all) AS in_all
    FROM (${cells.join('\n      UNION ALL ')}) cell
    GROUP BY ${apart ? `GROUPING SETS ((${grouping}), (prior, country))` : grouping}
    HAVING sum(value) <> 0 OR sum(weight) <> 0 OR sum(counted) <> 0
    LIMIT ${ROWS_MAX + 1}`;
  return { sql, values: scope.params.values };
}

interface Side {
  readonly prior: boolean;
  /** A month rollup is read too: its months are text, so all are. */
  readonly monthsAsText: boolean;
}

/** The rows of one source, named alike whatever it is. */
function cellsOf({ groupBy, filters, currency }: Question, source: Source, { prior, monthsAsText }: Side): string {
  const inAll = countColumn(filters.country !== undefined, filters.chapter !== undefined);
  const counted = countColumn(
    filters.country !== undefined || groupBy.includes('country'),
    filters.chapter !== undefined || groupBy.includes('chapter'),
  );
  const keys = groupBy.map((dimension, index) => `${keyOf(dimension, source, monthsAsText)} AS k${index}, `);
  return `SELECT ${prior} AS prior, ${keys.join('')}country, value_${currency.toLowerCase()} AS value, net_weight_kg AS weight,
        ${counted} AS counted, ${inAll} AS in_all FROM ${source.from} WHERE ${source.where.join(' AND ') || 'true'}`;
}

/** Weeks and months are grouped as dates and written as text afterwards: writing every row costs more than adding it up. */
function keyOf(dimension: Dimension, { time }: Source, monthsAsText: boolean): string {
  const { column, unit } = time;
  if (dimension === 'day') return column;
  if (dimension === 'week') return `date_trunc('week', ${column}::timestamp)`;
  if (dimension !== 'month') return COLUMN[dimension];
  if (unit === 'month') return column;
  return monthsAsText ? `to_char(${column}, 'YYYY-MM')` : `date_trunc('month', ${column}::timestamp)`;
}

function shownAs(dimension: Dimension, key: string, monthsAsText: boolean): string {
  if (dimension === 'week') return `to_char(${key}, 'IYYY-"W"IW')`;
  if (dimension === 'month' && !monthsAsText) return `to_char(${key}, 'YYYY-MM')`;
  return key;
}
