import type { Tx } from '../../platform/database/tx.js';
import type { Instant } from '../../vocabulary/period.js';
import type { NoticeMailEntity } from './notice-mail.entity.js';

/** One reminder on its way by mail. */
export interface Mail extends Omit<
  NoticeMailEntity,
  'organisationId' | 'reminderId' | 'lease' | 'leasedUntil' | 'nextAttemptAt'
> {
  readonly reminder: string;
  readonly nextAttemptAt: Instant | null;
}

/** Mails of a firm, the latest first. `after` has createdAt and id of the last of the page before. */
export function mails(
  tx: Tx,
  organisation: string,
  { after, limit }: { after: readonly string[] | null; limit: number },
): Promise<Mail[]> {
  const [createdAt = null, id = null] = after ?? [];
  return tx.rows<Mail>(
    `SELECT id, reminder_id AS reminder, email, language, message_id AS "messageId", state, attempts,
       CASE WHEN state = 'pending' THEN next_attempt_at END AS "nextAttemptAt", last_attempt_at AS "lastAttemptAt",
       last_answer AS "lastAnswer", sent_at AS "sentAt", created_at AS "createdAt"
     FROM notice_mail WHERE organisation_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $4`,
    [organisation, createdAt, id, limit],
  );
}
