import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';

/** One reminder on its way by mail. */
export interface Mail {
  readonly id: string;
  readonly reminder: string;
  readonly email: string;
  readonly language: string;
  readonly messageId: string;
  readonly state: 'pending' | 'sent' | 'given-up';
  readonly attempts: number;
  readonly nextAttemptAt: Instant | null;
  readonly lastAttemptAt: Instant | null;
  /** What the mail server said last, or why it said nothing. */
  readonly lastAnswer: string | null;
  readonly sentAt: Instant | null;
  readonly createdAt: Instant;
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
