import type { Tx } from '../../platform/database/tx.js';
import { ReportLinkEntity } from './report-link.entity.js';
import type { ReportLinkView } from './report-links.dto.js';

export const insertLink = async (tx: Tx, link: ReportLinkEntity): Promise<void> => {
  await tx.manager.insert(ReportLinkEntity, link as never);
};

const VIEW = `id, question, format, created_at AS "createdAt", actor_name AS "createdBy", expires_at AS "expiresAt",
  revoked_at AS "revokedAt", last_used_at AS "lastUsedAt"`;

/** The links of whoever asks, the latest first; an administrator sees all. */
export const linkViews = (tx: Tx, before: string | null, limit: number): Promise<ReportLinkView[]> =>
  tx.rows<ReportLinkView>(
    `SELECT ${VIEW} FROM report_link WHERE $1::uuid IS NULL OR id < $1::uuid ORDER BY id DESC LIMIT $2`,
    [before, limit],
  );

/** Ends a link; false where there is none that the actor may end. One that has ended stays as it is. */
export const endLink = async (tx: Tx, id: string, at: string): Promise<boolean> =>
  (await tx.run('UPDATE report_link SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1', [id, at])) === 1;

/** A link that may be followed: not ended, and neither is the key that made it. To the minute, it notes that it was used. */
export async function usableLink(tx: Tx, tokenSha256: Buffer, at: string): Promise<ReportLinkEntity | null> {
  const link = await tx.manager.findOneBy(ReportLinkEntity, { tokenSha256 });
  if (!link || link.revokedAt !== null || link.expiresAt <= at) return null;
  if (link.actorKey !== null && !(await isKeyAlive(tx, link.actorKey, at))) return null;
  await tx.run(
    `UPDATE report_link SET last_used_at = $2
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
    [link.id, at],
  );
  return link;
}

async function isKeyAlive(tx: Tx, id: string, at: string): Promise<boolean> {
  const row = await tx.one<{ alive: boolean }>(
    'SELECT revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) AS alive FROM api_key WHERE id = $1',
    [id, at],
  );
  return row?.alive ?? false;
}
