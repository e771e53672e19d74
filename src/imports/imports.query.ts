import type { Tx } from '../platform/database/tx.js';
import type { Violation } from '../vocabulary/violation.js';
import type { ImportView } from './imports.dto.js';

const VIEW = `
  f.id, f.kind, f.mode, f.dry_run AS "dryRun", f.submit, f.state, f.encoding, f.rows, f.rows_rejected AS "rowsRejected", f.declarations,
  f.accepted, f.rejected, f.unchanged,
  CASE WHEN f.state = 'finished' THEN '1.00' WHEN f.declarations = 0 THEN '0.00' ELSE round(f.done::numeric / f.declarations, 2)::text END AS progress,
  (SELECT e.id FROM import_file e WHERE e.broker_id = f.broker_id AND e.sha256 = f.sha256 AND e.id < f.id AND NOT e.dry_run ORDER BY e.id LIMIT 1) AS "sameFileAs",
  f.created_at AS "createdAt", f.started_at AS "startedAt", f.finished_at AS "finishedAt"`;

export const viewById = (tx: Tx, id: string): Promise<ImportView | null> =>
  tx.one<ImportView>(`SELECT ${VIEW} FROM import_file f WHERE f.id = $1`, [id]);

/** Newest first; `before` is the id of the last row of the page before. */
export const views = (tx: Tx, before: string | null, limit: number): Promise<ImportView[]> =>
  tx.rows<ImportView>(
    `SELECT ${VIEW} FROM import_file f WHERE $1::uuid IS NULL OR f.id < $1::uuid ORDER BY f.id DESC LIMIT $2`,
    [before, limit],
  );

export interface StoredError {
  readonly row: number;
  readonly column: string | null;
  readonly code: Violation['code'];
  readonly severity: Violation['severity'];
  readonly params: Record<string, string>;
}

export const errorsOf = (tx: Tx, id: string, limit: number | null): Promise<StoredError[]> =>
  tx.rows<StoredError>(
    `SELECT row_number AS row, "column", code, severity, params FROM import_error WHERE import_id = $1 ORDER BY row_number, number LIMIT $2`,
    [id, limit],
  );

export const failureOf = (
  tx: Tx,
  id: string,
): Promise<{ failure: { code: Violation['code']; violations: Violation[] } | null } | null> =>
  tx.one('SELECT failure FROM import_file WHERE id = $1', [id]);

export interface RejectedRows {
  readonly header: string[] | null;
  readonly rows: { row: number; cells: string[] }[];
}

/** The rows of refused declarations, and those that name no reference, as they came. */
export async function rejectedRows(tx: Tx, id: string): Promise<RejectedRows> {
  const head = await tx.one<{ header: string[] | null }>('SELECT header FROM import_file WHERE id = $1', [id]);
  const rows = await tx.rows<{ row: number; cells: string[] }>(
    `SELECT r.row_number AS row, r.cells FROM import_row r
     LEFT JOIN import_outcome o ON o.import_id = r.import_id AND o.reference = r.reference
     WHERE r.import_id = $1 AND (r.reference = '' OR o.outcome = 'refused') ORDER BY r.row_number`,
    [id],
  );
  return { header: head?.header ?? null, rows };
}
