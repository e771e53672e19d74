import type { Tx } from '../platform/database/tx.js';
import type { Month } from '../vocabulary/period.js';

/** What one unit of a currency is worth in a month: in yuan, and in US dollars (a rate of its own, not a quotient). */
export interface Rate {
  readonly toCny: string;
  readonly toUsd: string;
}

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
