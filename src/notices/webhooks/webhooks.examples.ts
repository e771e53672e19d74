import { either, nullOr, orNull } from '../../platform/http/description/example.js';

/** Why a webhook does not get everything. */
const PROBLEM = {
  code: 'webhook-switched-off',
  message: 'The webhook was switched off after 10 failures in a row, the last: HTTP 500.',
  remedy: 'Mend the receiver, then PUT the webhook again: it goes on where it stopped.',
};

/** Answers as the API description shows them. */
export const WEBHOOK = {
  id: '019acf4e-0800-7000-8000-000000000101',
  organisation: orNull('019a95e2-4c00-7000-8000-000000000010'),
  scope: 'firm',
  url: 'https://broker.example/loomgate',
  events: ['declaration.moved', 'reminder.created'],
  state: 'active',
  problem: nullOr(PROBLEM),
  failingSince: nullOr('2026-11-15T02:00:00.000Z'),
  waiting: 0,
  lastNumber: 0,
  createdAt: '2026-11-18T02:00:00.000Z',
  updatedAt: '2026-11-18T02:00:00.000Z',
  revision: 1,
};

/** The secret is null when the answer is a repeated one: it is kept nowhere. */
export const CREATED_WEBHOOK = {
  ...WEBHOOK,
  secret: orNull('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo='),
};

export const SWITCHED_OFF = {
  ...WEBHOOK,
  state: 'switched-off',
  problem: orNull(PROBLEM),
  failingSince: orNull('2026-11-15T02:00:00.000Z'),
  waiting: 212,
  revision: 2,
};

const DECLARATION = '019a95e2-4c00-7000-8000-000000000003';
const DIGEST = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const OF_DECLARATION = {
  ...{ declaration: DECLARATION, reference: 'DC-0001', market: 'KQ-CTC', entryId: orNull('290620260000000001') },
};

/**
 * What each event carries. Of a clearance a firm gets how many of its items are open (null where its data could not be judged),
 * the office the counts of the market and how many firms those leave out.
 */
const EVENT_DATA = either(
  { ...OF_DECLARATION, from: 'submitted', to: 'released' },
  { ...OF_DECLARATION, correction: 1, again: false },
  {
    ...{ reminder: '019acf4e-0800-7000-8000-000000000001', market: 'KQ-CTC', month: '2026-11', kind: 'reminder' },
    ...{ broker: '019a95e2-4c00-7000-8000-000000000010', items: 3, digest: DIGEST },
  },
  { settlement: '019acf4e-0800-7000-8000-000000000002', market: 'KQ-CTC', week: '2026-W46', digest: DIGEST },
  {
    ...{ market: 'KQ-CTC', day: '2026-11-17', run: '019acf4e-0800-7000-8000-000000000004' },
    ...{ opened: 2, cleared: 2, carriedOver: 1, excluded: 0, digest: DIGEST },
  },
  { market: 'KQ-CTC', day: '2026-11-17', run: '019acf4e-0800-7000-8000-000000000004', openItems: orNull(1) },
  { test: true },
);

const ATTEMPT = {
  at: '2026-11-18T02:00:00.400Z',
  status: orNull(200),
  durationMs: 41,
  answer: orNull('ok'),
  error: nullOr('connect ECONNREFUSED'),
};

export const DELIVERY = {
  id: '7b0c1f2e-6f5d-4a53-9d3c-1f6f3b8a2c11',
  number: 1,
  type: 'declaration.moved',
  subject: `declaration/${DECLARATION}`,
  state: 'delivered',
  nextAttemptAt: nullOr('2026-11-18T02:00:05.400Z'),
  occurredAt: '2026-11-18T02:00:00.000Z',
  attempts: [ATTEMPT],
  event: {
    specversion: '1.0',
    id: '7b0c1f2e-6f5d-4a53-9d3c-1f6f3b8a2c11',
    source: '/loomgate/markets/KQ-CTC',
    type: 'declaration.moved',
    subject: `declaration/${DECLARATION}`,
    time: '2026-11-18T02:00:00.000Z',
    datacontenttype: 'application/json',
    sequence: '1',
    data: EVENT_DATA,
  },
};

const TESTED = { type: 'webhook.test', subject: `webhook/${WEBHOOK.id}` };

export const TEST_DELIVERY = {
  ...DELIVERY,
  ...TESTED,
  state: 'pending',
  nextAttemptAt: DELIVERY.occurredAt,
  attempts: [],
  event: { ...DELIVERY.event, ...TESTED, source: '/loomgate', data: { test: true } },
};
