import type { Tx } from '../platform/database/tx.js';
import { newId } from '../vocabulary/id.js';
import { FIGURES, SUM_FIGURES } from './domain/figures.js';
import type { ExcludedFirm } from './domain/statement.js';
import { LINE_COLUMNS } from './statement-lines.query.js';
import { MARKET_ROW } from './statement-digest.query.js';
import { roomForSums, type WeekQuestion, weekSums } from './week-sums.query.js';

/** What a run has frozen. */
export interface FrozenStatements {
  readonly statements: number;
  readonly ids: readonly string[];
  /** Firms that got no statement. */
  readonly excluded: readonly ExcludedFirm[];
  /** SHA-256 over the digests of its statements, the market's first, then by firm, one a line. */
  readonly digest: string;
}

/** The first eight of the last twelve digits number the rows, so that ids rise in the order of the statements. */
const ID = `(left($12, 24) || lpad(to_hex(s.place), 8, '0') || right($12, 4))::uuid`;

/**
 * The first run states the market and every firm; each later one the firms that have no statement yet, and nobody twice. What
 * is bad is left out with its reason and stops nobody else. One statement: figures, digests and rows are made and kept where
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
    INSERT INTO settlement_line (settlement_id, ${LINE_COLUMNS})
    SELECT f.id, ${LINE_COLUMNS} FROM statement_line l JOIN fresh f ON f.firm = l.firm),
  steps AS (
    INSERT INTO settlement_step (market, week, run, step, broker_id, declaration_id, ${SUM_FIGURES.map((name) => FIGURES[name].column).join(', ')})
    SELECT $5, $6, $13::integer, s.step, s.firm, s.id, ${SUM_FIGURES.map((name) => `s.${FIGURES[name].sum}`).join(', ')}
    FROM step s WHERE $13::integer = 1 OR s.firm IN (SELECT firm FROM fresh)
    ORDER BY s.step, s.firm, s.id)
  SELECT count(*)::integer AS statements, coalesce(array_agg(id ORDER BY id), '{}') AS ids,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('broker', firm, 'reason', reason, 'detail', detail, 'declarations', declarations,
      'declarationId', id) ORDER BY firm), '[]') FROM bad) AS excluded,
    encode(sha256(convert_to(coalesce(string_agg(digest, chr(10) ORDER BY firm), ''), 'UTF8')), 'hex') AS digest
  FROM fresh`;

/** Freezes the statements of a week. The caller has closed it, so that what is posted into it cannot change any more. */
export async function freezeStatements(tx: Tx, question: WeekQuestion): Promise<FrozenStatements> {
  await roomForSums(tx);
  const run = await tx.one<{ run: number }>(
    'SELECT coalesce(max(run), 0) + 1 AS run FROM settlement WHERE market = $1 AND week = $2',
    [question.market.code, question.week],
  );
  const { sql, params } = weekSums(question);
  const frozen = await tx.one<FrozenStatements>(sql + FREEZE, [...params, newId(), run?.run ?? 1, question.now]);
  if (!frozen) throw new Error('A SELECT without GROUP BY gave no row.');
  return frozen;
}
