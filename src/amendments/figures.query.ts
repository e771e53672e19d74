import type { Tx } from '../platform/database/tx.js';
import { countryName } from '../vocabulary/country.js';
import type { Language } from '../vocabulary/language.js';
import type { Month } from '../vocabulary/period.js';

/** A published figure that moves: what went to a country in a month, as far as the asker sees the statistics. */
export interface Figure {
  readonly month: Month;
  readonly country: string;
  /** In the language of the reader. */
  readonly countryName: string;
  readonly cny: { readonly before: string; readonly after: string; readonly delta: string };
  readonly usd: { readonly before: string; readonly after: string; readonly delta: string };
}

/** The last posting of a declaration so far. */
export async function lastEntry(tx: Tx, declarationId: string): Promise<number> {
  const row = await tx.one<{ last: number | null }>(
    'SELECT max(entry_number) AS last FROM export_fact WHERE declaration_id = $1',
    [declarationId],
  );
  return row?.last ?? 0;
}

const amounts = (column: string): string =>
  `jsonb_build_object('before', (t.${column} - m.${column})::text, 'after', t.${column}::text, 'delta', m.${column}::text)`;

/**
 * The figures that the entries of a declaration after `since` have moved, each with what the report says before and after
 * them. Read in the transaction that appended them: rollups and pending deltas together are exact at every moment.
 */
export async function movedFigures(
  tx: Tx,
  declarationId: string,
  since: number,
  language: Language,
): Promise<Figure[]> {
  // A broker sees the pair of rollups that carry the firm; without it a country's row would be hidden.
  const months = tx.actor.role === 'broker' ? 'rollup_month' : 'rollup_month_country';
  const figures = await tx.rows<Omit<Figure, 'countryName'>>(
    `WITH m AS (
       SELECT to_char(stat_day, 'YYYY-MM') AS month, country, sum(value_cny) AS value_cny, sum(value_usd) AS value_usd
       FROM export_fact WHERE declaration_id = $1 AND entry_number > $2 GROUP BY 1, 2
       HAVING sum(value_cny) <> 0 OR sum(value_usd) <> 0)
     SELECT m.month, m.country, ${amounts('value_cny')} AS cny, ${amounts('value_usd')} AS usd
     FROM m CROSS JOIN LATERAL (
       SELECT coalesce(sum(value_cny), 0.00) AS value_cny, coalesce(sum(value_usd), 0.00) AS value_usd FROM (
         SELECT value_cny, value_usd FROM ${months} r WHERE r.month = m.month AND r.country = m.country
         UNION ALL
         SELECT value_cny, value_usd FROM rollup_delta d WHERE to_char(d.day, 'YYYY-MM') = m.month AND d.country = m.country) x) t
     ORDER BY m.month, m.country`,
    [declarationId, since],
  );
  return figures.map((figure) => ({ ...figure, countryName: countryName(figure.country, language) }));
}
