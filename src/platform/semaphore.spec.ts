import { Semaphore } from './semaphore.js';

describe('a semaphore', () => {
  it('lets so many run, in the order they came, and the next one also after a fault', async () => {
    const semaphore = new Semaphore(2);
    const begun: number[] = [];
    const ends: ((fault?: Error) => void)[] = [];
    const works = [0, 1, 2, 3, 4].map((n) =>
      semaphore.run(() => {
        begun.push(n);
        return new Promise<void>((resolve, reject) => (ends[n] = (fault) => (fault ? reject(fault) : resolve())));
      }),
    );
    const settled = Promise.allSettled(works);
    const aTurn = () => new Promise((resolve) => setImmediate(resolve));
    await aTurn();
    expect(begun).toEqual([0, 1]);
    ends[1]?.(new Error('a fault'));
    await aTurn();
    expect(begun).toEqual([0, 1, 2]);
    for (const n of [0, 2]) ends[n]?.();
    await aTurn();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    for (const n of [3, 4]) ends[n]?.();
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ]);
    let isThere = false;
    await semaphore.run(async () => void (isThere = true));
    expect(isThere).toBe(true);
  });
});
