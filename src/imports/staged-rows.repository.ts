import type { CopyRow } from '../platform/database/copy-lines.js';
import type { Tx } from '../platform/database/tx.js';
import type { FileRow } from './domain/draft.js';
import type { GroupedRow } from './domain/groups.js';
import type { StoredFile } from './imports.repository.js';

type Owned = Pick<StoredFile, 'id' | 'brokerId'>;
const COLUMNS = ['row_number', 'reference', 'position', 'faults', 'cells'];

/**
 * Stages rows by COPY; a repeated run stages them anew. PostgreSQL refuses COPY into a table with row-level security, so the rows pass
 * through a table of this transaction on their way.
 */
export async function stageRows(tx: Tx, file: Owned, batches: AsyncIterable<readonly GroupedRow[]>): Promise<number> {
  await tx.run('DELETE FROM import_row WHERE import_id = $1', [file.id]);
  await tx.run(
    `CREATE TEMPORARY TABLE staged_row (row_number integer, reference text, position integer, faults jsonb, cells text[]) ON COMMIT DROP`,
  );
  const count = await tx.copy('staged_row', COLUMNS, cellsOf(batches));
  await tx.run(
    `INSERT INTO import_row (import_id, broker_id, ${COLUMNS.join(', ')}) SELECT $1, $2, ${COLUMNS.join(', ')} FROM staged_row`,
    [file.id, file.brokerId],
  );
  return count;
}

/** What is known of a file once its rows are staged. Rows that belong to no declaration are refused from the start. */
export interface StagedFile {
  readonly id: string;
  readonly rows: number;
  readonly header: readonly string[];
  readonly delimiter: string;
  readonly encoding: string;
  readonly startedAt: string;
}

export async function startFile(tx: Tx, staged: StagedFile): Promise<void> {
  await tx.run(
    `UPDATE import_file SET state = 'running', attempts = 0, rows = $2, header = $3, delimiter = $4, encoding = $5, started_at = $6,
       declarations = (SELECT coalesce(max(position) + 1, 0) FROM import_row WHERE import_id = $1),
       rows_rejected = (SELECT count(*) FROM import_row WHERE import_id = $1 AND position IS NULL)
     WHERE id = $1`,
    [staged.id, staged.rows, staged.header, staged.delimiter, staged.encoding, staged.startedAt],
  );
}

async function* cellsOf(batches: AsyncIterable<readonly GroupedRow[]>): AsyncGenerator<CopyRow[]> {
  for await (const rows of batches) yield [...cellsOfRows(rows)];
}

function* cellsOfRows(rows: readonly GroupedRow[]): Generator<CopyRow> {
  for (const { rowNumber, cells, reference, position, faults } of rows) {
    const array = `{${cells.map((cell) => `"${cell.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
    const found = faults.length === 0 ? null : JSON.stringify(faults);
    yield [String(rowNumber), reference, position === null ? null : String(position), found, array];
  }
}

export interface StagedReference {
  readonly reference: string;
  readonly position: number;
  readonly rows: FileRow[];
}

const ROW = `json_build_object('rowNumber', row_number, 'cells', cells, 'faults', coalesce(faults, '[]'))`;

/**
 * The next declarations after `position`, in the order of the file, each with its rows: at most `most.declarations`, and no more rows
 * than `most.rows` unless a single declaration has more.
 */
export function stagedReferences(
  tx: Tx,
  importId: string,
  position: number,
  most: { declarations: number; rows: number },
): Promise<StagedReference[]> {
  return tx.rows<StagedReference>(
    `WITH sizes AS (SELECT position, sum(count(*)) OVER (ORDER BY position) AS total FROM import_row
       WHERE import_id = $1 AND position >= $2 AND position < $3 GROUP BY position)
     SELECT r.reference, r.position, json_agg(${ROW} ORDER BY row_number) AS rows
     FROM import_row r
     WHERE import_id = $1 AND position >= $2 AND position < $3
       AND position <= (SELECT coalesce(max(position) FILTER (WHERE total <= $4), $2) FROM sizes)
     GROUP BY reference, position ORDER BY position`,
    [importId, position, position + most.declarations, most.rows],
  );
}

/** Rows that belong to no declaration, with what is wrong with them. */
export const strayRows = (tx: Tx, importId: string): Promise<FileRow[]> =>
  tx.rows(
    `SELECT row_number AS "rowNumber", cells, coalesce(faults, '[]') AS faults
     FROM import_row WHERE import_id = $1 AND position IS NULL ORDER BY row_number`,
    [importId],
  );
