import { nullOr, orNull } from '../platform/http/description/example.js';

/** Answers as the API description shows them. */
export const ORGANISATION = {
  id: '019a95e2-4c00-7000-8000-000000000001',
  kind: 'broker',
  name: '柯桥甲报关行',
  nameEn: orNull('Keqiao Customs Broker A'),
  uscc: orNull('91330621MA00000066'),
  customsOffice: nullOr('2906'),
  createdAt: '2026-11-18T02:00:01.000Z',
};

export const KEY = {
  id: '019a95e2-4c00-7000-8000-000000000002',
  name: '录入员',
  role: 'broker',
  organisation: orNull(ORGANISATION.id),
  organisationName: orNull(ORGANISATION.name),
  createdAt: '2026-11-18T02:00:01.000Z',
  expiresAt: orNull('2027-11-18T16:00:00.000Z'),
  lastUsedAt: orNull('2026-11-18T02:00:01.000Z'),
  revokedAt: nullOr('2026-11-18T02:00:01.000Z'),
};

export const NEW_KEY = { ...KEY, lastUsedAt: null, key: orNull('lg_019a95e24c0070008000000000000002_(43 characters)') };

export const ME = {
  keyId: orNull(KEY.id),
  name: KEY.name,
  role: KEY.role,
  organisation: orNull(ORGANISATION),
  customsOffice: nullOr('2906'),
};

export const KEY_BODY = { role: 'broker', name: '录入员', expiresAt: '2027-06-30T16:00:00Z' };

export const ORGANISATION_BODY = {
  kind: 'broker',
  name: '柯桥丙报关行',
  nameEn: 'Keqiao Customs Broker C',
  uscc: '91330621MA00000066',
};
