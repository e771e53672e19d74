import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { cutPoint } from '../platform/config/cut-point.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { newId } from '../vocabulary/id.js';
import { TOLD } from './told.query.js';

const BATCH = 500;

/** What is put into the queues of the endpoints, and into the mail of the firms. */
const SPREAD = `
  WITH taken AS (DELETE FROM news WHERE position IN (SELECT position FROM news ORDER BY position LIMIT ${BATCH}) RETURNING *),
  ${TOLD},
  asked AS (
    SELECT DISTINCT ON (w.id, told.position) told.*, w.id AS webhook_id, w.organisation_id, w.last_number
    FROM told JOIN webhook w ON told.type = ANY (w.events) AND CASE w.scope
      WHEN 'firm' THEN w.organisation_id = told.broker_id
      WHEN 'office' THEN told.for_office AND w.customs_office = told.customs_office
      ELSE told.for_office END
    ORDER BY w.id, told.position, told.subject_uuid DESC),
  numbered AS (SELECT *, last_number + row_number() OVER (PARTITION BY webhook_id ORDER BY position) AS number FROM asked),
  queued AS (
    INSERT INTO webhook_delivery (id, webhook_id, organisation_id, number, event_id, type, market, subject, data, occurred_at,
      next_attempt_at, created_at)
    SELECT gen_random_uuid(), webhook_id, organisation_id, number, id, type, market, subject, data, at, $1::timestamptz, $1::timestamptz
    FROM numbered),
  counted AS (
    UPDATE webhook w SET last_number = n.last FROM (SELECT webhook_id, max(number) AS last FROM numbered GROUP BY webhook_id) n
    WHERE w.id = n.webhook_id),
  mailed AS (
    INSERT INTO notice_mail (id, organisation_id, reminder_id, email, language, message_id, next_attempt_at, created_at)
    SELECT gen_random_uuid(), a.organisation_id, told.subject_uuid, a.email, a.language,
      'reminder.' || told.subject_uuid || '.' || left(encode(sha256(convert_to(a.email, 'UTF8')), 'hex'), 16), $1::timestamptz, $1::timestamptz
    FROM told JOIN notice_address a ON a.organisation_id = told.broker_id
    WHERE $2::boolean AND told.type IN ('reminder.created', 'reminder.pre-close'))
  SELECT count(*)::integer AS taken FROM taken`;

/**
 * Carries what was noted in the commit of a deed into the queue of every endpoint that asked for it, numbered without gaps, and
 * into the mail: taken and queued in one commit, so once each whatever crashes.
 */
@Injectable()
export class NewsDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Spreads everything that is noted; returns how much it was. */
  async spread(): Promise<number> {
    for (let total = 0; ;) {
      const taken = await this.database.transaction(SYSTEM, (tx) => this.spreadBatch(tx));
      total += taken;
      if (taken < BATCH) return total;
    }
  }

  private async spreadBatch(tx: Tx): Promise<number> {
    const [any] = await tx.rows('SELECT 1 FROM news LIMIT 1');
    if (!any) return 0;
    // Who else spreads, or queues a test, waits here: numbers are given in the order of the news, and each once.
    await tx.rows('SELECT id FROM webhook ORDER BY id FOR UPDATE');
    const done = await tx.one<{ taken: number }>(SPREAD, [this.clock.now().toISOString(), this.config.smtp !== null]);
    cutPoint('news-spread');
    return done?.taken ?? 0;
  }
}

/** Puts one event into the queue of one endpoint, outside of any subscription. The caller may write to the endpoint. */
export async function queueTest(tx: Tx, webhookId: string, event: { type: string; now: string }): Promise<string> {
  const id = newId();
  await tx.run(
    `WITH counted AS (UPDATE webhook SET last_number = last_number + 1 WHERE id = $2 RETURNING id, organisation_id, last_number)
     INSERT INTO webhook_delivery (id, webhook_id, organisation_id, number, event_id, type, subject, data, occurred_at, next_attempt_at, created_at)
     SELECT $1::uuid, id, organisation_id, last_number, $1::uuid, $3::text, 'webhook/' || id, '{"test": true}', $4::timestamptz, $4::timestamptz, $4::timestamptz
     FROM counted`,
    [id, webhookId, event.type, event.now],
  );
  return id;
}
