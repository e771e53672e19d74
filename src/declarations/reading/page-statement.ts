import { inLane, LISTED_LANE, seesLanes } from '../../lanes/lane.query.js';
import type { Actor } from '../../platform/database/actor.js';
import { cursorOf } from '../../platform/http/page.js';
import { normaliseContainerNumber } from '../../vocabulary/identifiers/container-number.js';
import { isId } from '../../vocabulary/id.js';
import { isDay, isInstant } from '../../vocabulary/period.js';
import { UNACKNOWLEDGED } from '../store/acknowledgements.repository.js';
import type { DeclarationsQuery } from './declarations.dto.js';
import { ROW } from './declaration-response.js';
import { referenceKey } from '../../vocabulary/text.js';

interface Conditions {
  readonly where: string[];
  readonly params: unknown[];
}

/** What a role may see at all; row-level security is the net below, and knows nothing of drafts. */
export function sight({ role, organisationId, office }: Actor): Conditions {
  if (role === 'broker') return { where: ['d.broker_id = $1'], params: [organisationId] };
  if (role === 'officer') return { where: ['d.customs_office = $1', `d.status <> 'draft'`], params: [office] };
  return { where: [], params: [] };
}

/**
 * One page of a list: `limit` rows and one more. Each order has an index that begins with what the role may see, so that the
 * last page costs what the first one does; a page by due time, or by day, leaves out what has none.
 */
export function pageStatement(
  actor: Actor,
  query: DeclarationsQuery,
  limit: number,
): { sql: string; params: unknown[] } {
  const { where, params } = sight(actor);
  const add = (condition: string, value: unknown): void => {
    if (value === undefined) return;
    params.push(value);
    where.push(condition.replace('?', `$${params.length}`));
  };
  add('d.status = ?', query.status);
  add('d.market = ?', query.market);
  if (actor.role !== 'broker') add('d.broker_id = ?', query.broker);
  if (query.from === query.to) {
    // One day as an equality: its rows then come from the index in the order of ids, unsorted.
    add('d.declared_on = ?::date', query.from);
  } else {
    add('d.declared_on >= ?::date', query.from);
    add('d.declared_on <= ?::date', query.to);
  }
  add('d.reference_key = ?', query.reference === undefined ? undefined : referenceKey(query.reference));
  add(
    'd.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = ANY (?::text[]))',
    query.container && [query.container, normaliseContainerNumber(query.container)],
  );
  add(inLane(actor), query.lane);
  add('d.next_actor = ?', query.nextActor);
  const { columns, checks, direction } = ORDERS[query.sort ?? 'newest'];
  const after = cursorOf(query, checks);
  if (columns.length > 1) where.push(`${columns[0]} IS NOT NULL`);
  if (after !== null) {
    const places = after.map((value) => `$${params.push(value)}`);
    where.push(`(${columns.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${places.join(', ')})`);
  }
  const order = columns.map((column) => `${column} ${direction}`).join(', ');
  const sql = `SELECT ${ROW},
    (SELECT count(*)::int FROM goods_line g WHERE g.declaration_id = d.id) AS "goodsLines",
    (SELECT count(*)::int FROM declaration_item i WHERE i.declaration_id = d.id) AS items,
    (SELECT count(*)::int FROM declaration_container c WHERE c.declaration_id = d.id) AS containers,
    ${UNACKNOWLEDGED} AS unacknowledged${seesLanes(actor) ? `, ${LISTED_LANE}` : ''}
    FROM (SELECT * FROM declaration d WHERE ${where.length > 0 ? where.join(' AND ') : 'true'}
      ORDER BY ${order} LIMIT ${limit + 1}) d ORDER BY ${order}`;
  return { sql, params };
}

/** The orders of a list: no text of a query ever becomes an SQL expression. `checks` validate the parts of a cursor. */
const ORDERS = {
  newest: { columns: ['d.id'], checks: [isId], direction: 'DESC' },
  day: { columns: ['d.declared_on', 'd.id'], checks: [isDay, isId], direction: 'DESC' },
  due: { columns: ['d.next_due_at', 'd.id'], checks: [isInstant, isId], direction: 'ASC' },
} as const;
