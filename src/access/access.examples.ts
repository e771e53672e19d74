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
  state: 'open',
  mergedInto: nullOr('019a95e2-4c00-7000-8000-000000000009'),
  revision: 1,
};

export const KEY = {
  id: '019a95e2-4c00-7000-8000-000000000002',
  name: '录入员',
  role: 'broker',
  organisation: orNull(ORGANISATION.id),
  organisationName: orNull(ORGANISATION.name),
  scopes: ['read', 'write'],
  parent: nullOr('019a95e2-4c00-7000-8000-000000000003'),
  madeBy: nullOr('019a95e2-4c00-7000-8000-000000000004'),
  createdAt: '2026-11-18T02:00:01.000Z',
  expiresAt: orNull('2027-11-18T16:00:00.000Z'),
  lastUsedAt: orNull('2026-11-18T02:00:01.000Z'),
  revokedAt: nullOr('2026-11-18T02:00:01.000Z'),
};

export const NEW_KEY = { ...KEY, lastUsedAt: null, key: orNull('lg_019a95e24c0070008000000000000002_(43 characters)') };

export const ME = {
  keyId: nullOr(KEY.id),
  personId: orNull('019a95e2-4c00-7000-8000-000000000012'),
  login: orNull('lina'),
  name: '李娜',
  role: 'broker',
  roles: ['broker'],
  firmAdministrator: true,
  organisation: orNull(ORGANISATION),
  customsOffice: nullOr('2906'),
  markets: ['KQ-CTC'],
  mergedFirms: [{ id: '019a95e2-4c00-7000-8000-000000000009', name: '柯桥丙报关行' }],
};

export const PREFERENCES_BODY = {
  language: 'zh',
  density: 'compact',
  keys: true,
  market: 'KQ-CTC',
  startPage: '/todo',
  columns: [{ list: 'declarations', columns: ['reference', 'status', 'nextDueAt'] }],
};

export const PREFERENCES = {
  language: orNull('zh'),
  density: orNull('compact'),
  keys: orNull(true),
  market: orNull('KQ-CTC'),
  startPage: orNull('/todo'),
  columns: PREFERENCES_BODY.columns,
  revision: 1,
};

export const KEY_BODY = { role: 'broker', name: '录入员', expiresAt: '2027-06-30T16:00:00Z' };

export const ORGANISATION_CHANGE = { name: '柯桥丙报关有限公司', state: 'open' };

export const ORGANISATION_BODY = {
  kind: 'broker',
  name: '柯桥丙报关行',
  nameEn: 'Keqiao Customs Broker C',
  uscc: '91330621MA00000066',
};
