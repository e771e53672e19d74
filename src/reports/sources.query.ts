import { MEASURES, rollupLevelFor } from '../statistics/rollups.js';
import { type Day, daysOfWeek, endOfDay, previousWeek, startOfDay, weekOf } from '../vocabulary/period.js';
import type { Dimension } from './domain/dimensions.js';
import type { Filters, Question } from './domain/question.js';
import { type Span, splitPeriod } from './domain/spans.js';

/** The column of each dimension that is not a time; every source names them alike. */
export const COLUMN: Record<Exclude<Dimension, 'day' | 'week' | 'month'>, string> = {
  country: 'country',
  chapter: 'chapter',
  market: 'market',
  broker: 'broker_id',
  currency: 'currency',
  transportMode: 'transport_mode',
};
const FILTER_COLUMN: Record<keyof Filters, string> = {
  country: 'country',
  chapter: 'chapter',
  market: 'market',
  broker: 'broker_id',
  transportMode: 'transport_mode',
  declaredCurrency: 'currency',
};

/** Values of a statement, each given out as its placeholder: nothing of a question is ever written into the SQL itself. */
export class Params {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A statement with the values of its placeholders. */
export interface SqlStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** A table expression with the rows of a period. `time` is its day, or for a month rollup its month as text. */
export interface Source {
  readonly from: string;
  readonly where: readonly string[];
  readonly time: { readonly column: string; readonly unit: 'day' | 'month' };
}

/** Conditions of the filters, on columns every source has. */
function filterConditions(filters: Filters, params: Params): string[] {
  return Object.entries(filters).map(
    ([name, value]) => `${FILTER_COLUMN[name as keyof Filters]} = ${params.add(value)}`,
  );
}

/** The columns a question groups or filters by. */
const columnsOf = ({ groupBy, filters }: Question): string[] => [
  ...groupBy.filter((dimension) => dimension in COLUMN).map((dimension) => COLUMN[dimension as keyof typeof COLUMN]),
  ...Object.keys(filters).map((name) => FILTER_COLUMN[name as keyof Filters]),
];

/** A question on its way to SQL: its filters as conditions, its values as placeholders. */
export interface QuestionScope {
  readonly question: Question;
  readonly conditions: readonly string[];
  readonly params: Params;
}

export function scopeOf(question: Question): QuestionScope {
  const params = new Params();
  // Officers see the statistics of their office's markets; a broker's question names its firm.
  return { question, conditions: [...filterConditions(question.filters, params), 'own_market(market)'], params };
}

/** Where the rows of a period are read: rollups and pending deltas now, the ledger as of an instant, declarations themselves. */
export function sourcesOf(scope: QuestionScope, period: Span<Day>): Source[] {
  const { basis, asOf } = scope.question;
  if (basis === 'declared' || basis === 'released') return [declarations(scope, period)];
  if (basis === 'settled') return [settled(scope, period)];
  return asOf === null ? rollups(scope, period) : [facts(scope, period)];
}

function rollups({ question, conditions, params }: QuestionScope, [from, to]: Span<Day>): Source[] {
  const level = rollupLevelFor(columnsOf(question));
  const between = (table: string, unit: 'day' | 'month', [first, last]: Span<string>): Source => ({
    from: table,
    where: [`${unit} BETWEEN ${params.add(first)} AND ${params.add(last)}`, ...conditions],
    time: { column: unit, unit },
  });
  const byDay = question.groupBy.includes('day') || question.groupBy.includes('week');
  const { months, days } = byDay ? { months: null, days: [[from, to] as const] } : splitPeriod(from, to);
  return [
    ...(months ? [between(level.month, 'month', months)] : []),
    ...days.map((span) => between(level.day, 'day', span)),
    between('rollup_delta', 'day', [from, to]),
  ];
}

function facts({ question, conditions, params }: QuestionScope, [from, to]: Span<Day>): Source {
  const within = `stat_day BETWEEN ${params.add(from)} AND ${params.add(to)}`;
  return {
    from: 'export_fact',
    where: [within, `posted_at <= ${params.add(question.asOf)}`, ...conditions],
    time: { column: 'stat_day', unit: 'day' },
  };
}

/** A statement counts on the Sunday that ends its week. Only facts of closed weeks are settled. */
function settled({ question, conditions, params }: QuestionScope, [from, to]: Span<Day>): Source {
  const { asOf } = question;
  const last = daysOfWeek(weekOf(to))[1] <= to ? weekOf(to) : previousWeek(weekOf(to));
  const known = asOf === null ? '' : ` AND w.closed_at <= ${params.add(asOf)}`;
  return {
    from: `(SELECT f.*, to_date(f.settlement_week, 'IYYY-"W"IW') + 6 AS settled_on
      FROM export_fact f JOIN settlement_week w ON w.market = f.market AND w.week = f.settlement_week
      WHERE w.closed_at IS NOT NULL${known}
        AND f.settlement_week BETWEEN ${params.add(weekOf(from))} AND ${params.add(last)}) settled`,
    where: [...(asOf === null ? [] : [`posted_at <= ${params.add(asOf)}`]), ...conditions],
    time: { column: 'settled_on', unit: 'day' },
  };
}

/**
 * Items of declarations that were filed and not withdrawn. Which rows are a declaration's first is only known here, after
 * the filters: counting distinct ids would cost a sort for every grouping.
 */
function declarations({ question, conditions, params }: QuestionScope, [from, to]: Span<Day>): Source {
  const released = question.basis === 'released';
  const day = released ? `(d.released_at AT TIME ZONE 'Asia/Shanghai')::date` : 'd.declared_on';
  const within = released
    ? `d.released_at >= ${params.add(startOfDay(from))} AND d.released_at < ${params.add(endOfDay(to))}`
    : `d.declared_on BETWEEN ${params.add(from)} AND ${params.add(to)}`;
  const first = (...columns: string[]) =>
    `(row_number() OVER (PARTITION BY ${['declaration_id', ...columns].join(', ')} ORDER BY item_number) = 1)::integer`;
  return {
    from: `(SELECT *, ${first()} AS declarations, ${first('country')} AS declarations_by_country,
        ${first('chapter')} AS declarations_by_chapter, ${first('country', 'chapter')} AS declarations_by_country_chapter
      FROM (SELECT i.declaration_id, i.item_number, ${day} AS counted_on, d.market, d.broker_id, d.currency,
          d.transport_mode, i.final_destination AS country, left(i.hs_code, 2) AS chapter, i.hs_code,
          i.name AS goods_name, i.fob_cny AS value_cny, i.fob_usd AS value_usd, i.net_weight_kg
        FROM declaration d JOIN declaration_item i ON i.declaration_id = d.id
        WHERE d.status NOT IN ('draft', 'cancelled') AND ${within}) item
      ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}) filed`,
    where: [],
    time: { column: 'counted_on', unit: 'day' },
  };
}

export type CountColumn = Extract<(typeof MEASURES)[number], `declarations${string}`>;

/** The column whose sum counts declarations, for a question that names or groups by countries, chapters, both or neither. */
export function countColumn(byCountry: boolean, byChapter: boolean): CountColumn {
  if (byCountry) return byChapter ? 'declarations_by_country_chapter' : 'declarations_by_country';
  return byChapter ? 'declarations_by_chapter' : 'declarations';
}
