import type { Actor } from '../../platform/database/actor.js';
import type { Tx } from '../../platform/database/tx.js';
import type { CountDimension, DeclarationCountsQuery } from './declarations-query.dto.js';
import { type AgeAsked, conditionsOf } from './filters.js';

/** Declarations that agree in what they are counted by, and their declared total. */
export type CountedRow = Readonly<Partial<Record<CountDimension, string | null>>> & {
  readonly declarations: number;
  readonly usd: string;
};

export interface DeclarationCounts {
  /** Distinct declarations: one that has two destinations stands in two rows. */
  readonly total: number;
  readonly rows: readonly CountedRow[];
}

/** Counts what a list with the same filters would show. */
export async function countDeclarations(
  tx: Tx,
  query: DeclarationCountsQuery,
  asked: AgeAsked,
): Promise<DeclarationCounts> {
  const { sql, params } = countsStatement(tx.actor, query, asked);
  const rows = await tx.rows<CountedRow & { total: number }>(sql, params);
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _total, ...row }) => row) };
}

const COLUMNS: Readonly<Record<CountDimension, string>> = {
  status: 'd.status',
  nextActor: 'd.next_actor',
  lane: 'l.colour',
  destination: 'i.destination',
};

/**
 * The declared total of a declaration is divided among its destinations by what its items declare; each part is what the running
 * sum adds to the parts before it, so that they add up to the cent.
 */
const DESTINATIONS = `LEFT JOIN LATERAL (
  SELECT p.destination,
    round(d.total_usd_cents * p.upto / nullif(d.total_declared, 0)) - round(d.total_usd_cents * (p.upto - p.price) / nullif(d.total_declared, 0)) AS cents
  FROM (SELECT final_destination AS destination, sum(total_price) AS price,
      sum(sum(total_price)) OVER (ORDER BY final_destination) AS upto
    FROM declaration_item WHERE declaration_id = d.id GROUP BY final_destination) p) i ON true`;

/** Brokers have no right to name the table of lanes: only whoever counts by them joins it. */
export function countsStatement(
  actor: Actor,
  query: DeclarationCountsQuery,
  asked: AgeAsked,
): { sql: string; params: unknown[] } {
  const by = query.by ?? ['status'];
  const { text, params } = conditionsOf(actor, query, asked.waitingBefore);
  const isByDestination = by.includes('destination');
  const keys = by.map((each) => `${COLUMNS[each]} AS "${each}"`).join(', ');
  const from = `FROM declaration d ${by.includes('lane') ? 'LEFT JOIN lane l ON l.declaration_id = d.id' : ''}
    ${isByDestination ? DESTINATIONS : ''} WHERE ${text}`;
  const cents = isByDestination ? 'i.cents' : 'd.total_usd_cents';
  const total = isByDestination
    ? `(SELECT count(*)::int FROM declaration d WHERE ${text})`
    : '(sum(count(*)) OVER ())::int';
  const sql = `SELECT ${keys}, count(*)::int AS declarations, (coalesce(sum(${cents}), 0) / 100)::numeric(24, 2) AS usd, ${total} AS total
    ${from} GROUP BY ${by.map((_, index) => index + 1).join(', ')}
    ORDER BY declarations DESC, ${by.map((_, index) => index + 1).join(', ')}`;
  return { sql, params };
}
