import { MEASURES, rollupLevelFor } from '../statistics/rollups.js';
import {
  addDays,
  businessDayOf,
  type Day,
  daysOfWeek,
  endOfDay,
  type Instant,
  previousWeek,
  startOfDay,
  weekOf,
} from '../vocabulary/period.js';
import { type CodeDimension, type Dimension, isTime } from './domain/dimensions.js';
import { type Filters, isOfStatements, type Question } from './domain/question.js';
import { type Span, splitPeriod } from './domain/spans.js';
import { filed } from './filed-items.query.js';

/** The column of each dimension that is not a time, or what is computed from one; every source names them alike. */
export const COLUMN: Record<CodeDimension, string> = {
  country: 'country',
  chapter: 'chapter',
  heading: 'left(hs_code, 4)',
  subheading: 'left(hs_code, 6)',
  hsCode: 'hs_code',
  market: 'market',
  broker: 'broker_id',
  consignor: 'consignor',
  customsOffice: 'customs_office',
  exitOffice: 'exit_office',
  domesticSource: 'domestic_source',
  currency: 'currency',
  transportMode: 'transport_mode',
};
/** Dimensions that rollups keep apart. What names another one is read from the facts. */
const ROLLED_UP: readonly CodeDimension[] = ['country', 'chapter', 'market', 'broker', 'currency', 'transportMode'];

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

/** What the time of a source's rows is: its day, or for a month rollup its month as text. */
export interface SourceTime {
  readonly column: string;
  readonly unit: 'day' | 'month';
}

/** A table expression with the rows of a period. */
export interface Source {
  readonly from: string;
  readonly where: readonly string[];
  readonly time: SourceTime;
}

/** What the value of a dimension is in SQL, in a source with this time. */
export function valueOf(dimension: Dimension, { column, unit }: SourceTime): string {
  if (!isTime(dimension)) return COLUMN[dimension];
  if (dimension === 'settlementWeek') return 'settlement_week';
  if (dimension === 'day') return `${column}::text`;
  if (dimension === 'week') return `to_char(${column}, 'IYYY-"W"IW')`;
  return unit === 'month' ? column : `to_char(${column}, 'YYYY-MM')`;
}

/** Asked once of each market, not of each row: PostgreSQL cannot put a function that reads a table into the statement. */
const OWN_MARKETS = 'market = ANY (ARRAY(SELECT m.code FROM market m WHERE own_market(m.code)))';

/**
 * Conditions of the filters on a source with this time. Officers see the statistics of their office's markets; a broker's question
 * names its firm.
 */
export function filterConditions(filters: Filters, time: SourceTime, params: Params): string[] {
  const conditions = Object.entries(filters).map(([name, values]) => {
    const dimension = name as Dimension;
    // An id is compared as one: as text, no index would be of use.
    const type = dimension === 'broker' ? 'uuid' : 'text';
    return `${valueOf(dimension, time)} = ANY (${params.add(values)}::${type}[])`;
  });
  return [...conditions, OWN_MARKETS];
}

/** The dimensions a question groups or filters by. */
const namedBy = ({ groupBy, filters }: Question): Dimension[] => [
  ...new Set([...groupBy, ...(Object.keys(filters) as Dimension[])]),
];

/** A question on its way to SQL, with the values of its placeholders. */
export interface QuestionScope {
  readonly question: Question;
  readonly params: Params;
}

export const scopeOf = (question: Question): QuestionScope => ({ question, params: new Params() });

/**
 * Whether declarations have to be counted one by one: they do not add up over headings and codes, and only what rollups keep apart has
 * columns that do (docs/decisions/0008).
 */
export const countsOneByOne = (question: Question): boolean =>
  namedBy(question).some((dimension) => !isTime(dimension) && !(ROLLED_UP as readonly Dimension[]).includes(dimension));

/** Where the rows of a period are read: rollups and pending deltas, the ledger, or the declarations themselves. */
export function sourcesOf(scope: QuestionScope, period: Span<Day>): Source[] {
  const { basis, asOf } = scope.question;
  if (basis === 'declared' || basis === 'released') return [declarations(scope, period)];
  if (basis === 'settled') return [settled(scope, period)];
  if (countsOneByOne(scope.question)) return [facts(scope, period)];
  return asOf === null ? rollups(scope, period) : knownAt(scope, period, asOf);
}

/** What belongs to the few facts that were posted neither on their day nor on the next one: the index of migration 0104 has them. */
const OUT_OF_TIME = `(posted_at AT TIME ZONE 'Asia/Shanghai')::date - stat_day NOT BETWEEN 0 AND 1`;
const UNDONE = MEASURES.map((measure) => `-${measure} AS ${measure}`).join(', ');

/**
 * What was known at an instant, without reading every fact of the period. Until two days before it the rollups say it, less what was
 * posted later, which is out of time; the day before and the day itself are read from the ledger; of the days after only what was posted
 * before its day can have been known.
 */
function knownAt(scope: QuestionScope, [from, to]: Span<Day>, asOf: Instant): Source[] {
  const { question, params } = scope;
  const day = businessDayOf(asOf);
  const within = (first: Day, last: Day): Span<Day> | null => {
    const span = [first > from ? first : from, last < to ? last : to] as const;
    return span[0] <= span[1] ? span : null;
  };
  const folded = within(from, addDays(day, -2));
  const near = within(addDays(day, -1), day);
  const ahead = within(addDays(day, 1), to);
  const outOfTime = ([first, last]: Span<Day>, posted: '<=' | '>'): string[] => [
    ...[`stat_day BETWEEN ${params.add(first)} AND ${params.add(last)}`, OUT_OF_TIME],
    ...[`posted_at ${posted} ${params.add(asOf)}`, ...filterConditions(question.filters, STAT_DAY, params)],
  ];
  const undone = (span: Span<Day>): Source => ({
    from: `(SELECT stat_day, ${ROLLED_UP.map((dimension) => COLUMN[dimension]).join(', ')}, ${UNDONE}
      FROM export_fact WHERE ${outOfTime(span, '>').join(' AND ')}) undone`,
    where: [],
    time: STAT_DAY,
  });
  return [
    ...(folded ? [...rollups(scope, folded), undone(folded)] : []),
    ...(near ? [facts(scope, near)] : []),
    ...(ahead ? [{ from: 'export_fact', where: outOfTime(ahead, '<='), time: STAT_DAY }] : []),
  ];
}

function rollups({ question, params }: QuestionScope, [from, to]: Span<Day>): Source[] {
  const named = namedBy(question);
  const level = rollupLevelFor(named.flatMap((dimension) => (isTime(dimension) ? [] : [COLUMN[dimension]])));
  const between = (table: string, unit: 'day' | 'month', [first, last]: Span<string>): Source => {
    const time = { column: unit, unit };
    const span = `${unit} BETWEEN ${params.add(first)} AND ${params.add(last)}`;
    return { from: table, where: [span, ...filterConditions(question.filters, time, params)], time };
  };
  const byDay = named.includes('day') || named.includes('week');
  const { months, days } = byDay ? { months: null, days: [[from, to] as const] } : splitPeriod(from, to);
  return [
    ...(months ? [between(level.month, 'month', months)] : []),
    ...days.map((span) => between(level.day, 'day', span)),
    between('rollup_delta', 'day', [from, to]),
  ];
}

const STAT_DAY: SourceTime = { column: 'stat_day', unit: 'day' };

function facts({ question, params }: QuestionScope, [from, to]: Span<Day>): Source {
  const within = `stat_day BETWEEN ${params.add(from)} AND ${params.add(to)}`;
  // No condition for an index: most facts were posted before any instant that is asked for, and by day there are few.
  const known = question.asOf === null ? [] : [`(posted_at <= ${params.add(question.asOf)}) IS TRUE`];
  return {
    from: 'export_fact',
    where: [within, ...known, ...filterConditions(question.filters, STAT_DAY, params)],
    time: STAT_DAY,
  };
}

/**
 * The facts of closed weeks, by their closing day; a question of statements chooses whole weeks, each by the Sunday that ends it,
 * whatever days the adjustments in them are of.
 */
function settled({ question, params }: QuestionScope, [from, to]: Span<Day>): Source {
  const { asOf } = question;
  const known = asOf === null ? [] : [`posted_at <= ${params.add(asOf)}`, `closed_at <= ${params.add(asOf)}`];
  const last = daysOfWeek(weekOf(to))[1] <= to ? weekOf(to) : previousWeek(weekOf(to));
  const within = isOfStatements(question)
    ? `settlement_week BETWEEN ${params.add(weekOf(from))} AND ${params.add(last)}`
    : `stat_day BETWEEN ${params.add(from)} AND ${params.add(to)}`;
  return {
    from: `(SELECT f.*, w.closed_at FROM export_fact f
      JOIN settlement_week w ON w.market = f.market AND w.week = f.settlement_week WHERE w.closed_at IS NOT NULL) settled`,
    where: [within, ...known, ...filterConditions(question.filters, STAT_DAY, params)],
    time: STAT_DAY,
  };
}

function declarations({ question, params }: QuestionScope, [from, to]: Span<Day>): Source {
  const released = question.basis === 'released';
  const within = released
    ? `d.released_at >= ${params.add(startOfDay(from))} AND d.released_at < ${params.add(endOfDay(to))}`
    : `d.declared_on BETWEEN ${params.add(from)} AND ${params.add(to)}`;
  const day = released ? `(d.released_at AT TIME ZONE 'Asia/Shanghai')::date` : 'd.declared_on';
  const time: SourceTime = { column: 'counted_on', unit: 'day' };
  const needsOrigins = namedBy(question).includes('domesticSource');
  const conditions = filterConditions(question.filters, time, params);
  return { from: filed({ day, within, conditions, needsOrigins }), where: [], time };
}

export type CountColumn = Extract<(typeof MEASURES)[number], `declarations${string}`>;

/** The column whose sum counts declarations, for a question that names or groups by countries, chapters, both or neither. */
export function countColumn(byCountry: boolean, byChapter: boolean): CountColumn {
  if (byCountry) return byChapter ? 'declarations_by_country_chapter' : 'declarations_by_country';
  return byChapter ? 'declarations_by_chapter' : 'declarations';
}
