import { copyRows } from '../platform/database/row-copies.js';
import type { Tx } from '../platform/database/tx.js';

const of = 'declaration_id';
const set = { declaration_id: 'c.id' };

/** Copies what control the staged declarations got. */
export async function copyLanes(tx: Tx): Promise<void> {
  for (const table of ['lane_draw', 'lane', 'lane_span']) await copyRows(tx, { table, of, set });
}

/** Copies what officers looked at because of it: theirs alone to write, also here. */
export const copyLaneChecks = (tx: Tx): Promise<number> => copyRows(tx, { table: 'lane_check', of, set });
