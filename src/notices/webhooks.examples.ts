/** Answers as the API description shows them. */
export const WEBHOOK = {
  id: '019acf4e-0800-7000-8000-000000000101',
  organisation: '019a95e2-4c00-7000-8000-000000000010',
  scope: 'firm',
  url: 'https://broker.example/loomgate',
  events: ['declaration.moved', 'reminder.created'],
  state: 'active',
  problem: null,
  failingSince: null,
  waiting: 0,
  lastNumber: 0,
  createdAt: '2026-11-18T02:00:00.000Z',
  updatedAt: '2026-11-18T02:00:00.000Z',
  revision: 1,
};

export const CREATED_WEBHOOK = { ...WEBHOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=' };

export const SWITCHED_OFF = {
  ...WEBHOOK,
  state: 'switched-off',
  problem: {
    code: 'webhook-switched-off',
    message: 'The webhook was switched off after 10 failures in a row, the last: HTTP 500.',
    remedy: 'Mend the receiver, then PUT the webhook again: it goes on where it stopped.',
  },
  failingSince: '2026-11-15T02:00:00.000Z',
  waiting: 212,
  revision: 2,
};

export const DELIVERY = {
  id: '7b0c1f2e-6f5d-4a53-9d3c-1f6f3b8a2c11',
  number: 1,
  type: 'declaration.moved',
  subject: 'declaration/019a95e2-4c00-7000-8000-000000000003',
  state: 'delivered',
  nextAttemptAt: null,
  occurredAt: '2026-11-18T02:00:00.000Z',
  attempts: [{ at: '2026-11-18T02:00:00.400Z', status: 200, durationMs: 41, answer: 'ok', error: null }],
  event: {
    specversion: '1.0',
    id: '7b0c1f2e-6f5d-4a53-9d3c-1f6f3b8a2c11',
    source: '/loomgate/markets/KQ-CTC',
    type: 'declaration.moved',
    subject: 'declaration/019a95e2-4c00-7000-8000-000000000003',
    time: '2026-11-18T02:00:00.000Z',
    datacontenttype: 'application/json',
    sequence: '1',
    data: {
      declaration: '019a95e2-4c00-7000-8000-000000000003',
      reference: 'DC-0001',
      market: 'KQ-CTC',
      entryId: '290620260000000001',
      from: 'submitted',
      to: 'released',
    },
  },
};
