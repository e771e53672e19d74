import { nullOr, orNull } from '../../platform/http/description/example.js';
import { ORGANISATION } from '../access.examples.js';

/** A person as administrators see it. */
export const PERSON = {
  id: '019a95e2-4c00-7000-8000-000000000012',
  login: 'lina',
  name: '李娜',
  roles: ['broker'],
  organisation: orNull(ORGANISATION.id),
  organisationName: orNull(ORGANISATION.name),
  firmAdministrator: false,
  state: 'active',
  createdAt: '2026-11-18T02:00:01.000Z',
  lastSignedInAt: nullOr('2026-11-18T02:00:01.000Z'),
  revision: 1,
};

export const TEMPORARY_PASSWORD = {
  temporaryPassword: orNull('h7mk2v9qxw4tzp3ncb8r'),
  temporaryUntil: '2026-11-25T02:00:01.000Z',
};

export const NEW_PERSON = { ...PERSON, lastSignedInAt: null, ...TEMPORARY_PASSWORD };

export const PERSON_BODY = { login: 'zhaomin', name: '赵敏', roles: ['analyst'] };
