import { fxTolerancePercent } from '../../markets/domain/fx-tolerance.js';
import type { Tx } from '../../platform/database/tx.js';
import { ratesOf } from '../../reference/rates.js';
import type { Instant, Month } from '../../vocabulary/period.js';
import { refuseAt } from '../../messages/refusals/refusal.js';
import { type DeclaredTotals, paymentUsd } from '../domain/valuation/payment-value.js';

/** A declaration that was submitted, with what payments for it are valued by. */
export interface SubmittedDeclaration extends DeclaredTotals {
  readonly id: string;
  readonly status: string;
  readonly market: string;
  readonly closedAt: Instant | null;
  /** The month of the rates it was valued at. */
  readonly month: Month | null;
}

interface Received {
  readonly declarationId: string;
  readonly amount: string;
  readonly currency: string;
}

/** What each payment counts towards the value of its declaration, in USD. Refuses (422) a currency without a rate. */
export async function paymentValues(
  tx: Tx,
  submitted: readonly SubmittedDeclaration[],
  payments: readonly Received[],
): Promise<(payment: Received) => string> {
  const declarations = new Map(submitted.map((one) => [one.id, one]));
  const rates = await ratesOf(
    tx,
    submitted.flatMap(({ month }) => month ?? []),
  );
  const usdOf = (payment: Received): string | null => {
    const totals = declarations.get(payment.declarationId);
    return totals ? paymentUsd(payment, totals, rates.get(totals.month ?? '')?.[payment.currency]) : null;
  };
  const unknown = payments.find((payment) => usdOf(payment) === null);
  if (unknown) {
    const params = { currency: unknown.currency, month: declarations.get(unknown.declarationId)?.month ?? '' };
    throw refuseAt('/currency', 'rule-broken', 'rate-missing', params);
  }
  return (payment) => usdOf(payment) ?? '0.00';
}

/** The tolerance of each declaration's market, in percent of its value. */
export async function fxTolerances(tx: Tx, submitted: readonly SubmittedDeclaration[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ code: string; settings: unknown }>(
    'SELECT code, settings FROM market WHERE code = ANY ($1)',
    [[...new Set(submitted.map(({ market }) => market))]],
  );
  const byMarket = new Map(rows.map(({ code, settings }) => [code, fxTolerancePercent(settings)]));
  return new Map(submitted.map(({ id, market }) => [id, byMarket.get(market) ?? fxTolerancePercent({})]));
}
