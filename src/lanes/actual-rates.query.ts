import type { Tx } from '../platform/database/tx.js';
import { daysOfMonth, type Month } from '../vocabulary/period.js';
import type { LanePolicyEntity } from './lane-policy.entity.js';

/** What the random check has done in a month: how many lanes were drawn, how many of them it picked, and the share that is. */
export interface ActualRate {
  readonly month: Month;
  readonly drawn: number;
  readonly picked: number;
  readonly actualRate: string;
}

export type PolicyWithRates = LanePolicyEntity & { readonly months: readonly ActualRate[] };

/**
 * The published rates, the latest first, each with what came of it. Over the draws of all offices, for the service's own account:
 * counts reveal to nobody which declaration was picked. One pass over an index of days, no draw is read.
 */
export const actualRates = (tx: Tx, from: Month, to: Month): Promise<PolicyWithRates[]> =>
  tx.rows<PolicyWithRates>(
    `WITH counted AS (
       SELECT policy_version, to_char(drawn_on, 'YYYY-MM') AS month, count(*)::int AS drawn,
         count(*) FILTER (WHERE random_value < rate)::int AS picked
       FROM lane_draw WHERE drawn_on BETWEEN $1 AND $2 GROUP BY 1, 2)
     SELECT version, valid_from AS "validFrom", rate, colour, source, source_en AS "sourceEn", doubt, doubt_en AS "doubtEn",
       created_at AS "createdAt", created_by AS "createdBy",
       coalesce((SELECT jsonb_agg(jsonb_build_object('month', month, 'drawn', drawn, 'picked', picked,
           'actualRate', round(picked::numeric / drawn, 6)::text) ORDER BY month DESC)
         FROM counted WHERE policy_version = version), '[]') AS months
     FROM lane_policy ORDER BY version DESC`,
    [daysOfMonth(from)[0], daysOfMonth(to).at(-1)],
  );
