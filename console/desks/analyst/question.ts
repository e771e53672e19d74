import type { QueryOf } from '../../api/types';
import { dayOf } from '../../shared/format';

export const BASES = ['closed', 'declared', 'released', 'settled'] as const;
export const CURRENCIES = ['CNY', 'USD'] as const;
export const DIMENSIONS = [
  'country',
  'month',
  'week',
  'day',
  'chapter',
  'heading',
  'subheading',
  'hsCode',
  'market',
  'broker',
  'consignor',
  'customsOffice',
  'exitOffice',
  'domesticSource',
  'currency',
  'transportMode',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** Dimensions that are periods: in order of time, and drawn as a line. */
export const PERIODS: ReadonlySet<string> = new Set(['month', 'week', 'day']);
export const FILTERS = ['country', 'market', 'chapter', 'broker', 'transportMode'] as const;
export type Filter = (typeof FILTERS)[number];
export const VIEWS = ['ranks', 'tree', 'months', 'table'] as const;
export type View = (typeof VIEWS)[number];

/** The question to the figures, as the URL holds it and the API takes it. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly basis: (typeof BASES)[number];
  readonly currency: (typeof CURRENCIES)[number];
  readonly groupBy: Dimension;
  /** A second dimension: each row is one value of both. */
  readonly thenBy: Dimension | null;
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
  /** As known at this instant; null is now. */
  readonly asOf: string | null;
  /** The earlier instant that the answer is compared with. */
  readonly since: string | null;
  readonly view: View;
}

/** The question as the API takes it. */
export type ReportQuery = NonNullable<QueryOf<'get', '/v1/reports/export-value'>>;

type Query = Readonly<Record<string, string | undefined>>;

const oneOf = <T extends string>(values: readonly T[], text: string | undefined, otherwise: T): T =>
  values.find((value) => value === text) ?? otherwise;

/** What the URL says; where it says nothing, this month so far by country. */
export function questionOf(query: Query, now: Date): Question {
  const today = dayOf(now);
  return {
    from: query['from'] ?? `${today.slice(0, 7)}-01`,
    to: query['to'] ?? today,
    basis: oneOf(BASES, query['basis'], 'closed'),
    currency: oneOf(CURRENCIES, query['currency'], 'CNY'),
    groupBy: oneOf(DIMENSIONS, query['groupBy'], 'country'),
    thenBy: DIMENSIONS.find((name) => name === query['thenBy'] && name !== query['groupBy']) ?? null,
    filters: Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : []))),
    asOf: query['asOf'] ?? null,
    since: query['since'] ?? null,
    view: oneOf(VIEWS, query['view'], 'ranks'),
  };
}

/** The parameters of the API; only what is not its default. `asOf` is for what is recorded in editions. */
export function parametersOf(question: Question): ReportQuery {
  const { from, to, basis, currency, groupBy, thenBy, filters, asOf } = question;
  return {
    from,
    to,
    currency,
    groupBy: thenBy === null ? groupBy : `${groupBy},${thenBy}`,
    ...(basis === 'closed' ? {} : { basis }),
    ...filters,
    ...(asOf !== null && hasEditions(question) ? { asOf } : {}),
  };
}

/** Only what closed and what was settled is kept in editions, so only these can be asked for as of another instant. */
export const hasEditions = ({ basis }: Pick<Question, 'basis'>): boolean => basis === 'closed' || basis === 'settled';

/** The first and last day of a month, or of a year. */
export function periodOf(text: string): { from: string; to: string } {
  const [year = 0, month] = text.split('-').map((part) => Number.parseInt(part, 10));
  if (month === undefined) return { from: `${text}-01-01`, to: `${text}-12-31` };
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${text}-01`, to: `${text}-${String(last).padStart(2, '0')}` };
}

/** What stands between the values of two dimensions in the key of a row: no code has it. */
const BETWEEN = '|';
export const dimensionsOf = ({ groupBy, thenBy }: Question): Dimension[] =>
  thenBy === null ? [groupBy] : [groupBy, thenBy];
export const keyOf = (values: readonly string[]): string => values.join(BETWEEN);

/** The question narrowed to one of its rows; a dimension without a value in it narrows nothing. */
export function narrowed(question: Question, key: string): ReportQuery {
  const values = key.split(BETWEEN);
  const filters = dimensionsOf(question).flatMap((dimension, index) => {
    const value = values[index];
    return value ? [[dimension === 'currency' ? 'declaredCurrency' : dimension, value]] : [];
  });
  return { ...parametersOf(question), ...(Object.fromEntries(filters) as ReportQuery) };
}

export const hrefOf = (path: string, parameters: object): string =>
  `${path}?${new URLSearchParams(parameters as Record<string, string>).toString()}`;
