/**
 * A table of the sums of a week: firms whose data are bad, each with the first of the declarations that show it. A second look is taken at the doubtful only.
 * `failing` is asked with: who has to be left out of `item`; null is what belongs to no firm, as in `waiting`.
 */
export const BAD = `
  failing AS MATERIALIZED (
    SELECT o.id AS firm, u.reason AS detail
    FROM jsonb_to_recordset($11::jsonb) AS u (firm uuid, reason text) LEFT JOIN organisation o ON o.id = u.firm),
  bad AS MATERIALIZED (
    SELECT DISTINCT ON (firm) firm, reason, count(id) OVER (PARTITION BY firm, reason) AS declarations, id, detail
    FROM (
      SELECT firm, 'open-items-failed' AS reason, 0 AS rank, NULL::uuid AS id, detail FROM failing
      UNION ALL
      SELECT f.broker_id, 'firm-unknown', 1, f.declaration_id, NULL
      FROM (SELECT firm FROM firm_line WHERE NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = firm) GROUP BY firm) u
      JOIN fact f ON f.broker_id = u.firm
      UNION ALL
      SELECT firm, 'value-missing', 2, id, NULL FROM moved WHERE unvalued
      UNION ALL
      SELECT m.firm, 'book-differs', 3, m.id, NULL
      FROM moved m LEFT JOIN declaration d ON d.id = m.id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(f.value_cny), 0) AS cny, coalesce(sum(f.value_usd), 0) AS usd
        FROM export_fact f WHERE f.declaration_id = m.id) held
      WHERE m.doubtful AND (held.cny IS DISTINCT FROM CASE WHEN d.status = 'closed' THEN d.fob_cny ELSE 0 END
        OR held.usd IS DISTINCT FROM CASE WHEN d.status = 'closed' THEN d.fob_usd ELSE 0 END)) b
    ORDER BY firm, rank, id)`;
