import { dec } from '../../../vocabulary/decimal.js';
import { moneyText } from '../../../vocabulary/money.js';
import type { Rate } from '../../../reference/domain/rates.js';

/** The declared totals of a declaration, at the rates it was valued at. Null before it was valued. */
export interface DeclaredTotals {
  readonly currency: string | null;
  readonly declared: string | null;
  readonly usd: string | null;
  readonly cny: string | null;
}

/**
 * What a payment counts towards the declared value, in USD: at the rates the declaration was valued at, so that the declared
 * amount in the declared currency, in yuan or in dollars is exactly the declared value. `rate` is the customs rate of that
 * month for any other currency. Null where there is no rate.
 */
export function paymentUsd(
  { amount, currency }: { readonly amount: string; readonly currency: string },
  totals: DeclaredTotals,
  rate: Rate | undefined,
): string | null {
  const shareOf = (total: string | null): string | null =>
    total === null || totals.usd === null || !dec(total).greaterThan(0)
      ? null
      : moneyText(dec(amount).times(dec(totals.usd)).dividedBy(dec(total)));
  const byTotals = currency === totals.currency ? shareOf(totals.declared) : null;
  if (byTotals !== null) return byTotals;
  if (currency === 'USD') return moneyText(dec(amount));
  const inYuan = currency === 'CNY' ? shareOf(totals.cny) : null;
  return inYuan ?? (rate === undefined ? null : moneyText(dec(amount).times(dec(rate.toUsd))));
}
