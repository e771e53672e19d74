import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import { type OpenItemQuestion, openItemTables } from '../open-items/open-items.query.js';
import type { FailingFirm } from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { daysOfWeek, type Instant, lastInstantOf, type Week } from '../vocabulary/period.js';
import { BAD } from './bad-firms.query.js';
import { spanOfWeek } from './domain/due.js';
import { COUNTED_STAGES } from './domain/statement.js';
import { MARKET_ROW, STATED } from './statement-digest.query.js';

const NONZERO = 'declarations <> 0 OR cny <> 0 OR usd <> 0 OR kg <> 0';
const WITHIN = (time: string) => `(${time} >= $7::timestamptz AND ${time} < $8::timestamptz)`;

/** SQL of from when on a posting holds; those of before that was kept show it by their cause. */
export const EFFECTIVE_AT = `coalesce(effective_at, CASE WHEN cause IN ('amendment', 'cancellation') THEN posted_at ELSE '-infinity' END)`;

/**
 * One pass over the ledger; everything about facts is summed from here. Most days are the week's own: only others need a name.
 * Known now of a week is what was posted into it, and what was posted later and holds from before its end.
 */
const FACTS = (asKnownNow: boolean) => `
  fact AS MATERIALIZED (
    SELECT broker_id, declaration_id, country, cause, declarations, declarations_by_country, value_cny, value_usd, net_weight_kg,
      CASE WHEN stat_day BETWEEN $9::date AND $10::date THEN $6::text ELSE to_char(stat_day, 'IYYY"-W"IW') END AS of_week
    FROM export_fact
    WHERE market = $5::text AND (settlement_week = $6::text${
      asKnownNow ? ` OR stat_day BETWEEN $9::date AND $10::date AND ${EFFECTIVE_AT} < $8::timestamptz` : ''
    })),
  firm_line AS MATERIALIZED (
    SELECT broker_id AS firm, of_week, country, sum(declarations_by_country) AS declarations, sum(value_cny) AS cny,
      sum(value_usd) AS usd, sum(net_weight_kg) AS kg
    FROM fact GROUP BY broker_id, of_week, country),
  line AS MATERIALIZED (
    SELECT * FROM firm_line WHERE ${NONZERO}
    UNION ALL
    SELECT * FROM (
      SELECT ${MARKET_ROW}, of_week, country, sum(declarations) AS declarations, sum(cny) AS cny, sum(usd) AS usd, sum(kg) AS kg
      FROM firm_line GROUP BY of_week, country) market_line WHERE ${NONZERO})`;

const DECLARED_VALUE = `ARRAY[(valuation #>> '{declared,fobCny}')::numeric, (valuation #>> '{declared,fobUsd}')::numeric]`;

/** Versions replaced since an instant, the first of each declaration: what it said then. */
const REPLACED = (since: string, more = '') =>
  `SELECT DISTINCT ON (declaration_id) declaration_id, ARRAY[(totals ->> 'fobCny')::numeric, (totals ->> 'fobUsd')::numeric] AS fob,
      CASE WHEN valuation -> 'declared' ? 'fobCny' THEN ${DECLARED_VALUE} END AS declared${more}
    FROM declaration_version WHERE ${since} ORDER BY declaration_id, version`;

/**
 * The value that the last submission stated. A subquery of an expression runs for the few rows that need it; a lateral join
 * would start for each of two hundred thousand.
 */
const SUBMITTED_VALUE = (condition = 'true') =>
  `(SELECT ARRAY[s.fob_cny, s.fob_usd] FROM submission s
        WHERE s.declaration_id = declaration.id AND ${condition} ORDER BY s.number DESC LIMIT 1)`;

/** What a declaration was worth until its closing valued it; for those closed before that was recorded, what it was submitted with. */
const VALUE_BEFORE_CLOSING = (condition?: string) =>
  `CASE WHEN valuation -> 'declared' ? 'fobCny' THEN ${DECLARED_VALUE} ELSE ${SUBMITTED_VALUE(condition)} END`;

/** The value of a declaration at an instant: that of a version replaced since, or from before a later closing, or the present one. */
const FOB_THEN = (isClosedSince: string) =>
  ['cny', 'usd']
    .map((unit, at) => {
      const place = `[${String(at + 1)}]`;
      return `coalesce(CASE WHEN ${isClosedSince} THEN v.declared${place} END, v.fob${place}, d.earlier${place}, d.fob_${unit}) AS fob_${unit}`;
    })
    .join(', ');

/**
 * Declarations as they stood at the end of the week: in the episode that had begun by then, with the value and the containers
 * of that time. What was amended, filed again, or valued anew at its closing since then is read from what was kept.
 */
const EPISODES = `
  replaced AS MATERIALIZED (
    ${REPLACED(
      'replaced_at >= $8::timestamptz',
      `, ARRAY(SELECT c ->> 'number' FROM jsonb_array_elements(
        CASE jsonb_typeof(input -> 'containers') WHEN 'array' THEN input -> 'containers' ELSE '[]' END) c) AS containers`,
    )}),
  episode AS (
    SELECT d.id, d.broker_id, d.filed_at, d.released_at, d.closed_at, d.cancelled_at, ${FOB_THEN('d.closed_at >= $8::timestamptz')}, v.containers
    FROM (
      SELECT *, CASE WHEN closed_at >= $8::timestamptz AND valuation ->> 'basis' = 'closing' THEN ${VALUE_BEFORE_CLOSING()} END AS earlier
      FROM declaration) d
    LEFT JOIN replaced v ON v.declaration_id = d.id
    WHERE d.market = $5::text AND (${WITHIN('d.filed_at')} OR ${WITHIN('d.released_at')} OR ${WITHIN('d.closed_at')})
      AND (d.past_episodes IS NULL OR d.filed_at < $8::timestamptz)
    UNION ALL
    SELECT d.id, d.broker_id, p."filedAt", p."releasedAt", p."closedAt", p."cancelledAt", coalesce(s.fob_cny, d.fob_cny),
      coalesce(s.fob_usd, d.fob_usd), s.containers
    FROM declaration d
    CROSS JOIN LATERAL (SELECT *, row_number() OVER (ORDER BY "endedAt" DESC) AS back
      FROM jsonb_to_recordset(d.past_episodes) AS r ("filedAt" timestamptz, "releasedAt" timestamptz, "closedAt" timestamptz,
        "cancelledAt" timestamptz, "endedAt" timestamptz)) p
    LEFT JOIN submission s ON s.declaration_id = d.id
      AND s.number = greatest(1, (SELECT max(l.number) FROM submission l WHERE l.declaration_id = d.id) - p.back)
    WHERE d.market = $5::text AND d.past_episodes IS NOT NULL AND d.filed_at >= $8::timestamptz AND p."endedAt" >= $8::timestamptz
      AND p."filedAt" < $8::timestamptz AND (${WITHIN('p."filedAt"')} OR ${WITHIN('p."releasedAt"')} OR ${WITHIN('p."closedAt"')}))`;

/**
 * One row a declaration that was filed, released or closed in the week. `closing` says what its own row makes of the week's
 * closing, `posted` what the ledger does: where they differ the ledger is read for everything it holds of the declaration.
 */
const MOVED = `${EPISODES},
  posted AS (
    SELECT declaration_id, broker_id, sum(declarations) AS declarations, sum(value_cny) AS cny, sum(value_usd) AS usd
    FROM fact WHERE of_week = $6::text GROUP BY declaration_id, broker_id),
  moved AS MATERIALIZED (
    SELECT coalesce(d.id, b.declaration_id) AS id, coalesce(d.broker_id, b.broker_id) AS firm,
      coalesce(d.declared, false) AS declared, coalesce(d.released, false) AS released,
      coalesce(b.declarations, 0) <> 0 OR coalesce(b.cny, 0) <> 0 OR coalesce(b.usd, 0) <> 0 AS closed,
      coalesce(d.fob_cny, 0.00) AS cny, coalesce(d.fob_usd, 0.00) AS usd, coalesce(b.declarations, 0) AS closed_declarations,
      coalesce(b.cny, 0.00) AS closed_cny, coalesce(b.usd, 0.00) AS closed_usd,
      d.id IS NOT NULL AND (d.fob_cny IS NULL OR d.fob_usd IS NULL) AS unvalued,
      CASE WHEN d.closing THEN d.fob_cny ELSE 0 END IS DISTINCT FROM coalesce(b.cny, 0)
        OR CASE WHEN d.closing THEN d.fob_usd ELSE 0 END IS DISTINCT FROM coalesce(b.usd, 0) AS doubtful, d.containers
    FROM (
      SELECT id, broker_id, fob_cny, fob_usd, containers, ${WITHIN('filed_at')} IS TRUE AS declared,
        ${WITHIN('released_at')} IS TRUE AS released, ${WITHIN('closed_at')} IS TRUE AS closing
      FROM episode WHERE cancelled_at IS NULL OR cancelled_at >= $8::timestamptz) d
    FULL JOIN posted b ON b.declaration_id = d.id)`;

const STEP = (name: string, holds: string, sums: string) =>
  `SELECT '${name}'::text, firm, id, ${sums} FROM moved WHERE ${holds}`;

/** What leads from one stage to the next, declaration by declaration; the bridge is their sum. */
const STEP_ROWS = `
  step (step, firm, id, declarations, cny, usd) AS MATERIALIZED (
    ${STEP('not-released', 'declared AND NOT released', '-1::bigint, -cny, -usd')}
    UNION ALL ${STEP('declared-earlier', 'released AND NOT declared', '1, cny, usd')}
    UNION ALL ${STEP('not-closed', 'released AND NOT closed', '-1, -cny, -usd')}
    UNION ALL ${STEP('released-earlier', 'closed AND NOT released', 'closed_declarations, closed_cny, closed_usd')}
    UNION ALL ${STEP(
      'book-differs',
      'released AND closed AND (closed_declarations <> 1 OR closed_cny <> cny OR closed_usd <> usd)',
      'closed_declarations - 1, closed_cny - cny, closed_usd - usd',
    )}
    UNION ALL
    SELECT CASE cause WHEN 'closing' THEN 'late-closing' ELSE cause END, broker_id, declaration_id, sum(declarations),
      sum(value_cny), sum(value_usd)
    FROM fact WHERE of_week <> $6::text GROUP BY 1, 2, 3
    HAVING sum(declarations) <> 0 OR sum(value_cny) <> 0 OR sum(value_usd) <> 0)`;

/** The sums of a stage, each a column of `stage` with the name of its stage before it. */
const STAGE_SUMS = ['declarations', 'cny', 'usd'];
const STAGE_COLUMNS = COUNTED_STAGES.flatMap((stage) => STAGE_SUMS.map((sum) => `${stage}_${sum}`));

const STAGE = (stage: string, prefix = '') =>
  ['cny', 'usd']
    .map((sum) => `coalesce(sum(${prefix}${sum}) FILTER (WHERE ${stage}), 0.00) AS ${stage}_${sum}`)
    .join(', ');

/** Firms first, then the market from the firms: a second pass over two hundred rows instead of two hundred thousand. */
const SUMS = `
  firm_stage AS MATERIALIZED (
    SELECT firm, count(*) FILTER (WHERE declared) AS declared_declarations, ${STAGE('declared')},
      count(*) FILTER (WHERE released) AS released_declarations, ${STAGE('released')},
      coalesce(sum(closed_declarations) FILTER (WHERE closed), 0) AS closed_declarations, ${STAGE('closed', 'closed_')}
    FROM moved GROUP BY firm),
  stage AS (
    SELECT firm, ${STAGE_COLUMNS.join(', ')} FROM firm_stage
    UNION ALL
    SELECT ${MARKET_ROW}, ${STAGE_COLUMNS.map((column) => `sum(${column})`).join(', ')} FROM firm_stage),
  firm_step AS MATERIALIZED (
    SELECT firm, step, sum(declarations) AS declarations, sum(cny) AS cny, sum(usd) AS usd FROM step GROUP BY firm, step),
  firm_container AS MATERIALIZED (
    SELECT firm, number, bool_or(declared) AS declared, bool_or(released) AS released, bool_or(closed_declarations > 0) AS closed
    FROM (
      SELECT m.firm, c.number, m.declared, m.released, m.closed_declarations
      FROM moved m JOIN declaration_container c ON c.declaration_id = m.id WHERE m.containers IS NULL
      UNION ALL
      SELECT m.firm, c.number, m.declared, m.released, m.closed_declarations
      FROM moved m CROSS JOIN LATERAL unnest(m.containers) AS c (number)) b
    GROUP BY firm, number),
  container AS (
    SELECT firm, count(*) FILTER (WHERE declared) AS declared, count(*) FILTER (WHERE released) AS released,
      count(*) FILTER (WHERE closed) AS closed
    FROM (
      SELECT * FROM firm_container
      UNION ALL
      SELECT ${MARKET_ROW}, number, bool_or(declared), bool_or(released), bool_or(closed) FROM firm_container GROUP BY number) b
    GROUP BY firm)`;

/**
 * Items are counted as they come; of what is released and not closed the declarations are kept, for their age and their value then.
 * `item` is named once, so that nobody computes what is not asked for here. A receipt may name a firm that does not exist:
 * it waits for the market, and belongs to no firm's statement.
 */
const OPEN = `
  waiting AS MATERIALIZED (
    SELECT o.id AS firm, w.kind, w.items, w.ids, w.ages
    FROM (
      SELECT broker_id, kind, count(*) AS items,
        array_agg(subject_id) FILTER (WHERE kind = 'released-not-closed') AS ids,
        array_agg(age_days) FILTER (WHERE kind = 'released-not-closed') AS ages
      FROM item GROUP BY broker_id, kind) w
    LEFT JOIN organisation o ON o.id = w.broker_id),
  replaced_since AS MATERIALIZED (
    ${REPLACED('replaced_at > $3::timestamptz')}),
  firm_age AS MATERIALIZED (
    SELECT w.firm, CASE WHEN u.days <= 7 THEN '0-7' WHEN u.days <= 14 THEN '8-14' WHEN u.days <= 30 THEN '15-30' ELSE '31+' END AS age,
      count(*) AS declarations, sum(d.fob_cny) AS cny, sum(d.fob_usd) AS usd
    FROM waiting w CROSS JOIN LATERAL unnest(w.ids, w.ages) AS u (id, days)
    JOIN LATERAL (
      SELECT ${FOB_THEN('d.closed_at > $3::timestamptz')}
      FROM (
        SELECT id, fob_cny, fob_usd, closed_at,
          CASE WHEN filed_at > $3::timestamptz THEN ${SUBMITTED_VALUE('s.submitted_at <= $3::timestamptz')}
            WHEN closed_at > $3::timestamptz AND valuation ->> 'basis' = 'closing'
            THEN ${VALUE_BEFORE_CLOSING('s.submitted_at <= $3::timestamptz')} END AS earlier
        FROM declaration WHERE id = u.id) d
      LEFT JOIN replaced_since v ON v.declaration_id = d.id) d ON true
    WHERE w.kind = 'released-not-closed' GROUP BY 1, 2)`;

export interface WeekSums {
  /** `WITH …, stated`: one row the market and each firm, ready to be frozen; `line`, `step`, `failing` and `bad` beside it. */
  readonly sql: string;
  /** Own parameters follow from $12 on. */
  readonly params: readonly unknown[];
}

export interface WeekQuestion {
  readonly market: FollowedMarket;
  readonly week: Week;
  /** Before the end of the week only what is known so far counts, and ages are counted to this instant. */
  readonly now: Instant;
  /**
   * False: what is posted into the week, which never changes once it is closed. True: what is known of the week now, also
   * where it was posted into a later one.
   */
  readonly asKnownNow: boolean;
  /** Firms whose open items cannot be counted: they are left out of them, the market's too, and are bad. */
  readonly failing?: readonly FailingFirm[];
}

/** What is open at the end of the week, or now while it has not ended. */
export function openItemsOf({ market, week, now, failing = [] }: WeekQuestion): OpenItemQuestion {
  const end = lastInstantOf(daysOfWeek(week)[1]);
  return { markets: [market], until: now < end ? now : end, withoutFirms: failing.map(({ firm }) => firm) };
}

/**
 * The statements of a week as tables: the market's and one for every firm that declared, released, closed, was adjusted or left
 * anything open. Everything is summed where it lies, in one statement for all firms; digests included.
 */
export function weekSums(question: WeekQuestion): WeekSums {
  const { market, week, asKnownNow, failing = [] } = question;
  const { from, to } = spanOfWeek(week);
  const [monday, sunday] = daysOfWeek(week);
  const { sql, params } = openItemTables(openItemsOf(question));
  const tables = [sql, FACTS(asKnownNow), MOVED, STEP_ROWS, SUMS, OPEN, BAD, STATED].join(',');
  return { sql: tables, params: [...params, market.code, week, from, to, monday, sunday, JSON.stringify(failing)] };
}

/**
 * Sums over a week of a large market are made in memory, and compiling the statement would take longer than running it. The
 * tables of the statement have no statistics, for which PostgreSQL would sort both sides of a join of two hundred thousand rows.
 */
export const roomForSums = (tx: Tx): Promise<number> =>
  tx.run(`SELECT set_config('work_mem', '256MB', true), set_config('jit', 'off', true),
    set_config('enable_mergejoin', 'off', true)`);

/** Fails where the open items of these firms cannot be counted. */
export function judgeOpenItems(tx: Tx, question: WeekQuestion, firms: readonly string[]): Promise<object[]> {
  const { sql, params } = openItemTables({ ...openItemsOf(question), firms });
  return tx.rows<{ count: string }>(
    `${sql}, ${OPEN} SELECT count(*) FROM waiting UNION ALL SELECT count(*) FROM firm_age`,
    params,
  );
}
