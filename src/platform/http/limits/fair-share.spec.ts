import { FairShare, type AdmittedRequest } from './fair-share.js';

/** Which of these may begin, after all that was decided has reached them. */
async function begun(places: readonly AdmittedRequest[]): Promise<number[]> {
  const numbers: number[] = [];
  places.forEach((place, index) => void place.entered.then(() => numbers.push(index)));
  await new Promise((resolve) => setImmediate(resolve));
  return [...numbers];
}

const many = (share: FairShare, firm: string, count: number): AdmittedRequest[] =>
  Array.from({ length: count }, () => share.enter(firm));

describe('the work that is done at once', () => {
  it('is nearly all of one firm that asks alone: an eighth is free for whoever comes', async () => {
    const share = new FairShare(16);
    const a = many(share, 'A', 30);
    expect(await begun(a)).toHaveLength(14);
    expect(share.waitingOf('A')).toBe(16);
    expect(await begun(many(share, 'B', 5))).toHaveLength(2);
  });

  it('goes over to the others as it ends, in equal parts', async () => {
    const share = new FairShare(8);
    const a = many(share, 'A', 15);
    const b = many(share, 'B', 8);
    expect([(await begun(a)).length, (await begun(b)).length]).toEqual([7, 1]);
    for (const place of a.slice(0, 7)) place.leave();
    expect([(await begun(a)).length, (await begun(b)).length]).toEqual([11, 4]);
    for (const place of b.slice(0, 4)) place.leave();
    expect([(await begun(a)).length, (await begun(b)).length]).toEqual([11, 8]);
  });

  it('is done in the order in which a firm asked', async () => {
    const share = new FairShare(2);
    const places = many(share, 'A', 6);
    const order: number[] = [];
    const done = places.map(async (place, index) => {
      await place.entered;
      order.push(index);
      setImmediate(() => place.leave());
    });
    await Promise.all(done);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('loses nothing to callers that go away while they wait, or leave twice', async () => {
    const share = new FairShare(8);
    const [first, second, third] = many(share, 'A', 9).slice(6) as [AdmittedRequest, AdmittedRequest, AdmittedRequest];
    second.leave();
    second.leave();
    expect(share.waitingOf('A')).toBe(1);
    first.leave();
    first.leave();
    expect(await begun([second, third])).toEqual([1]);
  });

  it('is shared out to those alone who have asked lately', async () => {
    let now = 0;
    const share = new FairShare(8, () => now);
    share.enter('B').leave();
    expect(await begun(many(share, 'A', 8))).toHaveLength(4);
    now = 3_000;
    expect(await begun(many(share, 'A', 8))).toHaveLength(0);
    share.enter('A');
    expect(share.waitingOf('A')).toBeLessThanOrEqual(10);
  });

  it('goes on by itself where a part grows with time alone, though no request ends', async () => {
    let now = 0;
    const share = new FairShare(8, () => now);
    share.enter('B').leave();
    const a = many(share, 'A', 8);
    const isBegun = await begun(a);
    expect(isBegun.length).toBeLessThan(7);
    now = 3_000;
    const hold = setInterval(() => undefined, 1_000);
    await Promise.all(a.slice(0, 7).map(({ entered }) => entered));
    clearInterval(hold);
    expect(await begun(a)).toHaveLength(7);
  });

  it('is at least two requests a firm, however many firms there are', async () => {
    const share = new FairShare(4);
    const places = ['A', 'A', 'A', 'C', 'D', 'E'].map((firm) => share.enter(firm));
    expect(await begun(places)).toHaveLength(4);
    for (const place of places.slice(0, 4)) place.leave();
    expect(await begun(places)).toHaveLength(6);
  });
});
