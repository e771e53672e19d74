import { copyId, copyRows } from '../platform/database/row-copies.js';
import type { Tx } from '../platform/database/tx.js';
import { foldTaken } from './rollup.repository.js';
import { FINE, MEASURES } from './rollups.js';

const DIMENSIONS = FINE.dimensions.map((dimension) => `t.${dimension}`).join(', ');

/** Copies the postings of the staged declarations and adds them to the rollups; each belongs to the week of its new day. */
export async function copyFacts(tx: Tx): Promise<void> {
  await copyRows(tx, {
    table: 'export_fact',
    of: 'declaration_id',
    set: {
      ...{ id: copyId('t.entry_number'), declaration_id: 'c.id' },
      settlement_week: `to_char(t.stat_day + c.days, 'IYYY-"W"IW')`,
    },
  });
  await foldTaken(
    tx,
    `SELECT t.stat_day + c.days AS day, ${DIMENSIONS}, ${MEASURES.map((measure) => `sum(t.${measure}) AS ${measure}`).join(', ')}
     FROM row_copy c JOIN export_fact t ON t.declaration_id = c.template GROUP BY t.stat_day + c.days, ${DIMENSIONS}`,
  );
}
