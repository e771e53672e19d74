import type { Tx } from '../../platform/database/tx.js';
import type { Language } from '../../vocabulary/language.js';
import type { Instant } from '../../vocabulary/period.js';
import type { ReminderToSend } from '../domain/reminder-email.js';
import { ATTEMPTS_MAX, waitMs } from '../domain/waits.js';

/** A mail that is ours to send now. */
export interface LeasedMail {
  readonly id: string;
  readonly email: string;
  readonly language: Language;
  readonly messageId: string;
  readonly attempts: number;
  readonly reminder: ReminderToSend;
}

/** Takes the mail that waits longest under a lease, as an endpoint's queue is: no lock is held while a mail server thinks. */
export async function leaseMail(tx: Tx, lease: string, now: Instant): Promise<LeasedMail | null> {
  const held = await tx.one<{ id: string }>(
    `UPDATE notice_mail SET lease = $1, leased_until = clock_timestamp() + interval '2 minutes'
     WHERE id = (SELECT id FROM notice_mail WHERE state = 'pending' AND next_attempt_at <= $2
         AND (leased_until IS NULL OR leased_until < clock_timestamp())
       ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [lease, now],
  );
  return (
    held &&
    tx.one<LeasedMail>(
      `SELECT m.id, m.email, m.language, m.message_id AS "messageId", m.attempts,
         jsonb_build_object('id', r.id, 'market', r.market, 'month', r.month, 'kind', r.kind, 'items', r.items,
           'calendarPublished', r.calendar_published) AS reminder
       FROM notice_mail m JOIN reminder r ON r.id = m.reminder_id WHERE m.id = $1`,
      [held.id],
    )
  );
}

export interface MailOutcome {
  readonly now: Instant;
  /** What the server said, or why it said nothing. */
  readonly answer: string;
  readonly result: 'sent' | 'refused-for-now' | 'refused-for-good' | 'unreachable';
  readonly chance: number;
}

/** Writes down an attempt. When the server cannot be reached all other mails wait as long as this one. */
export async function recordMail(tx: Tx, mail: LeasedMail, outcome: MailOutcome): Promise<void> {
  const { now, answer, result, chance } = outcome;
  const attempts = mail.attempts + 1;
  const wait = waitMs(attempts, chance) / 1_000;
  const over = result === 'refused-for-good' || attempts >= ATTEMPTS_MAX;
  await tx.run(
    `UPDATE notice_mail SET attempts = attempts + 1, last_attempt_at = $2, last_answer = $3, lease = NULL, leased_until = NULL,
       state = $4, sent_at = CASE WHEN $4 = 'sent' THEN $2::timestamptz END,
       next_attempt_at = $2::timestamptz + make_interval(secs => $5)
     WHERE id = $1 AND state = 'pending'`,
    [mail.id, now, answer.slice(0, 500), result === 'sent' ? 'sent' : over ? 'given-up' : 'pending', wait],
  );
  if (result !== 'unreachable') return;
  await tx.run(
    `UPDATE notice_mail SET next_attempt_at = $1::timestamptz + make_interval(secs => $2)
     WHERE state = 'pending' AND next_attempt_at < $1::timestamptz + make_interval(secs => $2)`,
    [now, wait],
  );
}
