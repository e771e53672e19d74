import { copyId, copyRows } from '../platform/database/row-copies.js';
import type { Tx } from '../platform/database/tx.js';

const named = (column: string): string =>
  `replace(replace(t.${column}::text, c.template_serial, c.serial), c.template_day, c.day)::jsonb`;

/** Copies the entries about the staged subjects, each noted for the next seal. */
export async function copyAudits(tx: Tx): Promise<void> {
  await copyRows(tx, {
    table: 'audit_entry',
    of: 'subject_id',
    set: {
      ...{ id: copyId('row_number() OVER (PARTITION BY c.id ORDER BY t.id)'), subject_id: 'c.id::text' },
      ...{ detail: named('detail'), before: named('before'), after: named('after') },
      transaction_id: 'pg_current_xact_id()',
    },
  });
  await tx.run(
    `INSERT INTO audit_unsealed SELECT e.id FROM row_copy c JOIN audit_entry e ON e.subject_id = c.id::text`,
  );
}
