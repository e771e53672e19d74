import type { Tx } from '../../platform/database/tx.js';
import { type ContainerShare, type DeclaredLine, linesInContainer } from '../domain/container-lines.js';
import type { LoadedLine } from '../domain/load.js';
import type { Shipment } from '../domain/shipment.js';
import type { LinkedDeclaration } from './declarations-in-containers.query.js';

/** The same with what of it lies in this container. */
export interface LoadedDeclaration extends LinkedDeclaration {
  readonly lines: LoadedLine[];
  /** False for a declaration over several containers that does not say what lies where: no line is listed then. */
  readonly goodsLinesKnown: boolean;
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
