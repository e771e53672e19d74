import { setImmediate as turn } from 'node:timers/promises';
import { inSlices } from './in-slices.js';

const busy = (ms: number): void => {
  for (const began = performance.now(); performance.now() - began < ms;);
};

describe('work in slices', () => {
  it('gives others their turn while it goes on, and answers as if it had not', async () => {
    let isDone = false;
    let turns = 0;
    const otherCallers = (async () => {
      for (; !isDone; turns++) await turn();
    })();
    const results = await inSlices([1, 2, 3, 4, 5, 6, 7, 8], (each, index) => {
      busy(10);
      return each * 10 + index;
    });
    isDone = true;
    await otherCallers;
    expect(results).toEqual([10, 21, 32, 43, 54, 65, 76, 87]);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it('fails as the work does', async () => {
    const failing = inSlices([1], () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});
