import { afterFailure, ATTEMPTS_MAX, restMs, waitMs } from './waits.js';

describe('waiting after a failure', () => {
  it('is ever longer, three days in all', () => {
    const waits = Array.from({ length: ATTEMPTS_MAX - 1 }, (_, index) => waitMs(index + 1, 0.5));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(72);
    expect(hours).toBeLessThan(80);
  });

  it('differs by a fifth either way, and not at all before the first failure', () => {
    expect([waitMs(1, 0), waitMs(1, 1)]).toEqual([4_000, 6_000]);
    expect(waitMs(99, 0.5)).toBe(24 * 3_600_000);
    expect(waitMs(0, 0.5)).toBe(0);
  });
});

describe('after a failure', () => {
  const HOURS = 3_600_000;

  it('an endpoint rests five minutes at most', () => {
    expect([restMs(1, 0.5), restMs(2, 0.5), restMs(9, 1)]).toEqual([5_000, 300_000, 300_000]);
  });

  it.each([
    [1, 1, 0, { givenUp: false, switchedOff: false }],
    [9, 500, 71 * HOURS, { givenUp: false, switchedOff: false }],
    [9, 9, 80 * HOURS, { givenUp: false, switchedOff: false }],
    [9, 10, 72 * HOURS, { givenUp: false, switchedOff: true }],
    [10, 10, 75 * HOURS, { givenUp: true, switchedOff: false }],
    [1, 11, 75 * HOURS, { givenUp: false, switchedOff: true }],
  ])('attempt %i of an event, %i failures in a row over %i ms', (attempts, failures, failingMs, then) =>
    expect(afterFailure({ attempts, failures, failingMs })).toEqual(then),
  );
});
