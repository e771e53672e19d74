import type { Tx } from '../platform/database/tx.js';
import type { Instant, Week } from '../vocabulary/period.js';
import type { Figures, Statement, StatementLine } from './domain/statement.js';
import { linesOf } from './statement-lines.query.js';

/** A frozen statement without its lines; broker null is the whole market's. */
export interface StatementHead extends Figures {
  readonly id: string;
  readonly market: string;
  readonly week: Week;
  /** The run that froze it: 1, or a later one for a firm whose data had to be put right first. */
  readonly run: number;
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly digest: string;
  readonly finishedAt: Instant;
}

const LINES = linesOf('settlement_line l WHERE l.settlement_id = s.id');

const headWith = (more = '') => `
  SELECT s.id, s.market, s.week, s.run, s.broker_id AS broker, coalesce(s.broker_name, o.name) AS "brokerName", s.digest,
    s.finished_at AS "finishedAt", s.statement AS figures${more}
  FROM settlement s LEFT JOIN organisation o ON o.id = s.broker_id`;
const HEAD = headWith();

type HeadRow = Omit<StatementHead, keyof Figures> & { readonly figures: Figures };

const headOf = ({ figures, ...row }: HeadRow): StatementHead => ({ ...row, ...figures });

export interface StatementsQuestion {
  /** Null for all markets. */
  readonly markets: readonly string[] | null;
  readonly week: Week | null;
  readonly broker: string | null;
  /** Week and id of the last statement of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Statements the actor may see, the latest week first; within a week in the order they were written, the market's first. */
export async function statementHeads(tx: Tx, asked: StatementsQuestion): Promise<StatementHead[]> {
  const [week = null, id = null] = asked.after ?? [];
  const rows = await tx.rows<HeadRow>(
    `${HEAD} WHERE own_row_of_market(s.broker_id, s.market) AND ($1::text[] IS NULL OR s.market = ANY ($1)) AND ($2::text IS NULL OR s.week = $2)
       AND ($3::uuid IS NULL OR s.broker_id = $3) AND ($4::text IS NULL OR s.week < $4 OR (s.week = $4 AND s.id > $5::uuid))
     ORDER BY s.week DESC, s.id LIMIT $6`,
    [asked.markets, asked.week, asked.broker, week, id, asked.limit],
  );
  return rows.map(headOf);
}

/** A statement of one of these markets (null: of every market) that the actor may see, or null. */
export async function statementHead(
  tx: Tx,
  id: string,
  markets: readonly string[] | null,
): Promise<StatementHead | null> {
  const row = await tx.one<HeadRow>(
    `${HEAD} WHERE s.id = $1 AND own_row_of_market(s.broker_id, s.market) AND ($2::text[] IS NULL OR s.market = ANY ($2))`,
    [id, markets],
  );
  return row === null ? null : headOf(row);
}

/** The lines of a statement, in the order the digest was made in. */
export async function statementLines(tx: Tx, id: string): Promise<readonly StatementLine[]> {
  const row = await tx.one<{ lines: StatementLine[] }>(`SELECT ${LINES} AS lines FROM settlement s WHERE s.id = $1`, [
    id,
  ]);
  return row?.lines ?? [];
}

/** The market's own figures of a settled week, or null. */
export async function marketFigures(tx: Tx, market: string, week: Week): Promise<Figures | null> {
  const row = await tx.one<{ figures: Figures }>(
    'SELECT statement AS figures FROM settlement WHERE market = $1 AND week = $2 AND broker_id IS NULL',
    [market, week],
  );
  return row && row.figures;
}

export interface FrozenStatement {
  readonly broker: string | null;
  readonly brokerName: string | null;
  readonly digest: string;
  readonly finishedAt: Instant;
  /** With its lines where its digest is not among those asked about, otherwise null. */
  readonly statement: Statement | null;
}

/** All frozen statements of a week, the market's first; in full only those whose digest is not among these. */
export async function frozenStatements(tx: Tx, market: string, week: Week, digests: readonly string[]) {
  const rows = await tx.rows<HeadRow & { lines: StatementLine[] | null }>(
    `${headWith(`, CASE WHEN s.digest <> ALL ($3::text[]) THEN ${LINES} END AS lines`)}
     WHERE s.market = $1 AND s.week = $2 ORDER BY s.broker_id NULLS FIRST`,
    [market, week, digests],
  );
  return rows.map(({ figures, lines, ...row }): FrozenStatement => ({
    ...row,
    statement: lines && { ...figures, lines },
  }));
}
