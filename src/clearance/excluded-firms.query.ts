import { findFailingFirms } from '../open-items/failing-firms.query.js';
import { firmOf, NO_FIRM } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { tryInSavepoint } from '../platform/database/bisect-failures.js';
import type { Day, Instant } from '../vocabulary/period.js';
import { countsOf, type DayAsked, dayTables, type ExcludedFirm } from './day-counts.query.js';

/**
 * Does the work for the whole market; where the data of some firms make it impossible, for all but them, which the answer
 * names. Whose data it is, is found by judging firms, not by writing: what no firm's judgement explains is thrown as it came.
 */
export async function withoutFailingFirms<T extends object>(
  tx: Tx,
  asked: DayAsked,
  work: (asked: DayAsked) => Promise<T>,
): Promise<T & { readonly parked: readonly ExcludedFirm[] }> {
  const all = await tryInSavepoint(tx, () => work(asked));
  if (typeof all !== 'string') return { ...all, parked: [] };
  const judge = (firms: readonly string[]) => countsOf(tx, { ...asked, firms });
  const parked = await describeExcluded(tx, asked, await findFailingFirms(tx, dayTables(asked), judge));
  return { ...(await work({ ...asked, excluded: parked })), parked };
}

/** With what they are called, and how much the day would have brought forward for them: for that nothing is judged. */
function describeExcluded(tx: Tx, asked: DayAsked, failed: readonly { firm: string; reason: string }[]) {
  const { sql, params } = dayTables({ ...asked, firms: failed.map(({ firm }) => firm) });
  return tx.rows<ExcludedFirm>(
    `${sql} SELECT nullif(f.firm, '${NO_FIRM}') AS broker, o.name AS "brokerName", f.reason,
       coalesce(b.items, 0)::integer AS "broughtForward"
     FROM jsonb_to_recordset($9::jsonb) AS f (firm uuid, reason text) LEFT JOIN organisation o ON o.id = f.firm
     LEFT JOIN (SELECT ${firmOf('broker_id')} AS firm, count(*) AS items FROM brought GROUP BY 1) b ON b.firm = f.firm
     ORDER BY f.firm`,
    [...params, JSON.stringify(failed)],
  );
}

/** How the audit trail names them. */
export const named = (parked: readonly ExcludedFirm[]) => parked.map(({ broker, reason }) => ({ broker, reason }));

/** SQL of the firms an edition left out, as JSON in the order of the digest. */
export const excludedIn = (runId: string): string => `coalesce((
  SELECT jsonb_agg(jsonb_build_object('broker', p.broker_id, 'brokerName', o.name, 'reason', p.reason,
    'broughtForward', p.brought_forward) ORDER BY ${firmOf('p.broker_id')})
  FROM clearance_parked p LEFT JOIN organisation o ON o.id = p.broker_id WHERE p.run_id = ${runId}), '[]')`;

/** A firm that the official result of a day leaves out. */
export interface ParkedOnDay extends ExcludedFirm {
  readonly run: string;
  readonly market: string;
  readonly date: Day;
  readonly parkedAt: Instant;
  /** When a later edition of the day could judge it; null while none could. */
  readonly settledAt: Instant | null;
}

export interface ParkedAsked {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly from: Day | null;
  readonly to: Day | null;
  /** Run and firm of the last one of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Firms that were left out, the latest run first; settled ones stay, with when. */
export function parkedOnDays(tx: Tx, { markets, from, to, after, limit }: ParkedAsked): Promise<ParkedOnDay[]> {
  const [run = null, firm = null] = after ?? [];
  return tx.rows<ParkedOnDay>(
    `SELECT c.id AS run, c.market, c.day AS date, p.broker_id AS broker, o.name AS "brokerName", p.reason,
       p.brought_forward AS "broughtForward", c.finished_at AS "parkedAt",
       (SELECT min(l.finished_at) FROM clearance_run l WHERE l.market = c.market AND l.day = c.day AND l.edition > 1
          AND NOT EXISTS (SELECT 1 FROM clearance_parked q WHERE q.run_id = l.id AND q.broker_id IS NOT DISTINCT FROM p.broker_id)) AS "settledAt"
     FROM clearance_parked p JOIN clearance_run c ON c.id = p.run_id AND c.edition = 1 LEFT JOIN organisation o ON o.id = p.broker_id
     WHERE ($1::text[] IS NULL OR c.market = ANY ($1)) AND ($2::date IS NULL OR c.day >= $2) AND ($3::date IS NULL OR c.day <= $3)
       AND ($4::uuid IS NULL OR (c.id, ${firmOf('p.broker_id')}) < ($4, $5::uuid))
     ORDER BY c.id DESC, ${firmOf('p.broker_id')} DESC LIMIT $6`,
    [markets, from, to, run, firm, limit],
  );
}
