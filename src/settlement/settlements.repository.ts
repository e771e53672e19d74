import { recordEvents } from '../domain-events/record-events.js';
import type { Tx } from '../platform/database/tx.js';
import type { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import type { FollowedMarket } from '../open-items/domain/item-rule.js';
import type { Instant, Week } from '../vocabulary/period.js';
import { MARKET_ROW } from './statement-text.query.js';
import { withoutFailingFirms } from './failing-firms.query.js';
import { weekTables } from './week-tables.query.js';

export interface Freezing {
  readonly market: FollowedMarket;
  readonly week: Week;
  /** 1 for the settlement of the week; later runs state the firms that were set aside. */
  readonly run: number;
  readonly now: Instant;
}

/** What a run has frozen. */
export interface Frozen {
  readonly statements: number;
  /** Firms set aside by this run. */
  readonly parked: number;
  /** SHA-256 over the digests of its statements, the market's first, then by firm, one a line. */
  readonly digest: string;
}

/** The first eight of the last twelve digits number the rows, so that ids rise in the order of the statements. */
const ID = `(left($12, 24) || lpad(to_hex(s.place), 8, '0') || right($12, 4))::uuid`;

/**
 * The first run states the market and every firm; each later one the firms that have no statement yet, and nobody twice. What
 * is bad is set aside with its reason and stops nobody else. One statement: figures, digests and rows are made and kept where
 * they lie, and all of them see the same snapshot.
 */
const FREEZE = `,
  fresh AS MATERIALIZED (
    SELECT s.firm, ${ID} AS id, s.figures, s.digest
    FROM stated s
    WHERE NOT EXISTS (SELECT 1 FROM bad b WHERE b.firm = s.firm)
      AND NOT EXISTS (SELECT 1 FROM settlement e WHERE e.market = $5 AND e.week = $6
        AND coalesce(e.broker_id, ${MARKET_ROW}) = s.firm)),
  frozen AS (
    INSERT INTO settlement (id, market, week, run, broker_id, broker_name, statement, digest, finished_at)
    SELECT f.id, $5, $6, $13::integer, o.id, o.name, f.figures::jsonb, f.digest, $14::timestamptz
    FROM fresh f LEFT JOIN organisation o ON o.id = f.firm),
  lines AS (
    INSERT INTO settlement_line (settlement_id, line, of_week, country, declarations, value_cny, value_usd, net_weight_kg)
    SELECT f.id, CASE WHEN l.of_week = $6 THEN 'week' ELSE 'adjustment' END, l.of_week, l.country, l.declarations, l.cny, l.usd, l.kg
    FROM line l JOIN fresh f ON f.firm = l.firm),
  steps AS (
    INSERT INTO settlement_step (market, week, run, step, broker_id, declaration_id, declarations, value_cny, value_usd)
    SELECT $5, $6, $13::integer, s.step, s.firm, s.id, s.declarations, s.cny, s.usd
    FROM step s WHERE $13::integer = 1 OR s.firm IN (SELECT firm FROM fresh)
    ORDER BY s.step, s.firm, s.id),
  parked AS (
    INSERT INTO settlement_parked (market, week, broker_id, reason, detail, declarations, declaration_id, parked_at)
    SELECT $5, $6, firm, reason, detail, declarations, id, $14::timestamptz FROM bad
    ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::integer AS statements, (SELECT count(*) FROM parked)::integer AS parked,
    encode(sha256(convert_to(coalesce(string_agg(digest, chr(10) ORDER BY firm), ''), 'UTF8')), 'hex') AS digest
  FROM fresh`;

/** Freezes the statements of a week. The caller has closed it, so that what is booked into it cannot change any more. */
export function freezeStatements(tx: Tx, { run, ...week }: Freezing): Promise<Frozen> {
  return withoutFailingFirms(tx, { ...week, asKnownNow: false }, async (question) => {
    const { sql, params } = weekTables(question);
    const frozen = await tx.one<Frozen>(sql + FREEZE, [...params, newId(), run, question.now]);
    if (!frozen) throw new Error('A SELECT without GROUP BY gave no row.');
    return frozen;
  });
}

/** Records that the statements of one run are finished. */
export async function recordStatementEvents(
  tx: Tx,
  clock: Clock,
  { market, week, run }: Pick<Freezing, 'run'> & { market: string; week: Week },
): Promise<void> {
  const statements = await tx.rows<{ id: string }>(
    'SELECT id FROM settlement WHERE market = $1 AND week = $2 AND run = $3 ORDER BY id',
    [market, week, run],
  );
  await recordEvents(
    tx,
    clock,
    statements.map(({ id }) => ({ type: 'settlement.finished', subjectId: id, data: {} })),
  );
}
