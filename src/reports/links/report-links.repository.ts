import type { Tx } from '../../platform/database/tx.js';
import { ReportLinkEntity } from './report-link.entity.js';
import type { ReportLinkView } from './report-links.dto.js';

export const insertLink = async (tx: Tx, link: ReportLinkEntity): Promise<void> => {
  await tx.manager.insert(ReportLinkEntity, link as never);
};

const VIEW = `id, question, format, created_at AS "createdAt", actor_name AS "createdBy", expires_at AS "expiresAt",
  revoked_at AS "revokedAt", last_used_at AS "lastUsedAt"`;

/** The links of whoever asks, the latest first; an administrator sees all. */
export const linkViews = (
  tx: Tx,
  owner: string | null,
  { before, limit }: { before: string | null; limit: number },
): Promise<ReportLinkView[]> =>
  tx.rows<ReportLinkView>(
    `SELECT ${VIEW} FROM report_link WHERE ($1::uuid IS NULL OR coalesce(actor_person, actor_key) = $1)
       AND ($2::uuid IS NULL OR id < $2::uuid) ORDER BY id DESC LIMIT $3`,
    [owner, before, limit],
  );

/** Ends a link; false where there is none that the actor may end. One that has ended stays as it is. */
export const endLink = async (tx: Tx, owner: string | null, { id, at }: { id: string; at: string }): Promise<boolean> =>
  (await tx.run(
    `UPDATE report_link SET revoked_at = coalesce(revoked_at, $2)
     WHERE id = $1 AND ($3::uuid IS NULL OR coalesce(actor_person, actor_key) = $3)`,
    [id, at, owner],
  )) === 1;

/** A link that may be followed: not ended, and neither is the person or the key that made it. To the minute, it notes that it was used. */
export async function usableLink(tx: Tx, tokenSha256: Buffer, at: string): Promise<ReportLinkEntity | null> {
  const link = await tx.manager.findOneBy(ReportLinkEntity, { tokenSha256 });
  if (!link || link.revokedAt !== null || link.expiresAt <= at) return null;
  if (!(await isCallerAlive(tx, link, at))) return null;
  await tx.run(
    `UPDATE report_link SET last_used_at = $2
     WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
    [link.id, at],
  );
  return link;
}

/** Whether the person or the key that made a link may still ask. */
async function isCallerAlive(
  tx: Tx,
  { actorPerson, actorKey, organisationId }: ReportLinkEntity,
  at: string,
): Promise<boolean> {
  const row = await tx.one<{ alive: boolean }>(
    `SELECT CASE WHEN $1::uuid IS NOT NULL THEN EXISTS (SELECT FROM person WHERE id = $1 AND state = 'active')
         ELSE $2::uuid IS NULL OR EXISTS (SELECT FROM api_key
           WHERE id = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4)) END
       AND NOT EXISTS (SELECT FROM organisation WHERE id = $3 AND state = 'closed') AS alive`,
    [actorPerson, actorKey, organisationId, at],
  );
  return row?.alive ?? false;
}
