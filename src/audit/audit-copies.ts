import { copyId, copyRows } from '../platform/database/row-copies.js';
import type { Tx } from '../platform/database/tx.js';

const named = (column: string): string =>
  `replace(replace(t.${column}::text, c.template_serial, c.serial), c.template_day, c.day)::jsonb`;

/**
 * Copies the steps that were audited of the staged declarations, each noted for the next seal; not the whole of what each said when it was
 * created, which is longer than all the rest of a trail that nobody wrote.
 */
export async function copyAudits(tx: Tx): Promise<void> {
  await copyRows(tx, {
    table: 'audit_entry',
    of: 'subject_id',
    where: `t.action LIKE 'declaration.%'`,
    set: {
      ...{ id: copyId('row_number() OVER (PARTITION BY c.id ORDER BY t.id)'), subject_id: 'c.id::text' },
      ...{ detail: named('detail'), before: named('before') },
      after: `CASE t.action WHEN 'declaration.created' THEN NULL ELSE ${named('after')} END`,
      transaction_id: 'pg_current_xact_id()',
    },
  });
  await tx.run(
    `INSERT INTO audit_unsealed SELECT e.id FROM row_copy c JOIN audit_entry e ON e.subject_id = c.id::text`,
  );
}
