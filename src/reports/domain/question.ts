import { isCurrency } from '../../vocabulary/currency.js';
import { countryName, isCountry } from '../../vocabulary/country.js';
import { isId } from '../../vocabulary/id.js';
import { addDays, type Day, type Instant, instantText, isDay, isMonth, isWeek } from '../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { type Basis, type Dimension, dimensionsOf, DIMENSIONS, isDimension } from './dimensions.js';
import { reversedRange } from '../../messages/refusals/range.js';

export type ReportCurrency = 'CNY' | 'USD';

/** Only rows with one of these values count, of each dimension that is named. A broker who asks always has its own firm here. */
export type Filters = Partial<Record<Dimension, readonly string[]>>;

export const SORTS = ['value', 'key'] as const;
export type Sort = (typeof SORTS)[number];

/** A question that can be answered: every value checked, everything left out filled in. */
export interface Question {
  readonly from: Day;
  readonly to: Day;
  readonly currency: ReportCurrency;
  readonly groupBy: readonly Dimension[];
  readonly basis: Basis;
  /** As known at this instant; null: as known now. */
  readonly asOf: Instant | null;
  readonly filters: Filters;
  readonly sort: Sort;
  /** Whether periods and combinations without exports are rows too. */
  readonly fill: boolean;
}

/** Filters under the names they have in a question: `currency` is that of the report, the dimension is asked for as `declaredCurrency`. */
export type WrittenFilters = {
  readonly [name in Exclude<Dimension, 'currency'> | 'declaredCurrency']?: readonly string[];
};

/** The query as it was written; its shape is checked already. */
export interface WrittenQuestion extends WrittenFilters {
  readonly from: string;
  readonly to: string;
  readonly currency?: string;
  readonly groupBy?: string;
  readonly basis?: string;
  readonly asOf?: string;
  readonly sort?: string;
  readonly fill?: string;
}

export const filterName = (dimension: Dimension): keyof WrittenFilters =>
  dimension === 'currency' ? 'declaredCurrency' : dimension;

const YEARS_MAX = 20;
/** Clocks differ; what is further ahead cannot be known by anybody. */
const AHEAD_MAX_MS = 5 * 60_000;

/** Reads a question; returns every breach at once. */
export function readQuestion(written: WrittenQuestion, now: Instant): Question | Violation[] {
  const { from, to } = written;
  const basis = (written.basis ?? 'closed') as Basis;
  const groupBy = (written.groupBy ?? 'country').split(',').map((name) => name.trim());
  const asOf = written.asOf === undefined ? null : instantText(written.asOf);
  const violations = [
    ...rangeFaults(from, to),
    ...groupingFaults(groupBy, basis),
    ...asOfFaults(asOf, basis, now),
    ...filterFaults(written, basis),
  ];
  if (violations.length > 0) return violations;
  return {
    from,
    to,
    currency: (written.currency ?? 'CNY') as ReportCurrency,
    groupBy: groupBy.filter(isDimension),
    basis,
    asOf,
    filters: filtersOf(written),
    sort: (written.sort ?? 'value') as Sort,
    fill: written.fill === 'true',
  };
}

function filtersOf(written: WrittenQuestion): Filters {
  const named = DIMENSIONS.map((dimension) => [dimension, written[filterName(dimension)]] as const);
  return Object.fromEntries(named.filter(([, values]) => values !== undefined));
}

/** Both ends count, so the last day that may be asked for is the one before the same day twenty years later. */
export function rangeFaults(from: Day, to: Day): Violation[] {
  if (from > to) return reversedRange('/query/from', from, to);
  const firstTooLate = `${Number(from.slice(0, 4)) + YEARS_MAX}${from.slice(4)}`;
  if (to < firstTooLate) return [];
  const last = firstTooLate.endsWith('02-29') ? firstTooLate.replace('02-29', '02-28') : addDays(firstTooLate, -1);
  return [violation('range-too-long', pointer('query', 'to'), { max: `${from}/${last}` })];
}

function groupingFaults(groupBy: readonly string[], basis: Basis): Violation[] {
  const allowed = dimensionsOf(basis);
  return groupBy
    .filter((name, index) => !isDimension(name) || !allowed.includes(name) || groupBy.indexOf(name) !== index)
    .map((value) =>
      violation('dimension-unknown', pointer('query', 'groupBy'), { value, allowed: allowed.join(', ') }),
    );
}

function asOfFaults(asOf: Instant | null, basis: Basis, now: Instant): Violation[] {
  if (asOf === null) return [];
  const at = pointer('query', 'asOf');
  if (Date.parse(asOf) - Date.parse(now) > AHEAD_MAX_MS)
    return [violation('as-of-in-future', at, { value: asOf, now })];
  // Declarations are changed in place: only the ledger holds what it said before.
  if (basis === 'closed' || basis === 'settled') return [];
  return [violation('as-of-needs-facts', at, { basis, allowed: 'closed, settled' })];
}

/** Special codes (unknown, high seas) have names too, but stand in no list of ISO. */
const isKnownCountry = (code: string): boolean => isCountry(code) || countryName(code, 'zh') !== code;

/** What a value of a filter must be, where that needs no table of the database: those are read by the service. */
const FORMS: Partial<Record<Dimension, readonly [test: (value: string) => boolean, code: Violation['code']]>> = {
  country: [isKnownCountry, 'country-unknown'],
  currency: [isCurrency, 'currency-unknown'],
  month: [isMonth, 'month-invalid'],
  week: [isWeek, 'week-invalid'],
  day: [isDay, 'day-invalid'],
  settlementWeek: [isWeek, 'week-invalid'],
  broker: [isId, 'id-invalid'],
};

function filterFaults(written: WrittenQuestion, basis: Basis): Violation[] {
  const faults: Violation[] = [];
  if (written.settlementWeek !== undefined && basis !== 'settled') {
    const params = { field: 'settlementWeek', basis: 'settled' };
    faults.push(violation('query-needs-basis', pointer('query', 'settlementWeek'), params));
  }
  for (const [dimension, [test, code]] of Object.entries(FORMS) as [
    Dimension,
    [(value: string) => boolean, Violation['code']],
  ][]) {
    const name = filterName(dimension);
    const wrong = written[name]?.find((value) => !test(value));
    if (wrong !== undefined) faults.push(violation(code, pointer('query', name), { value: wrong }));
  }
  return faults;
}

/** Whether a question is of statements: counted by the week that holds an item, not by the day the item was closed on. */
export const isOfStatements = ({ groupBy, filters }: Pick<Question, 'groupBy' | 'filters'>): boolean =>
  groupBy.includes('settlementWeek') || filters.settlementWeek !== undefined;
