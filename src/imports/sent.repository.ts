import type { Tx } from '../platform/database/tx.js';

/** What a file of the firm said last of a declaration (`fileSha256`), and what the declaration said after that (`storedSha256`). */
export interface Sent {
  readonly declarationId: string;
  readonly fileSha256: string;
  readonly storedSha256: string;
}

export async function sentBefore(tx: Tx, declarationIds: readonly string[]): Promise<Map<string, Sent>> {
  const rows = await tx.rows<Sent>(
    `SELECT declaration_id AS "declarationId", file_sha256 AS "fileSha256", stored_sha256 AS "storedSha256"
     FROM import_sent WHERE declaration_id = ANY ($1::uuid[])`,
    [declarationIds],
  );
  return new Map(rows.map((row) => [row.declarationId, row]));
}

export async function keepSent(tx: Tx, brokerId: string, sent: readonly Sent[]): Promise<void> {
  if (sent.length === 0) return;
  await tx.run(
    `INSERT INTO import_sent (declaration_id, broker_id, file_sha256, stored_sha256)
     SELECT "declarationId", $1, "fileSha256", "storedSha256"
     FROM jsonb_to_recordset($2::jsonb) AS r ("declarationId" uuid, "fileSha256" text, "storedSha256" text)
     ON CONFLICT (declaration_id) DO UPDATE SET file_sha256 = excluded.file_sha256, stored_sha256 = excluded.stored_sha256`,
    [brokerId, JSON.stringify(sent)],
  );
}
