import type { Tx } from '../platform/database/tx.js';
import type { Question } from './domain/question.js';
import {
  filterConditions,
  type QuestionScope,
  scopeOf,
  type Source,
  sourcesOf,
  type SqlStatement,
} from './sources.query.js';

/** One item behind a figure. */
export interface Line {
  readonly day: string;
  readonly id: string;
  readonly declarationId: string;
  /** Null where the reader may not see the declaration itself: an officer of another customs office. */
  readonly reference: string | null;
  readonly entryId: string | null;
  readonly version: number | null;
  readonly itemNumber: number;
  readonly hsCode: string;
  readonly name: string;
  readonly chapter: string;
  readonly country: string;
  readonly market: string;
  readonly broker: string;
  readonly brokerName: string;
  readonly consignor: string;
  readonly customsOffice: string;
  readonly exitOffice: string;
  readonly currency: string;
  readonly transportMode: string;
  readonly quantity: string;
  readonly unit: string;
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
  /** Null for all of them. */
  readonly limit: number | null;
}

/** Up to `limit` items of a question after a place, in a stable order. */
export function readLines(tx: Tx, question: Question, page: LinePage): Promise<Line[]> {
  const { sql, params } = linesStatement(question, page);
  return tx.rows<Line>(sql, params);
}

const WHOLE: LinePage = { after: null, limit: null };

/** All items of a question, in the same order, some at a time. */
export function allLines(tx: Tx, question: Question, size: number): AsyncGenerator<Line[]> {
  const { sql, params } = linesStatement(question, WHOLE);
  return tx.batches<Line>(sql, params, size);
}

/** How many lines a question has: a file says so before its first line. */
export async function countLines(tx: Tx, question: Question): Promise<number> {
  const scope = scopeOf(question);
  const { from, where } = lineSource(scope);
  const row = await tx.one<{ lines: number }>(
    `SELECT count(*)::int AS lines FROM ${from} WHERE ${where.join(' AND ') || 'true'}`,
    scope.params.values,
  );
  return row?.lines ?? 0;
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
  // Names and numbers are looked up for the lines of the page only.
  const sql = `SELECT line.*, d.reference, d.entry_id AS "entryId", o.name AS "brokerName" FROM (
     SELECT ${day} AS day, ${id} AS id, declaration_id AS "declarationId", ${posting}, item_number AS "itemNumber",
       hs_code AS "hsCode", goods_name AS name, chapter, country, market, broker_id AS broker, consignor,
       customs_office AS "customsOffice", exit_office AS "exitOffice", currency, transport_mode AS "transportMode",
       trim_scale(quantity) AS quantity, unit, value_${question.currency.toLowerCase()} AS value,
       trim_scale(net_weight_kg) AS "netWeightKg"
     FROM ${source.from} WHERE ${where.join(' AND ') || 'true'}
     ORDER BY ${day}, ${id}, item_number ${limit === null ? '' : `LIMIT ${params.add(limit)}`}) line
     LEFT JOIN declaration d ON d.id = line."declarationId" JOIN organisation o ON o.id = line.broker
     ORDER BY line.day, line.id, line."itemNumber"`;
  return { sql, params: params.values };
}

/**
 * The statistics show the facts that hold: what was posted and reversed again cancels and is not shown. A statement
 * shows every entry of its week: a reversal there adjusts an earlier one.
 */
function lineSource(scope: QuestionScope): Source {
  const { question, params } = scope;
  const { basis, asOf, from, to } = question;
  if (basis !== 'closed') return sourcesOf(scope, [from, to])[0] as Source;
  const known = asOf === null ? null : params.add(asOf);
  const time = { column: 'stat_day', unit: 'day' } as const;
  return {
    from: 'export_fact',
    where: [
      `stat_day BETWEEN ${params.add(from)} AND ${params.add(to)}`,
      `entry = 'book'`,
      ...(known ? [`posted_at <= ${known}`] : []),
      `NOT EXISTS (SELECT 1 FROM export_fact r WHERE r.reverses = export_fact.id${known ? ` AND r.posted_at <= ${known}` : ''})`,
      ...filterConditions(question.filters, time, params),
    ],
    time,
  };
}
