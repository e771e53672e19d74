import { nullOr, orNull } from '../../platform/http/description/example.js';

/** Answers as the API description shows them. */
export const NOTICE_ADDRESS = {
  organisation: '019a95e2-4c00-7000-8000-000000000010',
  email: 'notice@example.com',
  language: 'zh',
  delivery: 'configured',
  updatedAt: '2026-11-18T02:00:00.000Z',
  revision: 1,
};

export const MAIL = {
  id: '7b0c1f2e-6f5d-4a53-9d3c-1f6f3b8a2c12',
  reminder: '019acf4e-0800-7000-8000-000000000001',
  email: 'notice@example.com',
  language: 'zh',
  messageId: 'reminder.019acf4e-0800-7000-8000-000000000001.1f6f3b8a2c121f6f',
  state: 'pending',
  attempts: 1,
  nextAttemptAt: orNull('2026-12-01T00:00:09.000Z'),
  lastAttemptAt: orNull('2026-12-01T00:00:04.000Z'),
  lastAnswer: orNull('Message failed: 451 try again later'),
  sentAt: nullOr('2026-12-01T00:00:14.000Z'),
  createdAt: '2026-12-01T00:00:03.500Z',
};
