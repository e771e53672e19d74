import { anything, nullOr } from '../../platform/http/description/example.js';

export const NEW_LINK = {
  question: { from: '2021-01-01', to: '2021-12-31', groupBy: ['country', 'month'] },
  format: 'csv',
};

export const LINK = {
  id: '019a95e2-4c00-7000-8000-000000000062',
  question: anything({ from: '2021-01-01', to: '2021-12-31', groupBy: 'country,month' }),
  format: 'csv',
  createdAt: '2022-01-04T02:00:00.000Z',
  createdBy: 'analyst',
  expiresAt: '2022-03-31T16:00:00.000Z',
  revokedAt: nullOr('2022-02-01T02:00:00.000Z'),
  lastUsedAt: nullOr('2022-01-05T02:00:00.000Z'),
};

export const LINK_MADE = {
  ...LINK,
  url: 'https://loomgate.example/v1/linked-reports/3q2-7wEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};
