import type { Tx } from '../platform/database/tx.js';
import type { Violation } from '../vocabulary/violation.js';
import type { FileRow } from './domain/draft.js';
import type { StagedRow } from './reading.js';

export interface StoredFile {
  readonly id: string;
  readonly brokerId: string;
  readonly actorKey: string | null;
  readonly actorName: string;
  readonly kind: string;
  readonly mode: 'good' | 'all';
  readonly dryRun: boolean;
  readonly submit: boolean;
  readonly mediaType: string;
  readonly content: Buffer;
  readonly state: 'queued' | 'running' | 'finished' | 'failed';
}

export interface Outcome {
  readonly position: number;
  readonly reference: string;
  readonly outcome: 'created' | 'replaced' | 'submitted' | 'unchanged' | 'refused';
  readonly rows: number;
  readonly declarationId: string | null;
}

export interface RowError {
  readonly rowNumber: number;
  readonly column: string | null;
  readonly violation: Violation;
}

/** Keeps the file as it came. */
export async function keepFile(
  tx: Tx,
  file: Omit<StoredFile, 'state'> & { sha256: string; createdAt: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO import_file (id, broker_id, actor_key, actor_name, kind, mode, dry_run, submit, media_type, sha256, content, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'queued', $12)`,
    [
      file.id,
      file.brokerId,
      file.actorKey,
      file.actorName,
      file.kind,
      file.mode,
      file.dryRun,
      file.submit,
      file.mediaType,
      file.sha256,
      file.content,
      file.createdAt,
    ],
  );
}

const FILE_COLUMNS = `id, broker_id AS "brokerId", actor_key AS "actorKey", actor_name AS "actorName", kind, mode, dry_run AS "dryRun", submit,
  media_type AS "mediaType", content, state`;

export const fileById = (tx: Tx, id: string): Promise<StoredFile | null> =>
  tx.one<StoredFile>(`SELECT ${FILE_COLUMNS} FROM import_file WHERE id = $1`, [id]);

/** Locks the import's row: of two workers with the same job the second waits for each chunk, and then finds it done. */
export const countAttempt = (tx: Tx, id: string): Promise<{ attempts: number } | null> =>
  tx.one('UPDATE import_file SET attempts = attempts + 1 WHERE id = $1 RETURNING attempts', [id]);

export const lockFile = (tx: Tx, id: string): Promise<{ state: StoredFile['state'] } | null> =>
  tx.one('SELECT state FROM import_file WHERE id = $1 FOR UPDATE', [id]);

/**
 * Stages the rows by COPY; a repeated run stages them anew. PostgreSQL refuses COPY into a table with row-level security,
 * so the rows pass through a table of this transaction on their way.
 */
export async function stageRows(
  tx: Tx,
  staged: {
    importId: string;
    brokerId: string;
    header: readonly string[];
    delimiter: string;
    encoding: string;
    startedAt: string;
  },
  rows: Iterable<StagedRow>,
): Promise<void> {
  await tx.run('DELETE FROM import_row WHERE import_id = $1', [staged.importId]);
  await tx.run(
    `CREATE TEMPORARY TABLE staged_row (row_number integer, reference text, position integer, header_sha256 text, cells text[]) ON COMMIT DROP`,
  );
  const count = await tx.copy(
    'staged_row',
    ['row_number', 'reference', 'position', 'header_sha256', 'cells'],
    cellsFor(rows),
  );
  await tx.run(
    `INSERT INTO import_row (import_id, broker_id, row_number, reference, position, header_sha256, cells)
     SELECT $1, $2, row_number, reference, position, header_sha256, cells FROM staged_row`,
    [staged.importId, staged.brokerId],
  );
  await tx.run(
    `UPDATE import_file SET state = 'running', rows = $2, header = $3, delimiter = $4, encoding = $5, started_at = coalesce(started_at, $6),
       declarations = (SELECT count(DISTINCT reference) FROM import_row WHERE import_id = $1 AND reference <> '')
     WHERE id = $1`,
    [staged.importId, count, staged.header, staged.delimiter, staged.encoding, staged.startedAt],
  );
}

function* cellsFor(rows: Iterable<StagedRow>): Generator<(string | null)[]> {
  for (const { row, reference, position, headerSha256 } of rows) {
    const cells = `{${row.cells.map((cell) => `"${cell.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
    yield [String(row.rowNumber), reference, position === null ? null : String(position), headerSha256, cells];
  }
}

export interface StagedReference {
  readonly reference: string;
  readonly rows: FileRow[];
  /** Rows whose header fields differ from those of the first row of the reference. */
  readonly disagreeing: number[];
}

/** The next references after `position`, in the order of the file, each with its rows: grouped and compared by the database. */
export function stagedReferences(
  tx: Tx,
  importId: string,
  position: number,
  count: number,
): Promise<StagedReference[]> {
  return tx.rows<StagedReference>(
    `SELECT reference, json_agg(json_build_object('rowNumber', row_number, 'cells', cells) ORDER BY row_number) AS rows,
       coalesce(json_agg(row_number ORDER BY row_number) FILTER (WHERE header_sha256 <> head_sha256), '[]') AS disagreeing
     FROM (SELECT reference, position, row_number, cells, header_sha256,
             first_value(header_sha256) OVER (PARTITION BY position ORDER BY row_number) AS head_sha256
           FROM import_row WHERE import_id = $1 AND position >= $2 AND position < $3) r
     GROUP BY reference, position ORDER BY position`,
    [importId, position, position + count],
  );
}

/** Rows that name no reference belong to no declaration: told one by one. */
export const rowsWithoutReference = (tx: Tx, importId: string): Promise<{ rowNumber: number }[]> =>
  tx.rows(
    `SELECT row_number AS "rowNumber" FROM import_row WHERE import_id = $1 AND reference = '' ORDER BY row_number`,
    [importId],
  );

export const outcomesSoFar = async (tx: Tx, importId: string): Promise<number> =>
  (await tx.one<{ done: number }>('SELECT count(*)::int AS done FROM import_outcome WHERE import_id = $1', [importId]))
    ?.done ?? 0;

/** What became of a chunk of declarations, and what was wrong with their rows. */
export async function keepOutcomes(
  tx: Tx,
  file: { id: string; brokerId: string },
  outcomes: readonly Outcome[],
  errors: readonly RowError[],
): Promise<void> {
  await tx.run(
    `INSERT INTO import_outcome (import_id, broker_id, position, reference, outcome, rows, declaration_id)
     SELECT $1, $2, position, reference, outcome, rows, "declarationId"
     FROM jsonb_to_recordset($3::jsonb) AS r (position int, reference text, outcome text, rows int, "declarationId" uuid)`,
    [file.id, file.brokerId, JSON.stringify(outcomes)],
  );
  await keepErrors(tx, file, errors);
  await tx.run(`UPDATE import_file SET done = done + $2 WHERE id = $1`, [file.id, outcomes.length]);
}

/** Numbers the errors of a row after those it has. */
export async function keepErrors(
  tx: Tx,
  file: { id: string; brokerId: string },
  errors: readonly RowError[],
): Promise<void> {
  if (errors.length === 0) return;
  const rows = errors.map(({ rowNumber, column, violation }) => ({
    rowNumber,
    column,
    ...violation,
    params: violation.params ?? {},
  }));
  await tx.run(
    `INSERT INTO import_error (import_id, broker_id, row_number, number, "column", code, severity, params)
     SELECT $1, $2, r."rowNumber",
       coalesce((SELECT max(number) FROM import_error e WHERE e.import_id = $1 AND e.row_number = r."rowNumber"), 0)
         + row_number() OVER (PARTITION BY r."rowNumber"),
       r."column", r.code, r.severity, r.params || jsonb_build_object('pointer', r.pointer)
     FROM jsonb_to_recordset($3::jsonb)
       AS r ("rowNumber" int, "column" text, code text, severity text, params jsonb, pointer text)`,
    [file.id, file.brokerId, JSON.stringify(rows)],
  );
}

/** Counts what became of the file and ends it. */
export async function finishFile(tx: Tx, id: string, at: string): Promise<void> {
  await tx.run(
    `UPDATE import_file f SET state = 'finished', finished_at = $2,
       accepted = o.accepted, rejected = o.rejected, unchanged = o.unchanged,
       rows_rejected = o.rows_rejected + (SELECT count(*) FROM import_row WHERE import_id = $1 AND reference = '')
     FROM (SELECT count(*) FILTER (WHERE outcome IN ('created', 'replaced', 'submitted')) AS accepted,
             count(*) FILTER (WHERE outcome = 'refused') AS rejected,
             count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
             coalesce(sum(rows) FILTER (WHERE outcome = 'refused'), 0) AS rows_rejected
           FROM import_outcome WHERE import_id = $1) o
     WHERE f.id = $1`,
    [id, at],
  );
}

/** The file cannot be read at all: it is kept, with the reason. */
export async function failFile(
  tx: Tx,
  id: string,
  at: string,
  failure: { code: string; violations: readonly Violation[] },
): Promise<void> {
  await tx.run(`UPDATE import_file SET state = 'failed', finished_at = $2, failure = $3 WHERE id = $1`, [
    id,
    at,
    failure,
  ]);
}
