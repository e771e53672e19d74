import { AGES, STEPS } from './domain/statement.js';

/** The market's own row among its firms: no organisation has this id. */
export const MARKET_ROW = `'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * The encoding a digest is made over, written by the database: JSON with sorted keys, without white space, amounts as text with
 * two decimals, weights without trailing zeros:
 * { adjustments, bridge, broker (not in the market's), closed, declared, lines, market, openItems, released, releasedNotClosed,
 * settled, week }. It is `canonicalJson` of the answer without id, names, time, run and digest; ids, weeks and codes are plain
 * ASCII, and `to_json` writes the one text that might not be. The digest is its SHA-256 in lower-case hexadecimal.
 */
const SUMS = (declarations: string, cny: string, usd: string) =>
  `'"declarations":' || ${declarations} || ',"valueCny":"' || ${cny} || '","valueUsd":"' || ${usd} || '"}'`;

const STAGE = (stage: string) =>
  `'{"containers":' || coalesce(x.${stage}, 0) || ',' || ${SUMS(`coalesce(s.${stage}, 0)`, `coalesce(s.${stage}_cny, 0.00)`, `coalesce(s.${stage}_usd, 0.00)`)}`;

const listed = (names: readonly string[]) => names.map((name, place) => `(${place}, '${name}')`).join(', ');

const BRIDGE_ORDER = STEPS.map(({ step, from, to }, place) => `(${place}, '${step}', '${from}', '${to}')`).join(', ');

const TOTALS = (of: string, row: string) => `
    SELECT * FROM ${of} UNION ALL SELECT ${row}`;

const ADDED = (columns: readonly string[]) => columns.map((column) => `sum(${column})`).join(', ');
const SUMMED = ['declared', 'declared_cny', 'declared_usd', 'released', 'released_cny', 'released_usd'];

/** The market's rows beside the firms', made from them. */
const WITH_MARKET = `
  stage AS (${TOTALS('firm_stage', `${MARKET_ROW}, ${ADDED([...SUMMED, 'closed', 'closed_cny', 'closed_usd'])} FROM firm_stage`)}),
  stepped AS (${TOTALS('firm_step', `${MARKET_ROW}, step, ${ADDED(['declarations', 'cny', 'usd'])} FROM firm_step GROUP BY step`)}),
  age_band AS (${TOTALS('firm_age', `${MARKET_ROW}, age, ${ADDED(['declarations', 'cny', 'usd'])} FROM firm_age GROUP BY age`)}),
  open AS (
    SELECT firm, kind, items FROM waiting WHERE firm IS NOT NULL
    UNION ALL SELECT ${MARKET_ROW}, kind, sum(items) FROM waiting GROUP BY kind),
  subject AS (
    SELECT ${MARKET_ROW} AS firm UNION SELECT firm FROM firm_stage UNION SELECT firm FROM firm_step UNION SELECT firm FROM firm_line
    UNION SELECT firm FROM waiting WHERE firm IS NOT NULL)`;

const TEXTS = `
  lines_text AS (
    SELECT firm, string_agg('{"country":' || to_json(country) || ',"declarations":' || declarations || ',"line":"'
      || CASE WHEN of_week = $6::text THEN 'week' ELSE 'adjustment' END || '","netWeightKg":"' || trim_scale(kg) || '","ofWeek":"' || of_week
      || '","valueCny":"' || cny || '","valueUsd":"' || usd || '"}', ','
      ORDER BY (of_week = $6::text), of_week COLLATE "C", country COLLATE "C") AS text
    FROM line GROUP BY firm),
  bridge_text AS (
    SELECT w.firm, string_agg('{"declarations":' || coalesce(s.declarations, 0) || ',"from":"' || o.stage || '","step":"' || o.step
      || '","to":"' || o.next || '","valueCny":"' || coalesce(s.cny, 0.00) || '","valueUsd":"' || coalesce(s.usd, 0.00) || '"}', ','
      ORDER BY o.place) AS text,
      coalesce(sum(s.declarations) FILTER (WHERE o.next = 'settled'), 0) AS adjusted,
      coalesce(sum(s.cny) FILTER (WHERE o.next = 'settled'), 0.00) AS adjusted_cny,
      coalesce(sum(s.usd) FILTER (WHERE o.next = 'settled'), 0.00) AS adjusted_usd
    FROM subject w CROSS JOIN (VALUES ${BRIDGE_ORDER}) AS o (place, step, stage, next)
    LEFT JOIN stepped s ON s.firm = w.firm AND s.step = o.step GROUP BY w.firm),
  ladder_text AS (
    SELECT w.firm, string_agg('{"age":"' || o.age || '",' || ${SUMS('coalesce(r.declarations, 0)', 'coalesce(r.cny, 0.00)', 'coalesce(r.usd, 0.00)')}, ','
      ORDER BY o.place) AS text
    FROM subject w CROSS JOIN (VALUES ${listed(AGES.map(({ age }) => age))}) AS o (place, age)
    LEFT JOIN age_band r ON r.firm = w.firm AND r.age = o.age GROUP BY w.firm),
  open_text AS (
    SELECT firm, '{"byKind":{' || string_agg('"' || kind || '":' || items, ',' ORDER BY kind COLLATE "C") || '},"total":' || sum(items) || '}' AS text
    FROM open GROUP BY firm)`;

/** `head`, lines and `tail` are the text of the digest; without the lines they are what is kept beside them. */
export const STATED = `${WITH_MARKET}, ${TEXTS},
  canonical AS (
    SELECT w.firm,
      '{"adjustments":{' || ${SUMS('b.adjusted', 'b.adjusted_cny', 'b.adjusted_usd')} || ',"bridge":[' || b.text || ']' AS opening,
      CASE WHEN w.firm = ${MARKET_ROW} THEN '' ELSE ',"broker":"' || w.firm || '"' END AS broker,
      ',"closed":' || ${STAGE('closed')} || ',"declared":' || ${STAGE('declared')} AS stages,
      ',"lines":[' || coalesce(l.text, '') || '],"market":' || to_json($5::text) AS lines,
      ',"openItems":' || coalesce(o.text, '{"byKind":{},"total":0}') || ',"released":' || ${STAGE('released')}
        || ',"releasedNotClosed":[' || r.text || '],"settled":{' || ${SUMS(
          'coalesce(s.closed, 0) + b.adjusted',
          'coalesce(s.closed_cny, 0.00) + b.adjusted_cny',
          'coalesce(s.closed_usd, 0.00) + b.adjusted_usd',
        )} AS rest
    FROM subject w JOIN bridge_text b ON b.firm = w.firm JOIN ladder_text r ON r.firm = w.firm
    LEFT JOIN stage s ON s.firm = w.firm LEFT JOIN container x ON x.firm = w.firm
    LEFT JOIN lines_text l ON l.firm = w.firm LEFT JOIN open_text o ON o.firm = w.firm),
  stated AS MATERIALIZED (
    SELECT firm, row_number() OVER (ORDER BY firm) AS place, opening || stages || rest || '}' AS figures,
      encode(sha256(convert_to(opening || broker || stages || lines || rest || ',"week":"' || $6::text || '"}', 'UTF8')), 'hex') AS digest
    FROM canonical)`;
