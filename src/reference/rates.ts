import type { Tx } from '../platform/database/tx.js';
import type { Instant, Month } from '../vocabulary/period.js';
import { type Rate, ratesKnownAt, type RateVersion } from './domain/rates.js';

/** The present customs rates of some months, by currency. A month without rates is not in the map. */
export async function ratesOf(tx: Tx, months: readonly Month[]): Promise<Map<Month, Record<string, Rate>>> {
  const rows = await tx.rows<{ month: Month; rates: Record<string, Rate> }>(
    `SELECT month, jsonb_object_agg(currency, jsonb_build_object(
       'toCny', trim_scale(to_cny)::text, 'toUsd', trim_scale(to_usd)::text)) AS rates
     FROM customs_rate WHERE month = ANY ($1) AND replaced_at IS NULL GROUP BY month`,
    [[...new Set(months)]],
  );
  return new Map(rows.map(({ month, rates }) => [month, rates]));
}

/** How to ask for the rates of one of these months as they were known at an instant; null for a month without rates. */
export async function rateHistory(
  tx: Tx,
  months: readonly Month[],
): Promise<(month: Month, at: Instant) => Record<string, Rate> | null> {
  const rows = await tx.rows<RateVersion & { month: Month }>(
    `SELECT month, currency, trim_scale(to_cny)::text AS "toCny", trim_scale(to_usd)::text AS "toUsd", set_at AS "setAt",
       replaced_at AS "replacedAt"
     FROM customs_rate WHERE month = ANY ($1) ORDER BY id`,
    [[...new Set(months)]],
  );
  return (month, at) => {
    const rates = ratesKnownAt(
      rows.filter((row) => row.month === month),
      at,
    );
    return Object.keys(rates).length > 0 ? rates : null;
  };
}
