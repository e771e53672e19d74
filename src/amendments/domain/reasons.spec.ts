import { AMENDABLE } from './fields.js';
import { AMENDMENT_KINDS } from './kinds.js';
import { misplacedReason, REASONS, reasonsFor } from './reasons.js';

describe('the reasons', () => {
  it('have one code each, and say in both languages what they are', () => {
    expect(new Set(REASONS.map(({ code }) => code)).size).toBe(REASONS.length);
    for (const { zh, en } of REASONS) expect([zh.length > 1, en.length > 1]).toEqual([true, true]);
  });

  it('are there for every kind, origin and state', () => {
    for (const kind of AMENDMENT_KINDS)
      for (const origin of ['broker', 'customs'] as const)
        for (const status of AMENDABLE) expect(reasonsFor(kind, origin, status)).not.toEqual([]);
  });

  it.each([
    ['export-abandoned', 'cancel', 'broker', 'released', true],
    ['export-abandoned', 'cancel', 'broker', 'closed', false],
    ['never-exported', 'cancel', 'broker', 'closed', true],
    ['never-exported', 'cancel', 'broker', 'accepted', false],
    ['found-by-customs', 'amend', 'broker', 'accepted', false],
    ['found-by-customs', 'amend', 'customs', 'accepted', true],
    ['misdeclared', 'cancel', 'broker', 'accepted', false],
  ] as const)('%s fits %s by %s while %s: %s', (...[code, kind, origin, status, fits]) => {
    expect(misplacedReason(code, { kind, origin }, status)).toHaveLength(fits ? 0 : 1);
  });
});
