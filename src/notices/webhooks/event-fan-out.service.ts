import { Inject, Injectable } from '@nestjs/common';
import { takenEvents } from '../../domain-events/record-events.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { FaultPoints } from '../../platform/fault-points.js';
import { SYSTEM } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { newId } from '../../vocabulary/id.js';
import { ADDRESSED } from './event-audience.query.js';

const BATCH = 500;

/** What is put into the queues of the endpoints, and into the mail of the firms. */
const FAN_OUT = `
  WITH taken AS (${takenEvents(BATCH)}),
  ${ADDRESSED},
  asked AS (
    SELECT DISTINCT ON (w.id, addressed.position) addressed.*, w.id AS webhook_id, w.organisation_id, w.last_number
    FROM addressed JOIN webhook w ON addressed.type = ANY (w.events) AND CASE w.scope
      WHEN 'firm' THEN w.organisation_id = addressed.broker_id
      WHEN 'office' THEN addressed.for_office AND w.customs_office = addressed.customs_office
      ELSE addressed.for_office END
    ORDER BY w.id, addressed.position, addressed.subject_uuid DESC),
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
    SELECT gen_random_uuid(), a.organisation_id, addressed.subject_uuid, a.email, a.language,
      'reminder.' || addressed.subject_uuid || '.' || left(encode(sha256(convert_to(a.email, 'UTF8')), 'hex'), 16), $1::timestamptz, $1::timestamptz
    FROM addressed JOIN notice_address a ON a.organisation_id = addressed.broker_id
    WHERE $2::boolean AND addressed.type IN ('reminder.created', 'reminder.pre-close'))
  SELECT count(*)::integer AS taken FROM taken`;

/**
 * Carries recorded events into the queue of every endpoint that asked for them, numbered without gaps, and
 * into the mail: taken and queued in one commit, so once each whatever crashes.
 */
@Injectable()
export class EventFanOut {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly faultPoints: FaultPoints,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Queues every recorded event; returns how many there were. */
  async run(): Promise<number> {
    for (let total = 0; ;) {
      const taken = await this.database.transaction(SYSTEM, (tx) => this.runBatch(tx));
      total += taken;
      if (taken < BATCH) return total;
    }
  }

  private async runBatch(tx: Tx): Promise<number> {
    const [any] = await tx.rows('SELECT 1 FROM domain_event LIMIT 1');
    if (!any) return 0;
    // Another fan-out, or a test that is queued, waits here: numbers are given in the order of the events, and each once.
    await tx.rows('SELECT id FROM webhook ORDER BY id FOR UPDATE');
    const done = await tx.one<{ taken: number }>(FAN_OUT, [this.clock.now().toISOString(), this.config.smtp !== null]);
    this.faultPoints.reached('events-queued');
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
