import type { Tx } from '../platform/database/tx.js';
import type { Violation } from '../messages/refusals/violation.js';
import type { RowError } from './domain/draft.js';
import type { ImportFileEntity } from './import-file.entity.js';
import type { ImportOutcomeEntity } from './import-outcome.entity.js';

/** A file without its bytes. */
export type StoredFile = Pick<
  ImportFileEntity,
  | 'id'
  | 'brokerId'
  | 'actorKey'
  | 'actorPerson'
  | 'actorName'
  | 'kind'
  | 'mode'
  | 'dryRun'
  | 'submit'
  | 'mediaType'
  | 'state'
  | 'header'
  | 'delimiter'
  | 'mapping'
  | 'actorRole'
  | 'office'
>;

export type FileToKeep = Omit<StoredFile, 'state'> &
  Pick<ImportFileEntity, 'content' | 'encoding' | 'sha256' | 'createdAt'>;

export type ImportOutcome = Omit<ImportOutcomeEntity, 'importId' | 'brokerId'>;

const PIECE_BYTES = 1024 * 1024;

/** Keeps the file as it came. Its bytes are sent piece by piece: the driver copies a value twice, and 60 MB at once hold up the process. */
export async function keepFile(tx: Tx, file: FileToKeep): Promise<void> {
  await tx.run('CREATE TEMPORARY TABLE file_piece (at integer, bytes bytea) ON COMMIT DROP');
  for (let at = 0; at < file.content.length; at += PIECE_BYTES) {
    await tx.run('INSERT INTO file_piece VALUES ($1, $2)', [at, file.content.subarray(at, at + PIECE_BYTES)]);
  }
  await tx.run(
    `INSERT INTO import_file (id, broker_id, actor_key, actor_name, kind, mode, dry_run, submit, media_type, sha256, content, state,
       created_at, header, delimiter, encoding, actor_person, mapping, actor_role, office)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, string_agg(bytes, ''::bytea ORDER BY at), 'queued', $11, $12, $13, $14, $15, $16, $17, $18 FROM file_piece`,
    [
      ...[file.id, file.brokerId, file.actorKey, file.actorName, file.kind, file.mode, file.dryRun, file.submit],
      ...[file.mediaType, file.sha256, file.createdAt, file.header, file.delimiter, file.encoding, file.actorPerson],
      ...[file.mapping, file.actorRole, file.office],
    ],
  );
}

const FILE_COLUMNS = `id, broker_id AS "brokerId", actor_key AS "actorKey", actor_person AS "actorPerson", actor_name AS "actorName", kind, mode, dry_run AS "dryRun", submit,
  media_type AS "mediaType", state, header, delimiter, mapping,
  actor_role AS "actorRole", office`;

export const fileById = (tx: Tx, id: string): Promise<StoredFile | null> =>
  tx.one<StoredFile>(`SELECT ${FILE_COLUMNS} FROM import_file WHERE id = $1`, [id]);

/** The bytes of a file, read piece by piece: 60 MB at once would come as 120 MB of text and hold up the process. */
export async function contentOf(tx: Tx, id: string): Promise<Buffer> {
  const size = await tx.one<{ bytes: number }>('SELECT octet_length(content) AS bytes FROM import_file WHERE id = $1', [
    id,
  ]);
  const content = Buffer.alloc(size?.bytes ?? 0);
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    const piece = await tx.one<{ bytes: Buffer }>(
      'SELECT substring(content FROM $2 FOR $3) AS bytes FROM import_file WHERE id = $1',
      [id, at + 1, PIECE_BYTES],
    );
    piece?.bytes.copy(content, at);
  }
  return content;
}

/** Counts a start. Whatever is done for the file begins the count anew, so it is the number of starts that came to nothing. */
export const countStart = (tx: Tx, id: string): Promise<{ attempts: number } | null> =>
  tx.one('UPDATE import_file SET attempts = attempts + 1 WHERE id = $1 RETURNING attempts', [id]);

/** Locks the import's row: of two workers with the same job the second waits for each chunk, and then finds it done. */
export const lockFile = (tx: Tx, id: string): Promise<{ state: StoredFile['state'] } | null> =>
  tx.one('SELECT state FROM import_file WHERE id = $1 FOR UPDATE', [id]);

export const outcomesSoFar = async (tx: Tx, importId: string): Promise<number> =>
  (await tx.one<{ done: number }>('SELECT count(*)::int AS done FROM import_outcome WHERE import_id = $1', [importId]))
    ?.done ?? 0;

type Owned = Pick<StoredFile, 'id' | 'brokerId'>;

/** What became of a chunk of declarations, what was wrong with their rows, and the counts of the file: all true with the same commit. */
export async function keepOutcomes(
  tx: Tx,
  file: Owned,
  outcomes: readonly ImportOutcome[],
  errors: readonly RowError[],
): Promise<void> {
  await tx.run(
    `WITH stored AS (
       INSERT INTO import_outcome (import_id, broker_id, position, reference, outcome, submittable, rows, declaration_id)
       SELECT $1, $2, position, reference, outcome, submittable, rows, "declarationId"
       FROM jsonb_to_recordset($3::jsonb)
         AS r (position int, reference text, outcome text, submittable boolean, rows int, "declarationId" uuid)
       RETURNING outcome, submittable, rows),
     counts AS (
       SELECT count(*) AS done, count(*) FILTER (WHERE outcome = 'created') AS created,
         count(*) FILTER (WHERE outcome = 'replaced') AS replaced, count(*) FILTER (WHERE outcome = 'unchanged') AS unchanged,
         count(*) FILTER (WHERE outcome = 'refused') AS rejected, count(*) FILTER (WHERE submittable) AS submittable,
         coalesce(sum(rows) FILTER (WHERE outcome = 'refused'), 0) AS rows_rejected
       FROM stored)
     UPDATE import_file f SET attempts = 0, done = f.done + c.done, created = f.created + c.created, replaced = f.replaced + c.replaced,
       accepted = f.accepted + c.created + c.replaced, unchanged = f.unchanged + c.unchanged, rejected = f.rejected + c.rejected,
       submittable = f.submittable + c.submittable, rows_rejected = f.rows_rejected + c.rows_rejected
     FROM counts c WHERE f.id = $1`,
    [file.id, file.brokerId, JSON.stringify(outcomes)],
  );
  await keepErrors(tx, file, errors);
}

/** Adds errors, numbered within their rows. All errors of a row come in one call. */
export async function keepErrors(tx: Tx, file: Owned, errors: readonly RowError[]): Promise<void> {
  if (errors.length === 0) return;
  const rows = errors.map(({ rowNumber, column, value, violation }, number) => ({
    ...{ rowNumber, number, column, value },
    ...violation,
    params: { ...violation.params, pointer: violation.pointer },
  }));
  await tx.run(
    `INSERT INTO import_error (import_id, broker_id, row_number, number, "column", value, code, severity, params)
     SELECT $1, $2, "rowNumber", row_number() OVER (PARTITION BY "rowNumber" ORDER BY number), "column", value, code, severity, params
     FROM jsonb_to_recordset($3::jsonb)
       AS r ("rowNumber" int, number int, "column" text, value text, code text, severity text, params jsonb)`,
    [file.id, file.brokerId, JSON.stringify(rows)],
  );
}

export async function finishFile(tx: Tx, id: string, at: string): Promise<void> {
  await tx.run(`UPDATE import_file SET state = 'finished', finished_at = $2 WHERE id = $1`, [id, at]);
}

/** Ends a file for good, with the reason. What was taken of it stays, and stays counted. */
export async function failFile(
  tx: Tx,
  id: string,
  at: string,
  failure: { code: string; violations: readonly Violation[] },
): Promise<void> {
  await tx.run(
    `UPDATE import_file SET state = 'failed', finished_at = $2, failure = $3 WHERE id = $1 AND state IN ('queued', 'running')`,
    [id, at, failure],
  );
}
