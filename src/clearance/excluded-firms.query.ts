import { firmOf, NO_FIRM } from '../open-items/open-items.query.js';
import type { FailingFirm } from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { type DayAsked, dayTables, type ExcludedFromDay } from './day-counts.query.js';

/** Failing firms with what they are called, and how much the day would have brought forward for them: for that nothing is judged. */
export async function describeExcluded(
  tx: Tx,
  asked: DayAsked,
  failing: readonly FailingFirm[],
): Promise<ExcludedFromDay[]> {
  if (failing.length === 0) return [];
  const { sql, params } = dayTables({ ...asked, firms: failing.map(({ firm }) => firm) });
  return tx.rows<ExcludedFromDay>(
    `${sql} SELECT nullif(f.firm, '${NO_FIRM}') AS broker, o.name AS "brokerName", f.reason,
       coalesce(b.items, 0)::integer AS "broughtForward"
     FROM jsonb_to_recordset($9::jsonb) AS f (firm uuid, reason text) LEFT JOIN organisation o ON o.id = f.firm
     LEFT JOIN (SELECT ${firmOf('broker_id')} AS firm, count(*) AS items FROM brought GROUP BY 1) b ON b.firm = f.firm
     ORDER BY f.firm`,
    [...params, JSON.stringify(failing)],
  );
}
