import { countryName, isCountry } from '../../vocabulary/country.js';
import { isCurrency } from '../../vocabulary/currency.js';
import { addDays, type Day, type Instant, instantText } from '../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../messages/violation.js';
import { type Basis, type Dimension, dimensionsOf, isDimension } from './dimensions.js';
import { reversedRange } from '../../messages/range.js';

export type ReportCurrency = 'CNY' | 'USD';

/** Only rows with these values count. */
export interface Filters {
  readonly country?: string;
  readonly market?: string;
  readonly chapter?: string;
  /** A firm's id; of a broker who asks, always its own. */
  readonly broker?: string;
  readonly transportMode?: string;
  /** The currency of the declaration; `currency` is that of the report. */
  readonly declaredCurrency?: string;
}

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
}

/** The query as it was written; its shape is checked already. */
export interface WrittenQuestion extends Filters {
  readonly from: string;
  readonly to: string;
  readonly currency?: string;
  readonly groupBy?: string;
  readonly basis?: string;
  readonly asOf?: string;
}

const YEARS_MAX = 20;
/** Clocks differ; what is further ahead cannot be known by anybody. */
const AHEAD_MAX_MS = 5 * 60_000;

/** Reads a question; returns every breach at once. */
export function readQuestion(written: WrittenQuestion, now: Instant): Question | Violation[] {
  const { from, to, country, market, chapter, broker, transportMode, declaredCurrency } = written;
  const basis = (written.basis ?? 'closed') as Basis;
  const groupBy = (written.groupBy ?? 'country').split(',').map((name) => name.trim());
  const asOf = written.asOf === undefined ? null : instantText(written.asOf);
  const violations = [
    ...rangeFaults(from, to),
    ...groupingFaults(groupBy, basis),
    ...asOfFaults(asOf, basis, now),
    ...filterFaults(written),
  ];
  if (violations.length > 0) return violations;
  const filters = { country, market, chapter, broker, transportMode, declaredCurrency };
  return {
    from,
    to,
    currency: (written.currency ?? 'CNY') as ReportCurrency,
    groupBy: groupBy.filter(isDimension),
    basis,
    asOf,
    filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)),
  };
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

/** What the code tables decide (chapter, transport mode) is checked where they are at hand, by the service. */
function filterFaults({ country, declaredCurrency }: WrittenQuestion): Violation[] {
  const faults: Violation[] = [];
  if (country !== undefined && !isKnownCountry(country))
    faults.push(violation('country-unknown', pointer('query', 'country'), { value: country }));
  if (declaredCurrency !== undefined && !isCurrency(declaredCurrency))
    faults.push(violation('currency-unknown', pointer('query', 'declaredCurrency'), { value: declaredCurrency }));
  return faults;
}
