import type { Tx } from '../platform/database/tx.js';
import type { Question } from './domain/question.js';
import { filterConditions, scopeOf, type SqlStatement } from './sources.query.js';

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
  readonly brokerName: string;
  /** Null where the reader may not see the declaration itself: an officer of another customs office. */
  readonly reference: string | null;
  readonly entryId: string | null;
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
  /** Null for all of them. */
  readonly limit: number | null;
}

/** What was posted after `since` and is known as of the question, in the order it was posted. A posting that moves nothing is left out. */
export function readChanges(tx: Tx, question: Question, page: ChangePage): Promise<Change[]> {
  const { sql, params } = changesStatement(question, page);
  return tx.rows<Change>(sql, params);
}

/** All of them, in the same order, some at a time. */
export function allChanges(tx: Tx, question: Question, since: string, size: number): AsyncGenerator<Change[]> {
  const { sql, params } = changesStatement(question, { since, after: null, limit: null });
  return tx.batches<Change>(sql, params, size);
}

/** How many changes there are: a file says so before its first. */
export async function countChanges(tx: Tx, question: Question, since: string): Promise<number> {
  const { sql, params } = changesStatement(question, { since, after: null, limit: null });
  const row = await tx.one<{ changes: number }>(`SELECT count(*)::int AS changes FROM (${sql}) change`, params);
  return row?.changes ?? 0;
}

/** The changes of one cause, added up. */
export interface CauseSum {
  readonly cause: string;
  readonly value: string;
  readonly netWeightKg: string;
  readonly changes: number;
  readonly declarations: number;
}

/** What moved by each cause; the sums add up to the difference of the two answers. A closing that became known after its day is late. */
export function changesByCause(tx: Tx, question: Question, since: string): Promise<CauseSum[]> {
  const { sql, params } = changesStatement(question, { since, after: null, limit: null });
  return tx.rows<CauseSum>(
    `SELECT CASE WHEN cause = 'closing' AND ("postedAt" AT TIME ZONE 'Asia/Shanghai')::date > day THEN 'late-closing' ELSE cause END AS cause,
       sum(value) AS value, trim_scale(sum("netWeightKg")) AS "netWeightKg", count(*)::int AS changes,
       count(DISTINCT "declarationId")::int AS declarations
     FROM (${sql}) change GROUP BY 1 ORDER BY 1`,
    params,
  );
}

function changesStatement(question: Question, { since, after, limit }: ChangePage): SqlStatement {
  const { params } = scopeOf(question);
  const value = `value_${question.currency.toLowerCase()}`;
  const where = [
    `stat_day BETWEEN ${params.add(question.from)} AND ${params.add(question.to)}`,
    `posted_at > ${params.add(since)}`,
    ...(question.asOf === null ? [] : [`posted_at <= ${params.add(question.asOf)}`]),
    ...filterConditions(question.filters, { column: 'stat_day', unit: 'day' }, params),
  ];
  if (after) {
    const [postedAt, declarationId, version, day, country] = after;
    where.push(
      `(posted_at, declaration_id, declaration_version, stat_day, country) > (${params.add(postedAt)}::timestamptz,
        ${params.add(declarationId)}::uuid, ${params.add(version)}::integer, ${params.add(day)}::date, ${params.add(country)})`,
    );
  }
  const sql = `SELECT c.*, d.reference, d.entry_id AS "entryId", o.name AS "brokerName", a.number AS amendment,
       a.reason_code AS "reasonCode" FROM (
     SELECT posted_at AS "postedAt", declaration_id AS "declarationId", declaration_version AS version,
       min(cause) AS cause, stat_day AS day, country, market, broker_id AS broker,
       sum(${value}) AS value, trim_scale(sum(net_weight_kg)) AS "netWeightKg"
     FROM export_fact WHERE ${where.join(' AND ')}
     GROUP BY posted_at, declaration_id, declaration_version, stat_day, country, market, broker_id
     HAVING sum(${value}) <> 0 OR sum(net_weight_kg) <> 0
     ORDER BY posted_at, declaration_id, declaration_version, stat_day, country ${limit === null ? '' : `LIMIT ${params.add(limit)}`}) c
     LEFT JOIN declaration d ON d.id = c."declarationId" JOIN organisation o ON o.id = c.broker
     LEFT JOIN amendment a ON a.declaration_id = c."declarationId" AND a.version_after = c.version AND a.state = 'accepted'
       AND a.kind = CASE c.cause WHEN 'amendment' THEN 'amend' WHEN 'cancellation' THEN 'cancel' END
     ORDER BY c."postedAt", c."declarationId", c.version, c.day, c.country`;
  return { sql, params: params.values };
}
