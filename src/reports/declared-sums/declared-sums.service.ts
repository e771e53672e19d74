import { Injectable } from '@nestjs/common';
import { CEILING_USD } from '../../declarations/domain/rules/ceiling.js';
import { Markets } from '../../markets/markets.service.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { cursorOf, limitOf, type Page, pageOf } from '../../platform/http/page.js';
import { dec, isDecimalText } from '../../vocabulary/decimal.js';
import type { DeclaredSumsQuery } from './declared-sums.dto.js';
import { sumKeysOf, type SumKey } from '../domain/declared-sums.js';

import { refuseFor } from '../../messages/refusals/refusal.js';

/** A declaration of a group. */
export interface SummedDeclaration {
  readonly id: string;
  readonly reference: string;
  readonly brokerId: string;
  readonly usd: string;
}

/** Live declarations with the asked keys in common, added up. A key that was not asked for is not there. */
export interface DeclaredSum extends Partial<Record<SumKey, string>> {
  readonly count: number;
  readonly brokers: number;
  readonly usd: string;
  readonly cny: string;
  /** The sum is above the ceiling and no declaration of it is: what a divided deal looks like, and many an honest day. */
  readonly exceedsCeiling: boolean;
  /** The most valuable ones; fewer than `count` in a large group. */
  readonly declarations: readonly SummedDeclaration[];
}

type Row = Omit<DeclaredSum, 'exceedsCeiling'> & { readonly largest: string };

const SHOWN_MAX = 50;

/** Each key as text in one fixed order of characters, so that a page goes on where the last one ended. */
const KEY_SQL: Readonly<Record<SumKey, string>> = {
  container: 'c.number COLLATE "C"',
  buyer: `upper(regexp_replace(btrim(coalesce(d.buyer_name, '')), '\\s+', ' ', 'g')) COLLATE "C"`,
  day: 'd.declared_on::text COLLATE "C"',
};

/** Sums of declared values for officers: so that goods divided to stay below the ceiling are seen together. */
@Injectable()
export class DeclaredSumsService {
  constructor(
    private readonly database: Database,
    private readonly markets: Markets,
  ) {}

  /** One page of groups, the highest sum first. Refuses (malformed) unknown keys and markets, and a range above 31 days. */
  page(actor: Actor, query: DeclaredSumsQuery): Promise<Page<DeclaredSum>> {
    const keys = sumKeysOf(query.by, query.from, query.to);
    if (!areKeys(keys)) throw refuseFor('malformed', keys);
    const limit = limitOf(query);
    return this.database.transaction(
      actor,
      async (tx) => {
        await this.markets.ofQuery(tx, query.market);
        const { sql, params } = statement(tx, keys, query, limit);
        const rows = await tx.rows<Row>(sql, params);
        return pageOf(rows.map(flagged), limit, (row) => [row.usd, ...keys.map((key) => row[key] ?? '')]);
      },
      { snapshot: true },
    );
  }
}

const areKeys = (read: ReturnType<typeof sumKeysOf>): read is readonly SumKey[] =>
  read.every((each) => typeof each === 'string');

function flagged({ largest, ...row }: Row): DeclaredSum {
  const isHidden = dec(largest).lessThanOrEqualTo(CEILING_USD) && dec(row.usd).greaterThan(CEILING_USD);
  return { ...row, exceedsCeiling: isHidden };
}

/**
 * The live declarations of the range once, grouped, the page cut from the groups, and only its declarations named. A
 * declaration over several containers counts whole in each: which part of its value lies where is not known for certain.
 */
function statement(tx: Tx, keys: readonly SumKey[], query: DeclaredSumsQuery, limit: number) {
  const params: unknown[] = [query.from, query.to];
  const place = (value: unknown): string => `$${params.push(value)}`;
  const where = [
    `d.status <> 'draft' AND d.status <> 'cancelled'`,
    'd.declared_on BETWEEN $1::date AND $2::date',
    ...(tx.actor.role === 'officer' ? [`d.customs_office = ${place(tx.actor.office)}`] : []),
    ...(query.market === undefined ? [] : [`d.market = ${place(query.market)}`]),
  ];
  const having = query.above === undefined ? [] : [`sum(usd) > ${place(query.above)}::numeric`];
  const names = keys.join(', ');
  const after = cursorOf(query, [(key) => isDecimalText(key), ...keys.map(() => () => true)]);
  if (after) {
    const [usd, ...values] = after.map((value) => place(value));
    having.push(`(-sum(usd), ${names}) > (-${usd}::numeric, ${values.join(', ')})`);
  }
  const containers = keys.includes('container')
    ? 'JOIN LATERAL (SELECT DISTINCT number FROM declaration_container b WHERE b.declaration_id = d.id) c ON true'
    : '';
  const sql = `
    WITH part AS MATERIALIZED (
      SELECT ${keys.map((key) => `${KEY_SQL[key]} AS ${key}`).join(', ')}, d.id, d.reference, d.broker_id AS broker,
        d.total_usd AS usd, d.total_cny AS cny
      FROM declaration d ${containers} WHERE ${where.join(' AND ')}),
    page AS (
      SELECT ${names}, count(*)::int AS count, count(DISTINCT broker)::int AS brokers, sum(usd) AS usd, sum(cny) AS cny,
        max(usd) AS largest
      FROM part GROUP BY ${names} ${having.length > 0 ? `HAVING ${having.join(' AND ')}` : ''}
      ORDER BY sum(usd) DESC, ${names} LIMIT ${limit + 1}),
    named AS (
      SELECT ${names}, jsonb_agg(jsonb_build_object('id', id, 'reference', reference, 'brokerId', broker, 'usd', usd::text)
        ORDER BY place) AS declarations
      FROM (SELECT part.*, row_number() OVER (PARTITION BY ${names} ORDER BY part.usd DESC, part.id) AS place
            FROM part JOIN (SELECT ${names} FROM page) AS wanted USING (${names})) AS ranked
      WHERE place <= ${SHOWN_MAX} GROUP BY ${names})
    SELECT page.*, named.declarations FROM page JOIN named USING (${names}) ORDER BY page.usd DESC, ${names}`;
  return { sql, params };
}
