import { Allowance } from './allowance.js';

describe('an allowance', () => {
  it('lets so many through, says how long to wait, and grows again', () => {
    const allowance = new Allowance(2, 1_000);
    expect([0, 0, 0].map((at) => allowance.spend('a', at))).toEqual([0, 0, 500]);
    expect(allowance.spend('b', 0)).toBe(0);
    expect(allowance.spend('a', 499)).toBeGreaterThan(0);
    expect(allowance.spend('a', 1_000)).toBe(0);
  });

  it('knows no more names than it may', () => {
    const allowance = new Allowance(1, 1_000, 2);
    ['a', 'b', 'c'].forEach((name) => allowance.spend(name, 0));
    expect(allowance.spend('a', 0)).toBe(0);
    expect(allowance.spend('c', 0)).toBeGreaterThan(0);
  });
});
