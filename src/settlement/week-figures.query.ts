import type { Tx } from '../platform/database/tx.js';
import type { Figures, ExcludedFirm, StatementLine } from './domain/statement.js';
import { MARKET_ROW } from './statement-text.query.js';
import { roomForSums, type WeekQuestion, weekTables } from './week-tables.query.js';

/** A statement that is not kept; broker null is the market's. */
export interface Computed {
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly figures: Figures;
  readonly lines: readonly StatementLine[];
  readonly digest: string;
}

export interface WeekFigures {
  /** The market's first, then by firm. */
  readonly statements: readonly Computed[];
  /** Firms that would get no statement. */
  readonly excluded: readonly ExcludedFirm[];
}

const LINES = `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('line', CASE WHEN l.of_week = $6 THEN 'week' ELSE 'adjustment' END, 'ofWeek', l.of_week,
     'country', l.country, 'declarations', l.declarations, 'valueCny', l.cny::text, 'valueUsd', l.usd::text,
     'netWeightKg', trim_scale(l.kg)::text) ORDER BY l.of_week = $6, l.of_week COLLATE "C", l.country COLLATE "C"), '[]')
   FROM line l WHERE l.firm = s.firm)`;

type Row = Computed & { readonly excluded: readonly ExcludedFirm[] };

/** The statements of a week as they would be made now, in one statement to the database. Nothing is written. */
export async function weekFigures(tx: Tx, asked: WeekQuestion): Promise<WeekFigures> {
  await roomForSums(tx);
  const rows = await computed(tx, asked);
  return { statements: rows.map(({ excluded: _, ...row }) => row), excluded: rows[0]?.excluded ?? [] };
}

/** A firm without its open items would look as if it had none, and is left out. */
function computed(tx: Tx, question: WeekQuestion): Promise<Row[]> {
  const { sql, params } = weekTables(question);
  return tx.rows<Row>(
    `${sql} SELECT nullif(s.firm, ${MARKET_ROW}) AS broker, o.name AS "brokerName", s.figures::jsonb AS figures, ${LINES} AS lines, s.digest,
       CASE WHEN s.firm = ${MARKET_ROW} THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('broker', firm, 'reason', reason,
         'detail', detail, 'declarations', declarations, 'declarationId', id) ORDER BY firm), '[]') FROM bad) END AS excluded
     FROM stated s LEFT JOIN organisation o ON o.id = s.firm
     WHERE NOT EXISTS (SELECT 1 FROM failing u WHERE u.firm = s.firm) ORDER BY s.firm`,
    params,
  );
}
