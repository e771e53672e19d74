import type { Day } from '../../vocabulary/period.js';
import type { Severity, Violation, ViolationCode } from '../../messages/refusals/violation.js';
import { reversedRange } from '../../messages/refusals/range.js';

/**
 * Rules that data may date: they hold only on the days an administrator gives them, and may warn before they refuse. All
 * others are fixed by the contract of the service; no data can switch one of those off or turn it into a warning.
 */
export const DATED_RULES = [
  'buyer-document-missing',
  'stall-missing',
  'form-incomplete',
  'hs-code-unknown',
  'legal-unit-wrong',
  'port-unknown',
  'office-not-of-market',
] as const satisfies readonly ViolationCode[];
export type DatedRule = (typeof DATED_RULES)[number];

/** Dated rules that warn on every day for which no administrator has said anything else. */
const SHIPPED: ReadonlySet<string> = new Set<DatedRule>([
  'form-incomplete',
  'hs-code-unknown',
  'legal-unit-wrong',
  'port-unknown',
  'office-not-of-market',
]);

/** Rules that always hold, with the severity of a breach. Prefixes of ineligible goods have days of their own, in the commodity rules. */
export const FIXED_RULES = {
  'required-missing': 'error',
  'ceiling-exceeded': 'error',
  'near-ceiling': 'warning',
  'too-many-items': 'error',
  'simplified-not-allowed': 'error',
  'goods-line-duplicate': 'error',
  'goods-line-unknown': 'error',
  'net-above-gross': 'error',
  'totals-do-not-tie': 'error',
  'charges-exceed-total': 'error',
  'charge-mark-invalid': 'error',
  'rate-missing': 'error',
  'amount-not-positive': 'error',
  'declared-in-future': 'error',
  'hs-code-invalid': 'error',
  'hs-code-ineligible': 'error',
  'uscc-invalid': 'error',
  'container-number-invalid': 'error',
  'country-unknown': 'error',
  'destination-is-china': 'error',
  'currency-unknown': 'error',
  'unit-unknown': 'error',
  'office-unknown': 'error',
  'terms-unknown': 'error',
  'market-unknown': 'error',
  'transport-mode-unknown': 'error',
  'package-type-unknown': 'error',
  'trade-record-used': 'error',
  'near-duplicate': 'warning',
} as const satisfies Partial<Record<ViolationCode, Severity>>;

export const isDatedRule = (code: string): code is DatedRule => DATED_RULES.some((dated) => dated === code);

/** The days of a rule, all inclusive. */
export interface RuleDays {
  /** Null: on no day, the rule is withdrawn. */
  readonly validFrom: Day | null;
  /** Null: until further notice. */
  readonly validTo: Day | null;
  /** From this day on a breach is an error; before, and always without one, it is a warning. */
  readonly refusesFrom: Day | null;
}

/** A version of a rule's days. Versions never change. */
export interface RuleVersion extends RuleDays {
  readonly code: string;
  readonly version: number;
  /** The day from which this version is the one to ask; see {@link sinceOf}. */
  readonly since: Day;
  readonly source: string;
}

/** How a rule holds on a day. */
export interface Force {
  readonly severity: Severity;
  /** The day from which it refuses, while it only warns and one is set. */
  readonly refusesFrom: Day | null;
}

/**
 * A version says how things are from the day it is written on, and before that from its own first day on: an announcement can
 * be postponed or withdrawn, a rule of long ago can be entered late, and what held before a change still held then.
 */
export const sinceOf = (validFrom: Day | null, today: Day): Day =>
  validFrom !== null && validFrom < today ? validFrom : today;

/** The version of a rule that is to be asked about a day, or null. */
export const governing = <V extends RuleVersion>(versions: readonly V[], day: Day): V | null =>
  versions.reduce<V | null>((last, each) => {
    if (each.since > day || (last !== null && last.version > each.version)) return last;
    return each;
  }, null);

/** How these days make the rule hold on a day; null when they do not. */
export function forceOf({ validFrom, validTo, refusesFrom }: RuleDays, day: Day): Force | null {
  if (validFrom === null || day < validFrom || (validTo !== null && day > validTo)) return null;
  return refusesFrom !== null && refusesFrom <= day
    ? { severity: 'error', refusesFrom: null }
    : { severity: 'warning', refusesFrom };
}

/**
 * How a rule holds on a day, by its versions in any order. A rule that warns as shipped does so until the first day that an
 * administrator has given it: before that day the announcement changes nothing.
 */
export function forceOn(code: string, versions: readonly RuleVersion[], day: Day): Force | null {
  const version = governing(versions, day);
  const isToCome = version === null || (version.validFrom !== null && day < version.validFrom);
  if (isToCome && SHIPPED.has(code)) return { severity: 'warning', refusesFrom: version?.refusesFrom ?? null };
  return version && forceOf(version, day);
}

/** Days in the wrong order: a rule ends after it begins, and refuses only while it holds. */
export function reversedDays({ validFrom, validTo, refusesFrom }: RuleDays): Violation[] {
  return [
    ...reversedRange('/validTo', validFrom, validTo),
    ...reversedRange('/refusesFrom', validFrom, refusesFrom),
    ...reversedRange('/refusesFrom', refusesFrom, validTo),
  ];
}
