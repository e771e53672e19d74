import type { Actor } from '../platform/database/actor.js';
import { cursorOf } from '../platform/http/page.js';
import { isId } from '../vocabulary/id.js';
import { isInstant } from '../vocabulary/period.js';
import type { DeclarationsQuery } from './declarations.dto.js';
import { NEXT_STEPS } from './domain/next-step.js';
import { ROW } from './representation.js';

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
 * last page costs what the first one does; a page by due time leaves out what has none.
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
  add('d.declared_on >= ?::date', query.from);
  add('d.declared_on <= ?::date', query.to);
  add('d.reference = ?', query.reference);
  add('d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = ?)', query.container);
  if (query.nextActor !== undefined) add('d.status = ANY (?)', statusesOf(query.nextActor));
  const byDue = query.sort === 'due';
  if (byDue) {
    where.push('d.next_due_at IS NOT NULL');
    const [dueAt, id] = cursorOf(query, [isInstant, isId]) ?? [];
    if (dueAt !== undefined && id !== undefined) {
      params.push(dueAt, id);
      where.push(`(d.next_due_at, d.id) > ($${params.length - 1}::timestamptz, $${params.length}::uuid)`);
    }
  } else add('d.id < ?::uuid', cursorOf(query, [isId])?.[0]);
  const order = byDue ? 'd.next_due_at, d.id' : 'd.id DESC';
  const sql = `SELECT ${ROW},
    (SELECT count(*)::int FROM goods_line g WHERE g.declaration_id = d.id) AS "goodsLines",
    (SELECT count(*)::int FROM declaration_item i WHERE i.declaration_id = d.id) AS items,
    (SELECT count(*)::int FROM declaration_container c WHERE c.declaration_id = d.id) AS containers
    FROM (SELECT * FROM declaration d WHERE ${where.length > 0 ? where.join(' AND ') : 'true'}
      ORDER BY ${order} LIMIT ${limit + 1}) d ORDER BY ${order}`;
  return { sql, params };
}

const statusesOf = (actor: string): string[] =>
  Object.entries(NEXT_STEPS).flatMap(([status, next]) => (next.actor === actor ? [status] : []));
