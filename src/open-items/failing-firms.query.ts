import type { Tx } from '../platform/database/tx.js';
import { type Bisected, bisectFailures } from '../platform/database/bisect-failures.js';
import { firmOf, type OpenItemTables } from './open-items.query.js';

/**
 * Firms that have something open in these tables, or had, and that `judge` fails on for their data's sake, by id and with the
 * reason. Whose data it is, is found by judging, not by writing.
 */
export async function findFailingFirms(
  tx: Tx,
  tables: OpenItemTables,
  judge: (firms: readonly string[]) => Promise<object>,
): Promise<Bisected<object>['failed']> {
  return (await bisectFailures(tx, await firmsIn(tx, tables), judge)).failed;
}

/** Firms (or `NO_FIRM`) that have something open in these tables, or had, by id. */
export async function firmsIn(tx: Tx, { sql, params }: OpenItemTables): Promise<string[]> {
  const firms = await tx.rows<{ firm: string }>(
    `${sql} SELECT DISTINCT ${firmOf('broker_id')} AS firm FROM span ORDER BY 1`,
    params,
  );
  return firms.map(({ firm }) => firm);
}
