import fc from 'fast-check';
import { stateAfterFailure } from './failure-backoff.js';

const JOB = { attempts: 3, backoffMs: 1_000 };

describe('after a failed attempt', () => {
  it('a job is tried again soon, and seldom once it has failed for good', () => {
    const after = [1, 2, 3, 4, 5, 8, 9, 60].map((failed) => stateAfterFailure(JOB, failed, 0.5));
    expect(after.map(({ waitMs }) => waitMs / 1_000)).toEqual([1, 2, 30, 60, 120, 900, 900, 900]);
    expect(after.map(({ isForGood }) => isForGood)).toEqual([false, false, true, true, true, true, true, true]);
  });

  it('it is always tried again, within twenty minutes', () => {
    const count = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        count,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, failed, chance) => {
          const { waitMs } = stateAfterFailure({ attempts, backoffMs: 1_000 }, failed, chance);
          expect(waitMs).toBeGreaterThan(0);
          expect(waitMs).toBeLessThanOrEqual(1_200_000);
        },
      ),
    );
  });
});
