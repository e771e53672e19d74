import fc from 'fast-check';
import { retryWaitMs } from './backoff.js';

describe('the wait before another attempt', () => {
  it('grows to an hour, and spreads by a quarter', () => {
    const middle = [1, 2, 3, 4, 5, 6, 7, 8, 60].map((attempts) => retryWaitMs(attempts, 0.5) / 1_000);
    expect(middle).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    expect([retryWaitMs(1, 0), retryWaitMs(1, 1)]).toEqual([22_500, 37_500]);
  });

  it('is never shorter than the one before, whatever chance says of both, until it is longest', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), chance, chance, (attempts, one, other) => {
        expect(retryWaitMs(attempts + 1, one)).toBeGreaterThan(retryWaitMs(attempts, other) * 1.19);
      }),
    );
  });
});
