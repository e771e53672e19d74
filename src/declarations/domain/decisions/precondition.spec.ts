import { againstDecision, type DecisionAction, type DecisionSituation, skippedBecause } from './precondition.js';

const ready: DecisionSituation = {
  ...{ status: 'accepted', revision: 3, moves: true },
  ...{ isHeld: false, isInspected: false, laneForbids: false },
};
const controlled = { isHeld: true, isInspected: true, laneForbids: true };

describe('what stands against a decision', () => {
  it.each<[DecisionAction, Partial<DecisionSituation>, string[]]>([
    ['release', {}, []],
    ['release', { isHeld: true }, ['held']],
    ['release', { isInspected: true }, ['inspection-open']],
    ['release', { laneForbids: true }, ['lane-not-done']],
    ['release', controlled, ['held', 'inspection-open', 'lane-not-done']],
    ['close', { ...controlled, status: 'released' }, ['held', 'inspection-open']],
    ['close', { ...controlled, status: 'accepted' }, ['held', 'inspection-open', 'lane-not-done']],
    ['accept', controlled, []],
    ['inspect', controlled, []],
    ['return', controlled, []],
    ['cancel', controlled, []],
    ['release', { ...controlled, moves: false }, ['no-effect']],
    ['accept', { status: 'returned' }, ['no-effect']],
    ['cancel', { status: 'returned' }, []],
    ['cancel', { status: 'closed' }, ['closed']],
    ['return', { status: 'closed' }, ['closed']],
    ['close', { status: 'closed', moves: false }, ['no-effect']],
    ['release', { status: 'draft' }, ['not-found']],
  ])('%s of %j: %j', (action, situation, against) => {
    expect(againstDecision(action, null, { ...ready, ...situation })).toEqual(against);
  });

  it('is another revision than the one it builds on, before anything else is said', () => {
    expect(againstDecision('release', [2], { ...ready, ...controlled })).toEqual(['stale']);
    expect(againstDecision('release', [], ready)).toEqual(['stale']);
    expect(againstDecision('release', [2, 3], ready)).toEqual([]);
    expect(againstDecision('release', [2], null)).toEqual(['not-found']);
  });
});

describe('a decision that goes beyond it', () => {
  it('is taken whatever control is missing, and never without effect', () => {
    expect(skippedBecause(['held', 'inspection-open', 'lane-not-done'], true)).toBeNull();
    for (const because of ['not-found', 'stale', 'closed', 'no-effect'] as const) {
      expect(skippedBecause([because], true)).toBe(because);
    }
    expect(skippedBecause(['inspection-open', 'lane-not-done'], false)).toBe('inspection-open');
    expect(skippedBecause([], false)).toBeNull();
  });
});
