import type { Tx } from '../platform/database/tx.js';
import type { Question } from './domain/question.js';
import { scopeOf, type SqlStatement } from './sources.query.js';

/** What one posting of one declaration has moved on one day for one country. */
export interface Change {
  readonly postedAt: string;
  readonly declarationId: string;
  readonly version: number;
  readonly cause: string;
  readonly day: string;
  readonly country: string;
  readonly market: string;
  readonly broker: string;
  /** What was added to the answer; negative when something was removed. */
  readonly value: string;
  readonly netWeightKg: string;
  /** The number of the amendment or cancellation behind it, where it was asked for here. */
  readonly amendment: number | null;
  readonly reasonCode: string | null;
}

export type ChangePlace = readonly [
  postedAt: string,
  declarationId: string,
  version: string,
  day: string,
  country: string,
];
export const changePlaceOf = (change: Change): ChangePlace => [
  change.postedAt,
  change.declarationId,
  String(change.version),
  change.day,
  change.country,
];

export interface ChangePage {
  readonly since: string;
  readonly after: ChangePlace | null;
  readonly limit: number;
}

/** What was posted after `since` and is known as of the question, in the order it was posted. A posting that moves nothing is left out. */
export function readChanges(tx: Tx, question: Question, page: ChangePage): Promise<Change[]> {
  const { sql, params } = changesStatement(question, page);
  return tx.rows<Change>(sql, params);
}

function changesStatement(question: Question, { since, after, limit }: ChangePage): SqlStatement {
  const { conditions, params } = scopeOf(question);
  const value = `value_${question.currency.toLowerCase()}`;
  const where = [
    `stat_day BETWEEN ${params.add(question.from)} AND ${params.add(question.to)}`,
    `posted_at > ${params.add(since)}`,
    ...(question.asOf === null ? [] : [`posted_at <= ${params.add(question.asOf)}`]),
    ...conditions,
  ];
  if (after) {
    const [postedAt, declarationId, version, day, country] = after;
    where.push(
      `(posted_at, declaration_id, declaration_version, stat_day, country) > (${params.add(postedAt)}::timestamptz,
        ${params.add(declarationId)}::uuid, ${params.add(version)}::integer, ${params.add(day)}::date, ${params.add(country)})`,
    );
  }
  const sql = `SELECT c.*, a.number AS amendment, a.reason_code AS "reasonCode" FROM (
     SELECT posted_at AS "postedAt", declaration_id AS "declarationId", declaration_version AS version,
       min(cause) AS cause, stat_day AS day, country, market, broker_id AS broker,
       sum(${value}) AS value, trim_scale(sum(net_weight_kg)) AS "netWeightKg"
     FROM export_fact WHERE ${where.join(' AND ')}
     GROUP BY posted_at, declaration_id, declaration_version, stat_day, country, market, broker_id
     HAVING sum(${value}) <> 0 OR sum(net_weight_kg) <> 0
     ORDER BY posted_at, declaration_id, declaration_version, stat_day, country LIMIT ${params.add(limit)}) c
     LEFT JOIN amendment a ON a.declaration_id = c."declarationId" AND a.version_after = c.version AND a.state = 'accepted'
       AND a.kind = CASE c.cause WHEN 'amendment' THEN 'amend' WHEN 'cancellation' THEN 'cancel' END
     ORDER BY c."postedAt", c."declarationId", c.version, c.day, c.country`;
  return { sql, params: params.values };
}
