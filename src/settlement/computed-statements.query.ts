import type { Tx } from '../platform/database/tx.js';
import type { Figures, ExcludedFirm, StatementLine } from './domain/statement.js';
import { linesOf } from './statement-lines.query.js';
import { MARKET_ROW } from './statement-digest.query.js';
import { roomForSums, type WeekQuestion, weekSums } from './week-sums.query.js';

/** A statement that is not kept; broker null is the market's. */
export interface ComputedStatement {
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly figures: Figures;
  readonly lines: readonly StatementLine[];
  readonly digest: string;
}

export interface ComputedStatements {
  /** The market's first, then by firm. */
  readonly statements: readonly ComputedStatement[];
  /** Firms that would get no statement. */
  readonly excluded: readonly ExcludedFirm[];
}

type Row = ComputedStatement & { readonly excluded: readonly ExcludedFirm[] };

/** The statements of a week as they would be made now, in one statement to the database. Nothing is written. */
export async function computeStatements(tx: Tx, asked: WeekQuestion): Promise<ComputedStatements> {
  await roomForSums(tx);
  const rows = await computed(tx, asked);
  return { statements: rows.map(({ excluded: _, ...row }) => row), excluded: rows[0]?.excluded ?? [] };
}

/** A firm without its open items would look as if it had none, and is left out. */
function computed(tx: Tx, question: WeekQuestion): Promise<Row[]> {
  const { sql, params } = weekSums(question);
  return tx.rows<Row>(
    `${sql} SELECT nullif(s.firm, ${MARKET_ROW}) AS broker, o.name AS "brokerName", s.figures::jsonb AS figures, ${linesOf('statement_line l WHERE l.firm = s.firm')} AS lines, s.digest,
       CASE WHEN s.firm = ${MARKET_ROW} THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('broker', firm, 'reason', reason,
         'detail', detail, 'declarations', declarations, 'declarationId', id) ORDER BY firm), '[]') FROM bad) END AS excluded
     FROM stated s LEFT JOIN organisation o ON o.id = s.firm
     WHERE NOT EXISTS (SELECT 1 FROM failing u WHERE u.firm = s.firm) ORDER BY s.firm`,
    params,
  );
}
