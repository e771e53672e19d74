import { checkKey, KEY_ROLES, ORGANISATION_KINDS, usualExpiry, type WantedKey } from './key-rules.js';

const TODAY = '2026-11-18';
const NOW = '2026-11-18T02:00:00.000Z';
const YEAR = '2027-11-18T16:00:00.000Z';
const codes = (wanted: Partial<WantedKey>) =>
  checkKey(
    { role: 'broker', kind: 'broker', expiresAt: YEAR, scopes: ['read'], maker: null, ...wanted },
    NOW,
    TODAY,
  ).map(({ code, pointer }) => `${code} ${pointer}`);

describe('a key', () => {
  it('belongs to the right kind of organisation, and to no other', () => {
    const allowed = KEY_ROLES.map((role) => [
      role,
      ORGANISATION_KINDS.filter((kind) => codes({ role, kind }).length === 0),
    ]);
    expect(Object.fromEntries(allowed)).toEqual({
      admin: ['operator'],
      broker: ['broker'],
      officer: ['customs'],
      channel: ['customs'],
      analyst: ['customs', 'statistics', 'operator'],
      auditor: ['customs', 'operator'],
    });
  });

  it.each([
    ['broker', ['required-missing /organisation']],
    ['officer', ['required-missing /organisation']],
    ['channel', ['required-missing /organisation']],
    ['admin', []],
    ['analyst', []],
    ['auditor', []],
  ] as const)('of role %s without an organisation: %j', (role, expected) => {
    expect(codes({ role, kind: null })).toEqual(expected);
  });

  it('names an organisation that is there', () => {
    expect(codes({ kind: undefined })).toEqual(['not-found /organisation']);
  });

  it('ends in the future, a year ahead at most', () => {
    expect(usualExpiry(TODAY)).toBe(YEAR);
    expect(codes({ expiresAt: '2026-11-18T02:00:00.001Z' })).toEqual([]);
    for (const expiresAt of [NOW, '2020-01-01T00:00:00.000Z', '2027-11-18T16:00:00.001Z']) {
      expect(codes({ expiresAt })).toEqual(['expiry-invalid /expiresAt']);
    }
  });
});
