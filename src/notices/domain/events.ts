import type { Instant } from '../../vocabulary/period.js';

/** What others can be told of, and the entries of the audit trail that say it happened. */
export const EVENT_ACTIONS = {
  'declaration.moved': ['declaration.submitted', 'declaration.moved'],
  'clearance.finished': ['clearance.finished'],
  'settlement.finished': ['settlement.finished', 'settlement.parked-retried'],
  'correction.sent': ['correction.asked', 'correction.asked-again'],
  'reminder.created': ['reminder.created'],
  'reminder.pre-close': ['reminder.pre-close'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EventType = keyof typeof EVENT_ACTIONS;
export const EVENT_TYPES = Object.keys(EVENT_ACTIONS) as EventType[];

export const isEventType = (text: unknown): text is EventType => EVENT_TYPES.some((type) => type === text);

/** The event that `POST …/test` sends; nobody subscribes to it. */
export const TEST_EVENT = 'webhook.test';

/** What is sent, as it was noted. */
export interface Told {
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
export const cloudEventOf = ({ id, number, type, market, subject, occurredAt, data }: Told) => ({
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
