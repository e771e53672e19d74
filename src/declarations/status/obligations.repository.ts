import type { Tx } from '../../platform/database/tx.js';

/**
 * SQL of what payment `payment` counts towards the value of declaration `declaration`, in USD. Payments of before amounts were
 * valued when they were recorded are valued as they would have been.
 */
export const paymentUsdSql = (payment: string, declaration: string): string => `coalesce(${payment}.value_usd, CASE
  WHEN ${payment}.currency = ${declaration}.currency AND ${declaration}.total_declared > 0
    THEN round(${payment}.amount * ${declaration}.total_usd / ${declaration}.total_declared, 2)
  WHEN ${payment}.currency = 'USD' THEN ${payment}.amount
  WHEN ${payment}.currency = 'CNY' AND ${declaration}.total_cny > 0
    THEN round(${payment}.amount * ${declaration}.total_usd / ${declaration}.total_cny, 2)
  ELSE (SELECT round(${payment}.amount * r.to_usd, 2) FROM customs_rate r
    WHERE r.month = ${declaration}.valuation ->> 'month' AND r.currency = ${payment}.currency AND r.replaced_at IS NULL) END, 0)`;

/** SQL of the declared total in USD of declaration `declaration` at an instant: an amendment counts from its decision on. */
export const declaredUsd = (declaration: string, at: string): string => `coalesce(
  (SELECT (v.totals ->> 'usd')::numeric FROM declaration_version v
   WHERE v.declaration_id = ${declaration}.id AND v.replaced_at > ${at} ORDER BY v.version LIMIT 1), ${declaration}.total_usd)`;

/**
 * SQL of the declared total in USD at an instant of an episode that ended with a refiling: by its amendments, else as it was
 * filed. A submission keeps its FOB value; what that is of the total is taken from the declaration as it is now.
 */
export const episodeUsd = (declaration: string, at: string, endedAt: string): string => `coalesce(
  (SELECT (v.totals ->> 'usd')::numeric FROM declaration_version v WHERE v.declaration_id = ${declaration}.id
     AND v.replaced_at > ${at} AND v.replaced_at < ${endedAt} ORDER BY v.version LIMIT 1),
  (SELECT round(s.fob_usd * ${declaration}.total_usd / nullif(${declaration}.fob_usd, 0), 2) FROM submission s
   WHERE s.declaration_id = ${declaration}.id AND s.submitted_at < ${endedAt} ORDER BY s.number DESC LIMIT 1), ${declaration}.total_usd)`;

const START_OF = (day: string): string => `(${day}::timestamp AT TIME ZONE 'Asia/Shanghai')`;
const DAY_OF = (instant: string): string => `(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;

/**
 * The day from whose beginning on the payments make up the declared value, less the tolerance they were recorded with: that of
 * the payment that completes it, or the day after the amendment that lowers it. What is amended afterwards opens nothing again.
 */
const paidUpOn = (valueAt: (instant: string) => string): string => `
  SELECT min(step.day) FROM (
    SELECT ${START_OF('t.day')} AS at, t.day, sum(${paymentUsdSql('p', 'c')}) AS paid, max(coalesce(p.tolerance_percent, 5)) AS tolerance
    FROM (SELECT received_on AS day FROM fx_receipt WHERE declaration_id = c.id
      UNION SELECT ${DAY_OF('replaced_at')} + 1 FROM declaration_version WHERE declaration_id = c.id) t
    JOIN fx_receipt p ON p.declaration_id = c.id AND p.received_on <= t.day
    GROUP BY t.day) step
  WHERE step.paid >= ${valueAt('step.at')} * (1 - step.tolerance / 100)`;
const PAID_UP_ON = paidUpOn((instant) => declaredUsd('c', instant));

/** A filing counts that is not older than the closing: until that there is nothing to be exempt. */
const EXEMPTION_FILED_ON = `
  SELECT min(x.filed_on) FROM exemption_filing x
  WHERE x.declaration_id = c.id AND (c.closed_at IS NULL OR x.filed_on >= ${DAY_OF('c.closed_at')})`;

/**
 * SQL of what was filed and paid for an episode `past` of declaration `c` that was closed and then filed again: for its own
 * closing, and for its own value.
 */
export const EPISODE_EXEMPTION_FILED_ON = `(SELECT min(x.filed_on) FROM exemption_filing x
  WHERE x.declaration_id = c.id AND x.filed_on >= ${DAY_OF('past."closedAt"')})`;
export const EPISODE_PAID_UP_ON = `(${paidUpOn((instant) => episodeUsd('c', instant, 'past."endedAt"'))})`;

/** SQL of `id, filed_on, paid_on` for each row of `declaration c` that `where` names: what was filed and paid for it. */
export const obligationsOf = (where: string): string =>
  `SELECT c.id, (${EXEMPTION_FILED_ON}) AS filed_on, (${PAID_UP_ON}) AS paid_on FROM declaration c WHERE ${where}`;

/**
 * Writes into the rows of these declarations what was filed and paid for them, from the facts, so that what is still owed
 * is found by an index. The caller holds their locks. Returns how many rows said otherwise.
 */
export function noteObligations(tx: Tx, declarationIds: readonly string[]): Promise<number> {
  return tx.run(
    `UPDATE declaration d SET exemption_filed_on = f.filed_on, paid_up_on = f.paid_on
     FROM (${obligationsOf('c.id = ANY ($1::uuid[])')}) f
     WHERE d.id = f.id AND (d.exemption_filed_on, d.paid_up_on) IS DISTINCT FROM (f.filed_on, f.paid_on)`,
    [declarationIds],
  );
}
