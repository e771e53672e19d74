import { conditionsOfSearch } from '../../declarations/reading/filters.js';
import { beginsWith } from '../../platform/database/conditions.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Actor } from '../../platform/database/actor.js';
import { isNamed } from '../../shipments/shipments.query.js';
import type { SearchQuery } from './search.dto.js';

/** Something that has a number or a name which was looked for. */
export interface Found {
  readonly type: 'declaration' | 'shipment' | 'organisation';
  readonly id: string;
  readonly title: string;
  /** By what it is known among its kind; empty where there is nothing. */
  readonly subtitle: string;
  /** Null for what has none. */
  readonly status: string | null;
}

/** Whether there is more of a type than was asked for. */
export interface FoundFew {
  readonly items: Found[];
  readonly more: boolean;
}

/** Enough to choose from, of each type. */
const LIMIT_DEFAULT = 10;

/** What the actor may see under a name or number: what has exactly this one, then what begins with it, the newest first. */
export async function search(tx: Tx, query: SearchQuery): Promise<FoundFew> {
  const limit = query.limit === undefined ? LIMIT_DEFAULT : Number(query.limit);
  // One more than asked for shows that there is more.
  const { sql, params } = declarationsStatement(tx.actor, query, limit + 1);
  const ofTypes = [
    await tx.rows<Found & Ranked>(sql, params),
    await tx.rows<Found & Ranked>(visitsStatement(tx.actor, limit + 1), [query.q]),
    await tx.rows<Found & Ranked>(firmsStatement(limit + 1), [query.q]),
  ];
  const found = ofTypes.flatMap((rows) => rows.slice(0, limit)).sort((one, other) => one.rank - other.rank);
  return {
    items: found.map(({ rank: _rank, ...rest }) => rest),
    more: ofTypes.some((rows) => rows.length > limit),
  };
}

interface Ranked {
  /** 0 for exactly what was looked for, 1 for what begins with it. */
  readonly rank: number;
}

/** The newest of those that have the name, and of those whose name begins so: each stops at its limit, however many there are. */
const ranked = (same: string, begins: string, limit: number): string => `
  SELECT id, min(rank) AS rank FROM (
    (SELECT *, 0 AS rank FROM (${same} LIMIT ${limit}) s) UNION ALL (SELECT *, 1 AS rank FROM (${begins} LIMIT ${limit}) b)) f
  GROUP BY id ORDER BY rank, id DESC LIMIT ${limit}`;

function declarationsStatement(actor: Actor, { q }: SearchQuery, limit: number): { sql: string; params: unknown[] } {
  const { text, params } = conditionsOfSearch(actor, q, 'same');
  const newest = (where: string) => `SELECT d.id FROM declaration d WHERE ${where} ORDER BY d.id DESC`;
  const sql = `
    SELECT 'declaration' AS type, d.id, d.reference AS title,
      concat_ws(' · ', d.entry_id, d.bill_of_lading, d.consignor_name, d.buyer_name, o.name) AS subtitle, d.status, f.rank
    FROM (${ranked(newest(text), newest(conditionsOfSearch(actor, q, 'begins').text), limit)}) f
    JOIN declaration d ON d.id = f.id LEFT JOIN organisation o ON o.id = d.broker_id
    ORDER BY f.rank, d.id DESC`;
  return { sql, params };
}

const PLACE = '$1::text';
function visitsStatement(actor: Actor, limit: number): string {
  const newest = (where: string): string =>
    `SELECT id FROM shipment WHERE own_visit(id, broker_id, customs_office) AND (${where}) ORDER BY id DESC`;
  return `
    SELECT 'shipment' AS type, s.id, s.container_number AS title,
      concat_ws(' · ', s.market, s.bill_of_lading, s.vessel, s.voyage) AS subtitle, s.status, f.rank
    FROM (${ranked(
      newest(isNamed(actor, (key) => `${key} = search_key(${PLACE})`)),
      newest(isNamed(actor, (key) => beginsWith(key, PLACE))),
      limit,
    )}) f JOIN shipment s ON s.id = f.id ORDER BY f.rank, s.id DESC`;
}

const firmsStatement = (limit: number): string => `
  SELECT 'organisation' AS type, id, name AS title, concat_ws(' · ', uscc, name_en) AS subtitle, NULL AS status,
    CASE WHEN search_key(${PLACE}) IN (search_key(name), search_key(name_en), search_key(uscc)) THEN 0 ELSE 1 END AS rank
  FROM organisation
  WHERE kind = 'broker' AND own_organisation(id, kind) AND (${['name', 'name_en', 'uscc'].map((each) => beginsWith(`search_key(${each})`, PLACE)).join(' OR ')})
  ORDER BY rank, name, id LIMIT ${limit}`;
