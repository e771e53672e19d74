import type { Sourced } from './sourced.js';
import type { Tx } from '../platform/database/tx.js';
import { sharesContainer } from '../shipments/containers/declarations-in-containers.query.js';
import type { LaneInputs } from './domain/conditions.js';
import type { LaneRule } from './domain/draw.js';
import type { Colour } from './domain/lane.js';

/** A submission whose lane is to be drawn. */
export interface Submitted {
  readonly declarationId: string;
  readonly number: number;
}

export type KnownInputs = Omit<LaneInputs, 'inspectionGoods'> & { readonly id: string };

/**
 * What the lanes of these declarations are drawn from, over the declarations of all firms: for the service's own account only.
 * Of declarations submitted together, those made earlier count as before.
 */
export function drawInputs(tx: Tx, ids: readonly string[]): Promise<KnownInputs[]> {
  return tx.rows<KnownInputs>(
    `SELECT d.id, d.market, d.header #>> '{buyer,country}' AS "buyerCountry", coalesce(d.total_usd, 0) AS "totalUsd",
       i.codes AS "hsCodes", i.destinations,
       NOT EXISTS (SELECT 1 FROM declaration o WHERE o.consignor_uscc = d.consignor_uscc AND o.status <> 'draft'
         AND o.id <> d.id AND (o.id < d.id OR o.id <> ALL ($1::uuid[]))) AS "firstOfConsignor",
       EXISTS (SELECT 1 FROM goods_line g WHERE g.declaration_id = d.id AND g.stall IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM goods_line p JOIN declaration o ON o.id = p.declaration_id
         WHERE p.stall = g.stall AND p.hs_code = g.hs_code AND o.market = d.market AND o.status <> 'draft'
           AND o.id <> d.id AND (o.id < d.id OR o.id <> ALL ($1::uuid[])))) AS "newGoodsAtStall",
       ${sharesContainer('d')} AS "containerShared"
     FROM declaration d
     CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT hs_code), '{}') AS codes,
       coalesce(array_agg(DISTINCT final_destination), '{}') AS destinations
       FROM declaration_item i WHERE i.declaration_id = d.id) i
     WHERE d.id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** The published rate of a day; `seed` only where the role may read it. */
export interface Policy extends Sourced {
  readonly version: number;
  readonly validFrom: string;
  readonly rate: string;
  readonly colour: Colour;
  readonly seed: string;
}

/** The policy that governs on a day, with the seed of the draws: for the service's own account only. Null before the first. */
export const policyOn = (tx: Tx, day: string): Promise<Policy | null> =>
  tx.one<Policy>(
    `SELECT version, valid_from AS "validFrom", rate, colour, source, source_en AS "sourceEn", doubt, doubt_en AS "doubtEn",
       (SELECT seed FROM lane_seed) AS seed
     FROM lane_policy WHERE valid_from <= $1 ORDER BY version DESC LIMIT 1`,
    [day],
  );

/** All versions of all rules that have begun by a day. */
export const rulesBegun = (tx: Tx, day: string): Promise<LaneRule[]> =>
  tx.rows<LaneRule>(
    `SELECT rule, version, valid_from AS "validFrom", valid_to AS "validTo", colour, priority, conditions
     FROM lane_rule WHERE valid_from <= $1`,
    [day],
  );
