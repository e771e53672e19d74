import { LISTED_LANE, seesLanes } from '../../lanes/lane.query.js';
import type { Actor } from '../../platform/database/actor.js';
import { cursorOf } from '../../platform/http/page.js';
import { isId } from '../../vocabulary/id.js';
import { isDay, isInstant } from '../../vocabulary/period.js';
import { UNACKNOWLEDGED } from '../store/acknowledgements.repository.js';
import { ROW } from './declaration-response.js';
import type { DeclarationsQuery } from './declarations-query.dto.js';
import { type AgeAsked, conditionsOf, sight } from './filters.js';

const isCents = (text: string): boolean => /^\d{1,19}$/.test(text);

/** How many rows a page has; null for the whole list. */
export interface PageAsked extends AgeAsked {
  readonly limit: number | null;
}

/** The orders of a list: no text of a query ever becomes an SQL expression. `checks` validate the parts of a cursor. */
const ORDERS = {
  newest: { column: null, checks: [isId], direction: 'DESC' },
  day: { column: 'declared_on', checks: [isDay, isId], direction: 'DESC' },
  due: { column: 'next_due_at', checks: [isInstant, isId], direction: 'ASC' },
  value: { column: 'total_usd_cents', checks: [isCents, isId], direction: 'DESC' },
  age: { column: 'waiting_since', checks: [isInstant, isId], direction: 'ASC' },
} as const;

/**
 * One page of a list: `limit` rows and one more, each with what it is sorted by besides its id. Each order has an index that begins
 * with what the role may see, so that the last page costs what the first one does; a page by anything but the id leaves out what
 * has none. The page is found before its rows are read: what is not on it costs an entry of an index and no row.
 */
export function pageStatement(
  actor: Actor,
  query: DeclarationsQuery,
  { limit, waitingBefore }: PageAsked,
): { sql: string; params: unknown[] } {
  const conditions = conditionsOf(actor, query, waitingBefore);
  const { column, checks, direction } = ORDERS[query.sort ?? 'newest'];
  const columns = column === null ? ['d.id'] : [`d.${column}`, 'd.id'];
  const after = cursorOf(query, checks);
  if (column !== null) conditions.where.push(`d.${column} IS NOT NULL`);
  if (after !== null) {
    const places = after.map((value) => conditions.value(value));
    conditions.where.push(`(${columns.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${places.join(', ')})`);
  }
  const all = `declaration d WHERE ${conditions.text}`;
  const found = isSomeDays(query) ? `(SELECT ${columns.join(', ')} FROM ${all} OFFSET 0) d` : all;
  const orderBy = (names: readonly string[]) => `ORDER BY ${names.map((name) => `${name} ${direction}`).join(', ')}`;
  const sql = `SELECT ${ROW}, o.name AS "brokerName", ${column === null ? 'NULL' : `page.${column}`} AS "sortedBy",
    (SELECT count(*)::int FROM goods_line g WHERE g.declaration_id = d.id) AS "goodsLines",
    (SELECT count(*)::int FROM declaration_item i WHERE i.declaration_id = d.id) AS items,
    (SELECT count(*)::int FROM declaration_container c WHERE c.declaration_id = d.id) AS containers,
    ${UNACKNOWLEDGED} AS unacknowledged${seesLanes(actor) ? `, ${LISTED_LANE}` : ''}
    FROM (SELECT ${columns.join(', ')} FROM ${found} ${orderBy(columns)} ${limit === null ? '' : `LIMIT ${limit + 1}`}) page
    JOIN declaration d ON d.id = page.id LEFT JOIN organisation o ON o.id = d.broker_id
    ${orderBy(columns.map((name) => name.replace('d.', 'page.')))}`;
  return { sql, params: conditions.params };
}

/** How many rows the whole list has. */
export function countStatement(actor: Actor, query: DeclarationsQuery, { waitingBefore }: AgeAsked) {
  const conditions = conditionsOf(actor, query, waitingBefore);
  const { column } = ORDERS[query.sort ?? 'newest'];
  if (column !== null) conditions.where.push(`d.${column} IS NOT NULL`);
  return { sql: `SELECT count(*)::int AS n FROM declaration d WHERE ${conditions.text}`, params: conditions.params };
}

/**
 * Whether the list is of some days, which an index gives whole, and in another order than theirs. PostgreSQL would rather walk down
 * that order until it meets them: it does not know that ids and days rise together, and would walk past all that came later.
 */
const isSomeDays = ({ from, to, closedFrom, closedTo, sort }: DeclarationsQuery): boolean =>
  (from !== undefined && to !== undefined && from !== to && sort !== 'day') ||
  (closedFrom !== undefined && closedTo !== undefined);

/** One declaration, as far as the actor may see it; the last value is its id. */
export function rowStatement(actor: Actor): { sql: string; params: unknown[] } {
  const { text, params } = sight(actor);
  return { sql: `SELECT ${ROW} FROM declaration d WHERE ${text} AND d.id = $${params.length + 1}`, params };
}
