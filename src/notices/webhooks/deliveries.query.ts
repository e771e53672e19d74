import type { Tx } from '../../platform/database/tx.js';
import { utcText } from '../../platform/database/utc-text.js';
import type { Instant } from '../../vocabulary/period.js';
import type { WebhookAttemptEntity } from './webhook-attempt.entity.js';
import { cloudEventOf, type OutgoingEvent } from '../domain/events.js';

/** One try to deliver: a status, or why there was none. */
export type Attempt = Pick<WebhookAttemptEntity, 'at' | 'status' | 'durationMs' | 'answer' | 'error'>;

/** One event on its way to one endpoint, with every attempt. */
export interface Delivery {
  readonly id: string;
  readonly number: number;
  readonly type: string;
  readonly subject: string;
  readonly state: 'pending' | 'delivered' | 'given-up';
  readonly nextAttemptAt: Instant | null;
  readonly occurredAt: Instant;
  readonly attempts: readonly Attempt[];
  /** The body as it is sent: what was missed can be read here. */
  readonly event: ReturnType<typeof cloudEventOf>;
}

export interface DeliveriesAsked {
  readonly webhook: string;
  /** Numbers above this one, in rising order: what a receiver missed; null for the latest first. */
  readonly after: number | null;
  /** Number of the last delivery of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

type Row = Omit<Delivery, 'event' | 'number'> & Omit<OutgoingEvent, 'number'> & { readonly number: string };

const DELIVERY = `
  SELECT d.id, d.number, d.type, d.market, d.subject, d.data, d.state, d.occurred_at AS "occurredAt",
    CASE WHEN d.state = 'pending' THEN d.next_attempt_at END AS "nextAttemptAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('at', ${utcText('a.at')},
      'status', a.status, 'durationMs', a.duration_ms, 'answer', a.answer, 'error', a.error) ORDER BY a.id)
      FROM webhook_attempt a WHERE a.delivery_id = d.id), '[]') AS attempts
  FROM webhook_delivery d`;

const deliveryOf = ({ market, data, ...row }: Row): Delivery => {
  const number = Number(row.number);
  const { id, type, subject, occurredAt, state, nextAttemptAt, attempts } = row;
  const event = cloudEventOf({ id, number, type, market, subject, occurredAt, data });
  return { id, number, type, subject, state, nextAttemptAt, occurredAt, attempts, event };
};

/** Deliveries of an endpoint: the latest first, or after a number in rising order. */
export async function deliveries(tx: Tx, { webhook, after, cursor, limit }: DeliveriesAsked): Promise<Delivery[]> {
  const rows = await (after === null
    ? tx.rows<Row>(
        `${DELIVERY} WHERE d.webhook_id = $1 AND ($2::bigint IS NULL OR d.number < $2) ORDER BY d.number DESC LIMIT $3`,
        [webhook, cursor, limit],
      )
    : tx.rows<Row>(`${DELIVERY} WHERE d.webhook_id = $1 AND d.number > $2 ORDER BY d.number LIMIT $3`, [
        webhook,
        cursor ?? after,
        limit,
      ]));
  return rows.map(deliveryOf);
}

export async function deliveryById(tx: Tx, webhook: string, id: string): Promise<Delivery | null> {
  const row = await tx.one<Row>(
    `${DELIVERY} WHERE d.webhook_id = $1 AND d.id = $2
     AND EXISTS (SELECT 1 FROM webhook w WHERE w.id = d.webhook_id AND own_row(w.organisation_id, w.customs_office))`,
    [webhook, id],
  );
  return row && deliveryOf(row);
}
