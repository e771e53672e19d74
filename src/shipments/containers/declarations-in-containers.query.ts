import type { Tx } from '../../platform/database/tx.js';
import { blocksRelease, worstStatus } from '../domain/release-blockers.js';
import type { Shipment } from '../domain/shipment.js';

/**
 * Which declarations are in a container, and which visit of it is a declaration's. A container carries the goods of several firms, and row-level
 * security hides those of others without an error: whoever has to count them runs the statement under the service's role
 * (`Tx.asService`) or asks one of the three functions of the schema that cross the border (migrations 0013, 0035 and 0044).
 * `test/shipments/two-firms-in-a-container.spec.ts` fails for each user of these that forgets the other firm.
 */

/**
 * SQL: whether a declaration names a container. An IN, for which PostgreSQL starts from the few that name it. The alias is one that no caller
 * has: a number of theirs called alike would be compared with itself, and every container be named.
 */
export const inContainer = (declaration: string, number: string): string =>
  `${declaration}.id IN (SELECT naming.declaration_id FROM declaration_container naming WHERE naming.number = ${number})`;

/** SQL: whether a declaration is filed and not over. */
export const underWay = (declaration: string): string =>
  `${declaration}.status NOT IN ('draft', 'closed', 'cancelled')`;

/** SQL: whether a declaration has a container in common with another one that is under way, of any market. */
export const sharesContainer = (declaration: string): string =>
  `EXISTS (SELECT 1 FROM declaration_container c JOIN declaration_container x ON x.number = c.number
    JOIN declaration o ON o.id = x.declaration_id
    WHERE c.declaration_id = ${declaration}.id AND o.id <> ${declaration}.id AND ${underWay('o')})`;

/** SQL: a SELECT of the declarations (`id`) that name some of these containers, with which (`numbers`). */
export const namingAnyOf = (numbers: string): string =>
  `SELECT c.declaration_id AS id, array_agg(DISTINCT c.number) AS numbers FROM declaration_container c
   WHERE c.number = ANY (${numbers}) GROUP BY 1`;

/** SQL: a SELECT of the visit of a container that is a declaration's: the first that had not ended when the declaration was made. */
export const visitOf = (declaration: string, number: string): string =>
  `SELECT id, status, vessel, voyage FROM shipment
   WHERE market = ${declaration}.market AND container_number = ${number}
     AND (joined_until IS NULL OR joined_until >= ${declaration}.created_at)
   ORDER BY joined_until NULLS LAST LIMIT 1`;

/** SQL: a SELECT of the visits (`id`) that are a declaration's, one for each of its containers. */
export const visitsOf = (declaration: string): string =>
  `SELECT v.id FROM declaration_container c CROSS JOIN LATERAL (${visitOf(declaration, 'c.number')}) v
   WHERE c.declaration_id = ${declaration}.id`;

/** Whether a filed declaration of any firm has this visit: it names the container, and is not cancelled. For the service's own account only. */
export async function isDeclared(tx: Tx, { id, market, containerNumber }: Shipment): Promise<boolean> {
  const row = await tx.one<{ id: string }>(
    `SELECT d.id FROM declaration d
     WHERE d.market = $1 AND ${inContainer('d', '$2')} AND d.status NOT IN ('draft', 'cancelled')
       AND (SELECT v.id FROM (${visitOf('d', '$2')}) v) = $3 LIMIT 1`,
    [market, containerNumber, id],
  );
  return row !== null;
}

/** Locks the declarations of all firms that are under way in a container. For the service's own account only. */
export async function lockUnderWayIn(tx: Tx, market: string, container: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `SELECT d.id FROM declaration d
     WHERE d.market = $1 AND ${inContainer('d', '$2')} AND ${underWay('d')} ORDER BY d.id FOR UPDATE`,
    [market, container],
  );
  return rows.map(({ id }) => id);
}

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
     WHERE d.market = $1 AND ${inContainer('d', '$2')}
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
