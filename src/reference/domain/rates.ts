import { dec } from '../../vocabulary/decimal.js';
import type { Instant } from '../../vocabulary/period.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';

/** What one unit of a currency is worth in a month, as plain decimals: in yuan, and in US dollars (a rate of its own, not a quotient). */
export interface Rate {
  readonly toCny: string;
  readonly toUsd: string;
}

export interface CurrencyRate extends Rate {
  readonly currency: string;
}

/** What is wrong with the rates of a month: unknown or repeated currencies, worth of zero, no rate at all. */
export function checkRates(rates: readonly CurrencyRate[], isCurrency: (code: string) => boolean): Violation[] {
  if (rates.length === 0) return [violation('required-missing', '/rates')];
  const found: Violation[] = [];
  const seen = new Set<string>();
  for (const [index, rate] of rates.entries()) {
    const at = (field: string) => pointer('rates', index, field);
    const value = rate.currency;
    if (!isCurrency(value)) found.push(violation('currency-unknown', at('currency'), { value }));
    else if (seen.has(value)) found.push(violation('entry-duplicate', at('currency'), { value }));
    seen.add(value);
    for (const field of ['toCny', 'toUsd'] as const) {
      if (dec(rate[field]).isZero()) found.push(violation('amount-not-positive', at(field)));
    }
  }
  return found;
}

/** A rate of a currency for a month, and from when to when the table said so. */
export interface RateVersion extends CurrencyRate {
  readonly setAt: Instant;
  readonly replacedAt: Instant | null;
}

/**
 * The rates of a month as they were known at an instant, from all versions of the month in the order of their making. A
 * currency that nobody had entered by then has the first rate that was entered afterwards. So the rate of an instant never
 * changes once it is known: not by a later replacement, and not by when it is asked for.
 */
export function ratesKnownAt(versions: readonly RateVersion[], at: Instant): Record<string, Rate> {
  const rates: Record<string, Rate> = {};
  const isInForce = ({ setAt, replacedAt }: RateVersion) => setAt <= at && (replacedAt === null || at < replacedAt);
  for (const currency of new Set(versions.map((each) => each.currency))) {
    const own = versions.filter((each) => each.currency === currency);
    const version = own.find(isInForce) ?? own.find(({ setAt }) => setAt > at);
    if (version) rates[currency] = { toCny: version.toCny, toUsd: version.toUsd };
  }
  return rates;
}
