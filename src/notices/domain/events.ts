import type { Instant } from '../../vocabulary/period.js';

/** The event that `POST …/test` sends; nobody subscribes to it. */
export const TEST_EVENT = 'webhook.test';

/** An event as one endpoint is sent it. */
export interface OutgoingEvent {
  readonly id: string;
  /** Counts the events of one endpoint from 1, without gaps. */
  readonly number: number;
  readonly type: string;
  readonly market: string | null;
  /** `declaration/<id>`; events of one subject are sent in order. */
  readonly subject: string;
  readonly occurredAt: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The body of a delivery: CloudEvents 1.0 in JSON, structured; `sequence` is the extension of that name. */
export const cloudEventOf = ({ id, number, type, market, subject, occurredAt, data }: OutgoingEvent) => ({
  specversion: '1.0',
  id,
  source: market === null ? '/loomgate' : `/loomgate/markets/${market}`,
  type,
  subject,
  time: occurredAt,
  datacontenttype: 'application/json',
  sequence: String(number),
  data,
});
