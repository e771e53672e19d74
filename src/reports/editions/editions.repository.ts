import type { Tx } from '../../platform/database/tx.js';
import type { EditionFormat } from './editions.dto.js';
import { ReportEditionFileEntity } from './edition-file.entity.js';
import { ReportEditionEntity } from './edition.entity.js';

/** An edition as a list shows it. */
export type EditionHead = Omit<ReportEditionEntity, 'actorKey' | 'actorName'> & { readonly createdBy: string };
export type EditionFile = Omit<ReportEditionFileEntity, 'editionId'>;

export async function keepEdition(tx: Tx, edition: ReportEditionEntity, files: readonly EditionFile[]): Promise<void> {
  await tx.manager.insert(ReportEditionEntity, edition as never);
  for (const file of files) await tx.manager.insert(ReportEditionFileEntity, { editionId: edition.id, ...file });
}

const HEAD = `id, name, question, language, as_of AS "asOf", total, row_count AS "rowCount", created_at AS "createdAt",
  actor_name AS "createdBy"`;

/** Newest first; `before` is the id of the last one of the page before. */
export const editionHeads = (tx: Tx, before: string | null, limit: number): Promise<EditionHead[]> =>
  tx.rows<EditionHead>(
    `SELECT ${HEAD} FROM report_edition WHERE $1::uuid IS NULL OR id < $1::uuid ORDER BY id DESC LIMIT $2`,
    [before, limit],
  );

export const editionById = (tx: Tx, id: string): Promise<EditionHead | null> =>
  tx.one<EditionHead>(`SELECT ${HEAD} FROM report_edition WHERE id = $1`, [id]);

export const editionFile = (tx: Tx, editionId: string, format: EditionFormat): Promise<EditionFile | null> =>
  tx.manager.findOneBy(ReportEditionFileEntity, { editionId, format });
