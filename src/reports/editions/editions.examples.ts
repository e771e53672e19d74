import { anything } from '../../platform/http/description/example.js';
import { REPORT } from '../reports.examples.js';

export const NEW_EDITION = {
  name: 'Yearbook 2021',
  question: { from: '2021-01-01', to: '2021-12-31', currency: 'CNY', groupBy: ['country'] },
};

/** An edition without its rows. */
export const EDITION_HEAD = {
  id: '019a95e2-4c00-7000-8000-000000000061',
  name: 'Yearbook 2021',
  question: anything({ from: '2021-01-01', to: '2021-12-31', currency: 'CNY', basis: 'closed', groupBy: ['country'] }),
  language: 'en',
  asOf: '2022-01-04T02:00:00.000Z',
  total: '12100000000.00',
  rowCount: 147,
  createdAt: '2022-01-04T02:00:00.000Z',
  createdBy: 'analyst',
};

export const EDITION_MADE = {
  ...EDITION_HEAD,
  files: [{ format: 'csv', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', bytes: 5120 }],
};

/** An edition as JSON: the report with the name it has. */
export const EDITION = { ...REPORT, edition: { id: EDITION_HEAD.id, name: 'Yearbook 2021' } };
