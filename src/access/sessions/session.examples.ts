import { nullOr, orNull } from '../../platform/http/description/example.js';
import { ORGANISATION } from '../access.examples.js';

export const SIGNED_IN_PERSON = {
  id: '019a95e2-4c00-7000-8000-000000000012',
  login: 'lina',
  name: '李娜',
  roles: ['broker'],
  organisation: orNull(ORGANISATION),
  customsOffice: nullOr('2906'),
  firmAdministrator: true,
  mustChangePassword: false,
};

/** A session as its own browser sees it. */
export const SESSION = {
  person: orNull(SIGNED_IN_PERSON),
  displayMarket: nullOr('KQ-CTC'),
  csrfToken: 'n0Z3dFf2c3cJ0c8c8j6JmQb1s3zq7cGz4S9n0o2m1vE',
  expiresAt: '2026-11-18T02:30:00.000Z',
};

export const DISPLAY_SESSION = {
  ...SESSION,
  person: null,
  displayMarket: 'KQ-CTC',
  expiresAt: '2026-12-18T02:00:00.000Z',
};

/** A display as the officers of its office see it. */
export const DISPLAY = {
  id: '019a95e2-4c00-7000-8000-000000000014',
  market: 'KQ-CTC',
  madeBy: orNull('李强'),
  createdAt: '2026-11-18T02:00:00.000Z',
  expiresAt: '2026-12-18T02:00:00.000Z',
};
