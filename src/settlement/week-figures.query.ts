import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { daysOfWeek, lastInstantOf, type Week } from '../vocabulary/period.js';
import { spanOfWeek } from './domain/due.js';
import { type FoundFigures, type Statement, statementOf } from './domain/statement.js';

const WEEK_OF = `to_char(stat_day, 'IYYY"-W"IW')`;
const BROKER = `coalesce(broker_id::text, '') AS broker`;
const STAGED = (stage: string, time: string) => `
    SELECT broker_id, '${stage}', id, 1, coalesce(fob_cny, 0), coalesce(fob_usd, 0) FROM declaration
    WHERE market = $5 AND ${time} >= $7::timestamptz AND ${time} < $8::timestamptz
      AND (cancelled_at IS NULL OR cancelled_at >= $8::timestamptz)`;

/** Every grouping is made twice, by firm and over all: broker '' is the market. Sums of counts stay right either way. */
const FIGURES = `
  fact AS MATERIALIZED (
    SELECT broker_id, declaration_id, country, ${WEEK_OF} AS of_week, declarations, declarations_by_country, value_cny,
      value_usd, net_weight_kg
    FROM export_fact WHERE market = $5 AND settlement_week = $6),
  line AS (
    SELECT ${BROKER}, CASE WHEN of_week = $6 THEN 'week' ELSE 'adjustment' END AS line, of_week, country,
      sum(declarations_by_country)::integer AS declarations, sum(value_cny) AS cny, sum(value_usd) AS usd, sum(net_weight_kg) AS kg
    FROM fact GROUP BY GROUPING SETS ((broker_id, of_week, country), (of_week, country))
    HAVING sum(declarations_by_country) <> 0 OR sum(value_cny) <> 0 OR sum(value_usd) <> 0 OR sum(net_weight_kg) <> 0),
  staged (broker_id, stage, id, declarations, cny, usd) AS (
    ${STAGED('declared', 'filed_at')} UNION ALL ${STAGED('released', 'released_at')} UNION ALL
    SELECT broker_id, CASE WHEN of_week = $6 THEN 'closed' ELSE 'adjustments' END, declaration_id, sum(declarations)::integer,
      sum(value_cny), sum(value_usd)
    FROM fact GROUP BY broker_id, declaration_id, of_week = $6),
  boxes AS (
    SELECT ${BROKER}, stage, count(DISTINCT c.number)::integer AS containers
    FROM staged JOIN (SELECT declaration_id, number FROM declaration_container) c ON c.declaration_id = staged.id
    WHERE staged.declarations > 0 GROUP BY GROUPING SETS ((broker_id, stage), (stage))),
  stage AS (
    SELECT ${BROKER}, stage, sum(declarations)::integer AS declarations, sum(cny) AS cny, sum(usd) AS usd
    FROM staged GROUP BY GROUPING SETS ((broker_id, stage), (stage))),
  waiting AS (
    SELECT ${BROKER}, kind, count(*)::integer AS items
    FROM item GROUP BY GROUPING SETS ((broker_id, kind), (kind)) HAVING grouping(broker_id) = 1 OR broker_id IS NOT NULL),
  figures AS (
    SELECT s.broker, jsonb_object_agg(s.stage, jsonb_build_object('declarations', s.declarations,
      'containers', coalesce(b.containers, 0), 'valueCny', s.cny::text, 'valueUsd', s.usd::text)) AS stages
    FROM stage s LEFT JOIN boxes b ON b.broker = s.broker AND b.stage = s.stage GROUP BY s.broker),
  lines AS (
    SELECT broker, jsonb_agg(jsonb_build_object('line', line, 'ofWeek', of_week, 'country', country, 'declarations', declarations,
      'valueCny', cny::text, 'valueUsd', usd::text, 'netWeightKg', trim_scale(kg)::text)
      ORDER BY line COLLATE "C", of_week COLLATE "C", country COLLATE "C") AS lines
    FROM line GROUP BY broker),
  open AS (SELECT broker, jsonb_object_agg(kind, items) AS items FROM waiting GROUP BY broker)
  SELECT nullif(broker, '') AS broker, stages, lines, open.items AS "openItems"
  FROM (SELECT '' AS broker UNION SELECT broker FROM figures UNION SELECT broker FROM lines UNION SELECT broker FROM open) w
  LEFT JOIN figures USING (broker) LEFT JOIN lines USING (broker) LEFT JOIN open USING (broker)
  ORDER BY broker`;

/**
 * The statements of a week: one for the market (broker null, first) and one for every firm that declared, closed or left
 * anything open. One statement to the database for all firms. What was booked is read from the book, by the week it was
 * booked into: the caller has closed the week, so that it cannot change any more.
 */
export async function weekStatements(
  tx: Tx,
  market: FollowedMarket,
  week: Week,
): Promise<{ broker: string | null; statement: Statement }[]> {
  const { from, to } = spanOfWeek(week);
  const { sql, params } = openItemTables({ markets: [market], until: lastInstantOf(daysOfWeek(week)[1]) });
  const rows = await tx.rows<FoundFigures & { broker: string | null }>(`${sql}, ${FIGURES}`, [
    ...params,
    market.code,
    week,
    from,
    to,
  ]);
  return rows.map(({ broker, ...found }) => ({ broker, statement: statementOf(found) }));
}
