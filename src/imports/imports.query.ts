import type { Tx } from '../platform/database/tx.js';
import type { Violation } from '../messages/refusals/violation.js';
import type { ImportFileEntity } from './import-file.entity.js';
import type { ImportView } from './imports.dto.js';

const VIEW = `
  f.id, f.kind, f.mode, f.dry_run AS "dryRun", f.submit, f.state, f.encoding, f.rows, f.rows_rejected AS "rowsRejected", f.declarations,
  f.accepted, f.rejected, f.created, f.replaced, f.unchanged, f.submittable,
  CASE WHEN f.state = 'finished' THEN '1.00' WHEN f.declarations = 0 THEN '0.00'
    ELSE trunc(f.done::numeric / f.declarations, 2)::text END AS progress,
  (SELECT e.id FROM import_file e WHERE e.broker_id = f.broker_id AND e.sha256 = f.sha256 AND e.id < f.id AND NOT e.dry_run ORDER BY e.id LIMIT 1) AS "sameFileAs",
  f.created_at AS "createdAt", f.started_at AS "startedAt", f.finished_at AS "finishedAt"`;

export const viewById = (tx: Tx, id: string): Promise<ImportView | null> =>
  tx.one<ImportView>(`SELECT ${VIEW} FROM import_file f WHERE f.id = $1 AND own_row(f.broker_id, f.office)`, [id]);

/** Newest first; `before` is the id of the last row of the page before. */
export const views = (tx: Tx, before: string | null, limit: number): Promise<ImportView[]> =>
  tx.rows<ImportView>(
    `SELECT ${VIEW} FROM import_file f WHERE ($1::uuid IS NULL OR f.id < $1::uuid) AND own_row(f.broker_id, f.office) ORDER BY f.id DESC LIMIT $2`,
    [before, limit],
  );

export interface StoredError {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: Violation['code'];
  readonly severity: Violation['severity'];
  readonly params: Record<string, string>;
}

const ERROR = `row_number AS row, "column", value, code, severity, params`;

/** The first errors; what only deserves a look comes after all that blocks. */
export const firstErrors = (tx: Tx, id: string, limit: number): Promise<StoredError[]> =>
  tx.rows<StoredError>(
    `SELECT ${ERROR} FROM import_error WHERE import_id = $1 ORDER BY severity <> 'error', row_number, number LIMIT $2`,
    [id, limit],
  );

/** Some ten milliseconds of work, also where each row has many cells. */
const PAGE_ROWS = 250;

/** All errors by row, some at a time. */
export async function* allErrors(tx: Tx, id: string): AsyncGenerator<StoredError[]> {
  for (let after: [row: number, number: number] = [0, 0]; ;) {
    const page = await tx.rows<StoredError & { number: number }>(
      `SELECT ${ERROR}, number FROM import_error WHERE import_id = $1 AND (row_number, number) > ($2, $3)
       ORDER BY row_number, number LIMIT ${PAGE_ROWS}`,
      [id, ...after],
    );
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = [last.row, last.number];
  }
}

export const failureOf = (
  tx: Tx,
  id: string,
): Promise<{ failure: { code: Violation['code']; violations: Violation[] } | null } | null> =>
  tx.one('SELECT failure FROM import_file WHERE id = $1', [id]);

export const headOf = (
  tx: Tx,
  id: string,
): Promise<Pick<ImportFileEntity, 'header' | 'delimiter' | 'mapping'> | null> =>
  tx.one('SELECT header, delimiter, mapping FROM import_file WHERE id = $1', [id]);

/** The markets of a form, by code. */
export const formMarkets = (tx: Tx): Promise<{ code: string; name: string }[]> =>
  tx.rows<{ code: string; name: string }>('SELECT code, name FROM market ORDER BY code');

export interface RejectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly errors: readonly StoredError[];
}

/** The rows of refused declarations, and those that belong to none, as they came, some at a time. */
export async function* rejectedRows(tx: Tx, id: string): AsyncGenerator<RejectedRow[]> {
  const last = await tx.one<{ row: number }>(
    'SELECT coalesce(max(row_number), 0) AS row FROM import_row WHERE import_id = $1',
    [id],
  );
  for (let after = 0; after < (last?.row ?? 0); after += PAGE_ROWS) {
    yield await tx.rows<RejectedRow>(
      `SELECT r.row_number AS row, r.cells, coalesce(e.errors, '[]') AS errors
       FROM import_row r LEFT JOIN import_outcome o ON o.import_id = r.import_id AND o.position = r.position
       LEFT JOIN (
         SELECT row_number, json_agg(json_build_object('row', row_number, 'column', "column", 'value', value, 'code', code,
           'severity', severity, 'params', params) ORDER BY number) AS errors
         FROM import_error WHERE import_id = $1 AND row_number > $2 AND row_number <= $3 GROUP BY row_number) e
         ON e.row_number = r.row_number
       WHERE r.import_id = $1 AND r.row_number > $2 AND r.row_number <= $3 AND (r.position IS NULL OR o.outcome = 'refused')
       ORDER BY r.row_number`,
      [id, after, after + PAGE_ROWS],
    );
  }
}
