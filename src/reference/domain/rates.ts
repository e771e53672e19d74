import { dec } from '../../vocabulary/decimal.js';
import { pointer, violation, type Violation } from '../../vocabulary/violation.js';

/** Worth of one unit of a currency, as plain decimals: in yuan, and in US dollars. */
export interface CurrencyRate {
  readonly currency: string;
  readonly toCny: string;
  readonly toUsd: string;
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
