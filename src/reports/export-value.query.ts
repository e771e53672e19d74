import type { Tx } from '../platform/database/tx.js';
import { refuseAt } from '../messages/refusals/refusal.js';
import { pointer } from '../messages/refusals/violation.js';
import type { Day } from '../vocabulary/period.js';
import { type Dimension, isTime } from './domain/dimensions.js';
import type { Question } from './domain/question.js';
import type { ReportCell, ReportSums, SumSide } from './domain/report.js';
import type { Span } from './domain/spans.js';
import { filtersBefore, periodBefore, weeksBefore } from './domain/year-before.js';
import { COLUMN, countColumn, countsOneByOne, Params, type Source, sourcesOf } from './sources.query.js';

/** Rows one answer may have, both years together. More is refused, never cut. */
const ROWS_MAX = 400_000;

type Row = {
  side: SumSide;
  of: 'key' | 'country' | 'all';
  value: string;
  weight: string;
  count: string;
  in_all: string;
} & Record<`k${number}`, string>;

/** Reads a period and the year before in one statement: one snapshot, whatever is posted or compacted meanwhile. */
export async function readExportSums(tx: Tx, question: Question): Promise<ReportSums> {
  const { sql, values } = sumsStatement(question);
  const rows = await tx.rows<Row>(sql, values);
  if (rows.length > ROWS_MAX) throw tooManyRows();
  const cells = rows
    .filter((row) => row.of === 'key')
    .map((row): ReportCell => ({
      side: row.side,
      key: question.groupBy.map((_, index) => row[`k${index}`] ?? ''),
      value: row.value,
      netWeightKg: row.weight,
      declarations: row.count,
      declarationsInAll: row.in_all,
    }));
  return { cells, countries: countriesIn(rows, question), declarations: declarationsIn(rows, question) };
}

export const tooManyRows = () => {
  const max = `${ROWS_MAX} rows`;
  return refuseAt(pointer('query', 'to'), 'malformed', 'range-too-long', { max });
};

function countriesIn(rows: readonly Row[], { groupBy }: Question): number {
  const country = groupBy.indexOf('country');
  const present = rows.filter(({ side }) => side === 'now');
  if (country < 0) return present.filter((row) => row.of === 'country').length;
  return new Set(present.flatMap((row) => (row.of === 'key' ? [row[`k${country}`]] : []))).size;
}

/** Distinct declarations of the whole answer: read in a row of its own where they are counted one by one. */
function declarationsIn(rows: readonly Row[], question: Question): number {
  const present = rows.filter(({ side }) => side === 'now');
  if (countsOneByOne(question)) {
    const whole = question.groupBy.length > 0 ? 'all' : 'key';
    return Number(present.find((row) => row.of === whole)?.count ?? 0);
  }
  return present.reduce((sum, row) => (row.of === 'key' ? sum + Number(row.in_all) : sum), 0);
}

/** The statement and its values; exported so that the benchmark runs the very same one without the service. */
export function sumsStatement(question: Question): { sql: string; values: unknown[] } {
  const params = new Params();
  const sides = sidesOf(question, params);
  const monthsAsText = sides.some(({ source }) => source.time.unit === 'month');
  const cells = sides.map(({ source, side }) => cellsOf(question, source, { side, monthsAsText }));
  const from = cells.join('\n      UNION ALL ');
  const oneByOne = countsOneByOne(question);
  const keys = question.groupBy.map((_, index) => `k${index}`);
  const shown = question.groupBy.map(
    (dimension, index) => `${shownAs(dimension, `k${index}`, monthsAsText)} AS k${index}, `,
  );
  const apart = !question.groupBy.includes('country');
  const grouping = ['side', ...keys].join(', ');
  const sets = [
    `(${grouping})`,
    ...(apart ? ['(side, country)'] : []),
    ...(oneByOne && keys.length > 0 ? ['(side)'] : []),
  ];
  const sql = `
    SELECT side, ${ofSql(apart, oneByOne ? keys : null)} AS of, ${shown.join('')}
      sum(value) AS value, trim_scale(sum(weight)) AS weight, ${oneByOne ? COUNTED : 'sum(counted)'} AS count, sum(in_all) AS in_all
    FROM (${oneByOne ? byDeclaration(from, keys) : from}) cell
    GROUP BY ${sets.length > 1 ? `GROUPING SETS (${sets.join(', ')})` : grouping}
    HAVING sum(value) <> 0 OR sum(weight) <> 0 OR ${oneByOne ? COUNTED : 'sum(counted)'} <> 0
    LIMIT ${ROWS_MAX + 1}`;
  return { sql, values: params.values };
}

const COUNTED = 'count(DISTINCT declaration_id) FILTER (WHERE counted > 0)';

/** What a row is a sum of: the keys asked for, a country, or all. Without keys, all is what was asked for. */
function ofSql(apart: boolean, keysOneByOne: readonly string[] | null): string {
  const country = apart ? `WHEN GROUPING(country) = 0 THEN 'country'` : '';
  const [first] = keysOneByOne ?? [];
  const all = first === undefined ? '' : `WHEN GROUPING(${first}) = 1 THEN 'all'`;
  return country || all ? `CASE ${country} ${all} ELSE 'key' END` : `'key'`;
}

/** What is left of each declaration in each cell: reversals take their postings out before anything is counted. */
const byDeclaration = (cells: string, keys: readonly string[]): string => {
  const by = ['side', ...keys, 'country', 'declaration_id'].join(', ');
  return `SELECT ${by}, sum(value) AS value, sum(weight) AS weight, sum(counted) AS counted, 0 AS in_all
      FROM (${cells}) item GROUP BY ${by}`;
};

/**
 * The sources of the period, and of the one before it. Rows by weeks are compared with the same weeks, the total always with the
 * same dates: where those differ, the second is read besides.
 */
function sidesOf(question: Question, params: Params): { source: Source; side: SumSide }[] {
  const { from, to, groupBy, filters } = question;
  const earlier = { ...question, filters: filtersBefore(filters) };
  const side = (name: SumSide, asked: Question, period: Span<Day>) =>
    sourcesOf({ question: asked, params }, period).map((source) => ({ source, side: name }));
  const byWeeks = groupBy.includes('week') || groupBy.includes('settlementWeek');
  return [
    ...side('now', question, [from, to]),
    ...side('before', earlier, byWeeks ? weeksBefore(from, to) : periodBefore(from, to)),
    ...(byWeeks ? side('total-before', earlier, periodBefore(from, to)) : []),
  ];
}

interface Cells {
  readonly side: SumSide;
  /** A month rollup is read too: its months are text, so all are. */
  readonly monthsAsText: boolean;
}

/** The rows of one source, named alike whatever it is. */
function cellsOf(question: Question, source: Source, { side, monthsAsText }: Cells): string {
  const { groupBy, filters, currency } = question;
  const keys = groupBy.map((dimension, index) => {
    const key = keyOf(dimension, source, monthsAsText);
    return `${side === 'total-before' ? 'NULL' : key} AS k${index}, `;
  });
  const counts = countsOneByOne(question)
    ? `declaration_id, CASE entry WHEN 'book' THEN 1 ELSE -1 END AS counted, 0 AS in_all`
    : `${countColumn(
        filters.country !== undefined || groupBy.includes('country'),
        filters.chapter !== undefined || groupBy.includes('chapter'),
      )} AS counted, ${countColumn(filters.country !== undefined, filters.chapter !== undefined)} AS in_all`;
  return `SELECT '${side}' AS side, ${keys.join('')}country, value_${currency.toLowerCase()} AS value, net_weight_kg AS weight,
        ${counts} FROM ${source.from} WHERE ${source.where.join(' AND ') || 'true'}`;
}

/** Weeks and months are grouped as dates and written as text afterwards: writing every row costs more than adding it up. */
function keyOf(dimension: Dimension, { time }: Source, monthsAsText: boolean): string {
  const { column, unit } = time;
  if (!isTime(dimension)) return COLUMN[dimension];
  if (dimension === 'settlementWeek') return 'settlement_week';
  if (dimension === 'day') return column;
  if (dimension === 'week') return `date_trunc('week', ${column}::timestamp)`;
  if (unit === 'month') return column;
  return monthsAsText ? `to_char(${column}, 'YYYY-MM')` : `date_trunc('month', ${column}::timestamp)`;
}

function shownAs(dimension: Dimension, key: string, monthsAsText: boolean): string {
  if (dimension === 'week') return `to_char(${key}, 'IYYY-"W"IW')`;
  if (dimension === 'month' && !monthsAsText) return `to_char(${key}, 'YYYY-MM')`;
  return key;
}
