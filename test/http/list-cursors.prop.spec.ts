import fc from 'fast-check';
import { etag, drafted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

/**
 * Lists while others write: whoever walks a list from the first page to the last meets every row that was there when the walk
 * began, and none of them twice, whatever comes in between the pages and at the same moment as one.
 */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open } = shipping(office);
const RUNS = 12;

beforeAll(() => putRates(office));

/** Walks a list to its end. Before each page the next writer starts, and is waited for only after the page has come. */
async function walk(path: string, writers: (() => Promise<unknown>)[]): Promise<string[]> {
  const met: string[] = [];
  const waiting = [...writers];
  for (let cursor: string | null = ''; cursor !== null;) {
    const writing = waiting.shift()?.();
    const { body } = await office
      .as('brokerA')
      .get(`${path}${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    met.push(...(body.items as { id: string }[]).map(({ id }) => id));
    cursor = body.nextCursor as string | null;
    await writing;
  }
  for (const writer of waiting) await writer();
  return met;
}

const day = fc.integer({ min: 1, max: 27 }).map((number) => `2021-12-${String(number).padStart(2, '0')}`);

describe.each(['newest', 'day', 'due'])('declarations sorted by %s', (sort) => {
  it('are neither skipped nor repeated while others come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(day, { minLength: 2, maxLength: 9 }),
        fc.array(day, { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (before, during, limit) => {
          // One container a walk: what earlier walks left behind is not in this list.
          const containers = [{ number: newContainerNumber() }];
          const make = (declaredOn: string) => drafted(office, { declaredOn, containers });
          const present = [];
          for (const declaredOn of before) present.push((await make(declaredOn)).id);
          const met = await walk(
            `/v1/declarations?sort=${sort}&container=${containers[0]?.number}&limit=${limit}`,
            during.map((declaredOn) => () => make(declaredOn)),
          );
          expect(new Set(met).size).toBe(met.length);
          expect(present.filter((id) => !met.includes(id))).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
});

describe('declarations sorted by day', () => {
  it('come the latest day first, and within a day the newest first', async () => {
    const containers = [{ number: newContainerNumber() }];
    const days = ['2021-12-03', '2021-12-05', '2021-12-03'];
    const made = [];
    for (const declaredOn of days) made.push((await drafted(office, { declaredOn, containers })).id);
    const met = await walk(`/v1/declarations?sort=day&container=${containers[0]?.number}&limit=1`, []);
    expect(met).toEqual([made[1], made[2], made[0]]);
  });

  it('keep their place when what is on the page before is changed', async () => {
    const containers = [{ number: newContainerNumber() }];
    const first = await drafted(office, { declaredOn: '2021-12-09', containers });
    const second = await drafted(office, { declaredOn: '2021-12-08', containers });
    const { body } = await office
      .as('brokerA')
      .get(`/v1/declarations?sort=day&container=${containers[0]?.number}&limit=1`)
      .expect(200);
    const { body: held } = await office.as('brokerA').get(`/v1/declarations/${first.id}`).expect(200);
    const { goods, reference, market } = held;
    await office
      .as('brokerA')
      .put(`/v1/declarations/${first.id}`)
      .set('If-Match', etag(held))
      .send({ reference, market, goods, containers, declaredOn: '2021-12-10' })
      .expect(200);
    const rest = await walk(
      `/v1/declarations?sort=day&container=${containers[0]?.number}&limit=1&cursor=${body.nextCursor}`,
      [],
    );
    expect(rest).toEqual([second.id]);
  });
});

describe('shipments', () => {
  it('are neither skipped nor repeated while others are opened', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 9 }),
        async (before, during, limit) => {
          const present: string[] = [];
          for (let index = 0; index < before; index++) present.push((await open()).id);
          const met = await walk(
            `/v1/shipments?limit=${limit}`,
            Array.from({ length: during }, () => () => open()),
          );
          expect(new Set(met).size).toBe(met.length);
          expect(present.filter((id) => !met.includes(id))).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
});
