/**
 * The same statements as a good SQL author would write them for one occasion, in one statement, into tables of the same shape
 * with the same keys: stages with containers, bridge, ladder, lines, open items of every kind, the declarations behind
 * every step, per firm and for the market, with a digest each.
 *
 * It leaves out what makes a settlement one: the lock that keeps writers out, the period ledger, the audit entry, row-level
 * security, the look for firms with bad data, firms stated already, the judgement of open items by settings and calendar,
 * declarations filed again after a return, and zeros where a firm has nothing. Its digests are over PostgreSQL's own text.
 *
 * Parameters: market, week, its first and last instant (half-open), its Monday and Sunday, the instant at which things are open.
 */
const OPEN_DECLARATIONS = `
  SELECT broker_id, v.kind FROM declaration CROSS JOIN LATERAL (VALUES
    ('submitted-without-receipt', filed_at, least(accepted_at, inspecting_at, released_at, closed_at, returned_at, cancelled_at)),
    ('returned-not-refiled', returned_at, cancelled_at),
    ('inspection-unfinished', inspecting_at, least(released_at, closed_at, returned_at, cancelled_at)),
    ('released-not-closed', released_at, least(closed_at, returned_at, cancelled_at))) AS v (kind, since, till)
  WHERE market = $1 AND status <> 'draft' AND (closed_at IS NULL OR closed_at > $7) AND since <= $7 AND (till IS NULL OR till > $7)`;
const OWED = `
  SELECT d.broker_id, v.kind FROM declaration d
  LEFT JOIN exemption_filing x ON x.declaration_id = d.id
  LEFT JOIN (SELECT declaration_id, min(received_on) AS received_on FROM fx_receipt GROUP BY 1) r ON r.declaration_id = d.id
  CROSS JOIN LATERAL (VALUES ('exemption-filing-due', x.filed_on), ('fx-receipt-missing', r.received_on)) AS v (kind, done_on)
  WHERE d.market = $1 AND d.closed_at <= $7 AND (d.cancelled_at IS NULL OR d.cancelled_at > $7)
    AND (v.done_on IS NULL OR v.done_on::timestamp AT TIME ZONE 'Asia/Shanghai' > $7)`;
const OPEN_REST = `
  SELECT broker_id, v.kind FROM shipment CROSS JOIN LATERAL (VALUES
    ('opened-not-resealed', opened_at, least(resealed_at, departed_at)),
    ('released-not-left', released_at, least(left_at, loaded_at, departed_at)),
    ('left-not-loaded', left_at, least(loaded_at, departed_at))) AS v (kind, since, till)
  WHERE market = $1 AND since <= $7 AND (till IS NULL OR till > $7)
  UNION ALL
  SELECT coalesce(r.broker_id, r.given_broker_id), 'receipt-parked' FROM receipt r LEFT JOIN declaration d ON d.id = r.declaration_id
  WHERE r.parked_reason IS NOT NULL AND r.received_at <= $7 AND d.market = $1`;

const SUMS = (of: string, condition = 'true') =>
  `jsonb_build_object('declarations', count(*) FILTER (WHERE ${condition}), 'valueCny', coalesce(sum(${of}cny) FILTER (WHERE ${condition}), 0)::text,
    'valueUsd', coalesce(sum(${of}usd) FILTER (WHERE ${condition}), 0)::text)`;

export const BASELINE = `
  WITH fact AS MATERIALIZED (
    SELECT broker_id, declaration_id, country, cause, declarations, declarations_by_country, value_cny, value_usd, net_weight_kg,
      stat_day BETWEEN $5::date AND $6::date AS own, stat_day
    FROM export_fact WHERE market = $1 AND settlement_week = $2),
  closing AS (
    SELECT broker_id, declaration_id, sum(value_cny) AS cny, sum(value_usd) AS usd FROM fact WHERE own GROUP BY 1, 2 HAVING sum(declarations) = 1),
  moved AS MATERIALIZED (
    SELECT coalesce(d.id, c.declaration_id) AS id, coalesce(d.broker_id, c.broker_id) AS broker_id, d.declared IS TRUE AS declared,
      d.released IS TRUE AS released, c.declaration_id IS NOT NULL AS closed, d.fob_cny AS cny, d.fob_usd AS usd,
      c.cny AS closed_cny, c.usd AS closed_usd
    FROM (
      SELECT id, broker_id, fob_cny, fob_usd, filed_at >= $3 AND filed_at < $4 AS declared, released_at >= $3 AND released_at < $4 AS released
      FROM declaration WHERE market = $1 AND (filed_at >= $3 AND filed_at < $4 OR released_at >= $3 AND released_at < $4)
        AND (cancelled_at IS NULL OR cancelled_at >= $4)) d
    FULL JOIN closing c ON c.declaration_id = d.id),
  step AS MATERIALIZED (
    SELECT 'not-released' AS step, broker_id, id, -1 AS n, -cny AS cny, -usd AS usd FROM moved WHERE declared AND NOT released
    UNION ALL SELECT 'declared-earlier', broker_id, id, 1, cny, usd FROM moved WHERE released AND NOT declared
    UNION ALL SELECT 'not-closed', broker_id, id, -1, -cny, -usd FROM moved WHERE released AND NOT closed
    UNION ALL SELECT 'released-earlier', broker_id, id, 1, closed_cny, closed_usd FROM moved WHERE closed AND NOT released
    UNION ALL SELECT 'book-differs', broker_id, id, 0, closed_cny - cny, closed_usd - usd FROM moved WHERE released AND closed AND closed_cny <> cny
    UNION ALL SELECT CASE cause WHEN 'closing' THEN 'late-closing' ELSE cause END, broker_id, declaration_id, sum(declarations),
      sum(value_cny), sum(value_usd) FROM fact WHERE NOT own GROUP BY 1, 2, 3),
  firm_line AS MATERIALIZED (
    SELECT broker_id, CASE WHEN own THEN $2 ELSE to_char(stat_day, 'IYYY"-W"IW') END AS of_week, country, sum(declarations_by_country) AS n,
      sum(value_cny) AS cny, sum(value_usd) AS usd, sum(net_weight_kg) AS kg FROM fact GROUP BY 1, 2, 3),
  line AS MATERIALIZED (
    SELECT * FROM firm_line UNION ALL SELECT NULL, of_week, country, sum(n), sum(cny), sum(usd), sum(kg) FROM firm_line GROUP BY 2, 3),
  stage AS (
    SELECT broker_id, jsonb_build_object('declared', ${SUMS('', 'declared')}, 'released', ${SUMS('', 'released')}, 'closed', ${SUMS('closed_', 'closed')}) AS stages
    FROM moved GROUP BY GROUPING SETS ((broker_id), ())),
  firm_container AS MATERIALIZED (
    SELECT m.broker_id, c.number, bool_or(declared) AS declared, bool_or(released) AS released, bool_or(closed) AS closed
    FROM moved m JOIN declaration_container c ON c.declaration_id = m.id GROUP BY 1, 2),
  container AS (
    SELECT broker_id, jsonb_build_object('declared', count(*) FILTER (WHERE declared), 'released', count(*) FILTER (WHERE released),
      'closed', count(*) FILTER (WHERE closed)) AS containers
    FROM (SELECT * FROM firm_container UNION ALL SELECT NULL, number, bool_or(declared), bool_or(released), bool_or(closed) FROM firm_container GROUP BY number) b
    GROUP BY broker_id),
  bridge AS (
    SELECT broker_id, jsonb_object_agg(step, sums) AS bridge FROM (
      SELECT broker_id, step, jsonb_build_object('declarations', sum(n), 'valueCny', sum(cny)::text, 'valueUsd', sum(usd)::text) AS sums
      FROM step GROUP BY GROUPING SETS ((broker_id, step), (step))) s GROUP BY broker_id),
  lines AS (
    SELECT broker_id, jsonb_agg(jsonb_build_object('ofWeek', of_week, 'country', country, 'declarations', n, 'valueCny', cny::text,
      'valueUsd', usd::text, 'netWeightKg', trim_scale(kg)::text) ORDER BY of_week, country) AS lines FROM line GROUP BY broker_id),
  open AS (
    SELECT broker_id, jsonb_object_agg(kind, n) AS open FROM (
      SELECT broker_id, kind, count(*) AS n FROM (${OPEN_DECLARATIONS} UNION ALL ${OWED} UNION ALL ${OPEN_REST}) i
      GROUP BY GROUPING SETS ((broker_id, kind), (kind))) k GROUP BY broker_id),
  ladder AS (
    SELECT broker_id, jsonb_object_agg(age, sums) AS ladder FROM (
      SELECT broker_id, age, ${SUMS('fob_')} AS sums FROM (
        SELECT broker_id, fob_cny, fob_usd, width_bucket($6::date - (released_at AT TIME ZONE 'Asia/Shanghai')::date, ARRAY[0, 8, 15, 31]) AS age
        FROM declaration WHERE market = $1 AND released_at <= $7 AND (closed_at IS NULL OR closed_at > $7)
          AND (returned_at IS NULL OR returned_at > $7) AND (cancelled_at IS NULL OR cancelled_at > $7)) r
      GROUP BY GROUPING SETS ((broker_id, age), (age))) l GROUP BY broker_id),
  stated AS MATERIALIZED (
    SELECT gen_random_uuid() AS id, s.broker_id, l.lines,
      s.stages || jsonb_build_object('containers', b.containers, 'bridge', r.bridge, 'openItems', o.open, 'releasedNotClosed', a.ladder) AS statement
    FROM stage s LEFT JOIN container b ON b.broker_id IS NOT DISTINCT FROM s.broker_id LEFT JOIN bridge r ON r.broker_id IS NOT DISTINCT FROM s.broker_id
    LEFT JOIN lines l ON l.broker_id IS NOT DISTINCT FROM s.broker_id LEFT JOIN open o ON o.broker_id IS NOT DISTINCT FROM s.broker_id
    LEFT JOIN ladder a ON a.broker_id IS NOT DISTINCT FROM s.broker_id),
  heads AS (
    INSERT INTO base_settlement (id, market, week, broker_id, statement, digest, finished_at)
    SELECT id, $1, $2, broker_id, statement, encode(sha256(convert_to(jsonb_build_object('market', $1::text, 'week', $2::text, 'broker', broker_id,
      'lines', lines, 'statement', statement)::text, 'UTF8')), 'hex'), now() FROM stated),
  rows AS (
    INSERT INTO base_line (settlement_id, line, of_week, country, declarations, value_cny, value_usd, net_weight_kg)
    SELECT t.id, CASE WHEN l.of_week = $2 THEN 'week' ELSE 'adjustment' END, l.of_week, l.country, l.n, l.cny, l.usd, l.kg
    FROM line l JOIN stated t ON coalesce(t.broker_id, $8::uuid) = coalesce(l.broker_id, $8::uuid))
  INSERT INTO base_step (market, week, run, step, broker_id, declaration_id, declarations, value_cny, value_usd)
  SELECT $1, $2, 1, step, broker_id, id, n, cny, usd FROM step ORDER BY step, broker_id, id`;
