import type { Tx } from '../platform/database/tx.js';
import type { Question } from './domain/question.js';
import { type QuestionScope, scopeOf, type Source, sourcesOf, type SqlStatement } from './sources.query.js';

/** One item behind a figure. */
export interface Line {
  readonly day: string;
  readonly id: string;
  readonly declarationId: string;
  readonly version: number | null;
  readonly itemNumber: number;
  readonly hsCode: string;
  readonly name: string;
  readonly chapter: string;
  readonly country: string;
  readonly market: string;
  readonly broker: string;
  readonly currency: string;
  readonly transportMode: string;
  readonly value: string;
  readonly netWeightKg: string;
  /** Why and when it was posted; null where the answer is not read from the ledger. */
  readonly cause: string | null;
  readonly postedAt: string | null;
}

/** Where a page begins: after this day, id and item number. */
export type LinePlace = readonly [day: string, id: string, itemNumber: string];
export const placeOf = (line: Line): LinePlace => [line.day, line.id, String(line.itemNumber)];

export interface LinePage {
  readonly after: LinePlace | null;
  readonly limit: number;
}

/** Up to `limit` items of a question after a place, in a stable order. */
export function readLines(tx: Tx, question: Question, page: LinePage): Promise<Line[]> {
  const { sql, params } = linesStatement(question, page);
  return tx.rows<Line>(sql, params);
}

function linesStatement(question: Question, { after, limit }: LinePage): SqlStatement {
  const scope = scopeOf(question);
  const { params } = scope;
  const source = lineSource(scope);
  const filed = question.basis === 'declared' || question.basis === 'released';
  const [day, id] = [source.time.column, filed ? 'declaration_id' : 'id'];
  const where = [...source.where];
  if (after) {
    const [afterDay, afterId, afterItem] = after;
    where.push(
      `(${day}, ${id}, item_number) > (${params.add(afterDay)}::date, ${params.add(afterId)}::uuid, ${params.add(afterItem)}::integer)`,
    );
  }
  const posting = filed
    ? `NULL::integer AS version, NULL AS cause, NULL AS "postedAt"`
    : `declaration_version AS version, cause, posted_at AS "postedAt"`;
  const sql = `SELECT ${day} AS day, ${id} AS id, declaration_id AS "declarationId", ${posting}, item_number AS "itemNumber",
       hs_code AS "hsCode", goods_name AS name, chapter, country, market, broker_id AS broker, currency,
       transport_mode AS "transportMode", value_${question.currency.toLowerCase()} AS value,
       trim_scale(net_weight_kg) AS "netWeightKg"
     FROM ${source.from} WHERE ${where.join(' AND ') || 'true'}
     ORDER BY ${day}, ${id}, item_number LIMIT ${params.add(limit)}`;
  return { sql, params: params.values };
}

/**
 * The statistics show the facts that hold: what was posted and reversed again cancels and is not shown. A statement
 * shows every entry of its week: a reversal there adjusts an earlier one.
 */
function lineSource(scope: QuestionScope): Source {
  const { question, conditions, params } = scope;
  const { basis, asOf, from, to } = question;
  if (basis !== 'closed') return sourcesOf(scope, [from, to])[0] as Source;
  const known = asOf === null ? null : params.add(asOf);
  return {
    from: 'export_fact',
    where: [
      `stat_day BETWEEN ${params.add(from)} AND ${params.add(to)}`,
      `entry = 'book'`,
      ...(known ? [`posted_at <= ${known}`] : []),
      `NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = export_fact.id${known ? ` AND r.posted_at <= ${known}` : ''})`,
      ...conditions,
    ],
    time: { column: 'stat_day', unit: 'day' },
  };
}
