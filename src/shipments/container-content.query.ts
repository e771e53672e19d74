import type { Tx } from '../platform/database/tx.js';
import { type ContainerShare, type DeclaredLine, linesInContainer } from './domain/container-lines.js';
import type { LoadedLine } from './domain/load.js';
import type { Shipment } from './domain/shipment.js';
import { blocksRelease, worstStatus } from './domain/release-blockers.js';

/** A declaration that names the container of the visit, as far as the actor may see it. */
export interface LinkedDeclaration {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly entryId: string | null;
  readonly broker: string;
  readonly brokerName: string | null;
  readonly currency: string | null;
}

/** The same with what of it lies in this container. */
export interface LoadedDeclaration extends LinkedDeclaration {
  readonly lines: LoadedLine[];
  /** False for a declaration over several containers that does not say what lies where: no line is listed then. */
  readonly goodsLinesKnown: boolean;
}

/** Declarations in the container that the actor may not read: how many, and the status that is furthest from release. No names. */
export interface HiddenDeclarations {
  readonly count: number;
  readonly waiting: number;
  readonly worstStatus: string | null;
}

/**
 * The declarations that name the container, from the end of its last visit to the end of this one: papers are often drafted
 * before the visit is opened. Row-level security leaves a broker its own, so of a visit before by another firm a broker
 * sees no end, and its own older papers for the container are listed too.
 */
export function declarationsOf(tx: Tx, shipment: Shipment): Promise<LinkedDeclaration[]> {
  return tx.rows<LinkedDeclaration>(
    `SELECT d.id, d.reference, d.status, d.entry_id AS "entryId", d.broker_id AS broker, o.name AS "brokerName", d.currency
     FROM declaration d LEFT JOIN organisation o ON o.id = d.broker_id
     WHERE d.market = $1 AND d.id IN (SELECT c.declaration_id FROM declaration_container c WHERE c.number = $2)
       AND d.created_at <= coalesce((SELECT s.joined_until FROM shipment s WHERE s.id = $3), 'infinity')
       AND d.created_at > coalesce(
         (SELECT max(p.joined_until) FROM shipment p
          WHERE p.market = $1 AND p.container_number = $2 AND p.id <> $3 AND p.joined_until <= $4), '-infinity')
     ORDER BY d.id`,
    [shipment.market, shipment.containerNumber, shipment.id, shipment.createdAt],
  );
}

/** What the actor cannot see of the container, by the one SQL function that counts across firms (migration 0013). */
export async function hiddenDeclarationsIn(
  tx: Tx,
  shipment: Shipment,
  seen: readonly LinkedDeclaration[],
): Promise<HiddenDeclarations> {
  const rows = await tx.rows<{ status: string; n: string }>('SELECT status, n FROM declarations_in_container($1)', [
    shipment.id,
  ]);
  const hidden = rows
    .map(({ status, n }) => ({ status, n: Number(n) - seen.filter((one) => one.status === status).length }))
    .filter(({ n }) => n > 0);
  const total = (list: readonly { n: number }[]) => list.reduce((sum, { n }) => sum + n, 0);
  return {
    count: total(hidden),
    waiting: total(hidden.filter(({ status }) => blocksRelease(status))),
    worstStatus: worstStatus(hidden.map(({ status }) => status)),
  };
}

/** The declarations with the goods lines that lie in the container, by two set-based reads. */
export async function withGoodsLines(
  tx: Tx,
  shipment: Shipment,
  declarations: readonly LinkedDeclaration[],
): Promise<LoadedDeclaration[]> {
  const ids = declarations.map(({ id }) => id);
  const shares = await tx.rows<ContainerShare>(
    `SELECT declaration_id AS "declarationId", number, goods_lines AS "goodsLines"
     FROM declaration_container WHERE declaration_id = ANY ($1) ORDER BY declaration_id, position`,
    [ids],
  );
  const lines = await tx.rows<DeclaredLine>(
    `SELECT declaration_id AS "declarationId", coalesce(line, position) AS line, hs_code AS "hsCode", name, quantity::text,
       unit, packages, gross_weight_kg::text AS "grossWeightKg", net_weight_kg::text AS "netWeightKg",
       total_price::text AS "totalPrice"
     FROM goods_line WHERE declaration_id = ANY ($1) ORDER BY declaration_id, position`,
    [ids],
  );
  const content = linesInContainer(shipment.containerNumber, shares, lines);
  return declarations.map((declaration) => {
    const own = content.get(declaration.id);
    return { ...declaration, lines: own?.lines ?? [], goodsLinesKnown: own?.goodsLinesKnown ?? false };
  });
}
