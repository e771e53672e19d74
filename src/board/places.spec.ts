import { Places } from './places.js';

describe('places', () => {
  it('are taken by so many at once, in the order they came, and free again also after a fault', async () => {
    const places = new Places(2);
    const begun: number[] = [];
    const ends: ((fault?: Error) => void)[] = [];
    const works = [0, 1, 2, 3, 4].map((n) =>
      places.in(() => {
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
    await places.in(async () => void (isThere = true));
    expect(isThere).toBe(true);
  });
});
