import { post, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { entryId, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

describe('receipts that say the same', () => {
  it('are one fact under any name, and the customs number of one naming is not lost', async () => {
    const named = (id: string, reference: string, number: string) => [
      receipt('R', '30T08:00', { reference }),
      receipt('R', '30T08:00', { entryId: number }),
      receipt('R', '30T08:00', { declarationId: id, entryId: number }),
      receipt('R', '30T08:00', { reference, entryId: '2906 2021 0' }),
    ];
    for (const order of [
      [0, 1, 2, 3],
      [1, 0, 2, 3],
      [2, 1, 0, 3],
      [3, 1, 0, 2],
      [1, 3, 2, 0],
    ]) {
      const { id, reference } = await submitted(office);
      const number = entryId();
      const all = named(id, reference, number);
      const results = [];
      for (const index of order) results.push(...(await post(office, [all[index] ?? {}])));
      expect(results.filter(({ result }) => result === 'applied')).toHaveLength(1);
      expect(await seen(office, id)).toMatchObject({ status: 'closed', entryId: number });
      const { body } = await office.as('officer').get(`/v1/declarations/${id}/receipts`).expect(200);
      // A number that is none is no other name of it: what carries one is parked beside it.
      expect(body.items.map((each: { parked: string | null }) => each.parked).sort()).toEqual([
        'entry-id-implausible',
        null,
      ]);
      const { body: line } = await office.as('officer').get(`/v1/declarations/${id}/timeline`).expect(200);
      expect(line.items.filter(({ what }: { what: string }) => what === 'closed')).toHaveLength(1);
      expect((await post(office, all)).map(({ result }) => result)).toEqual(Array(4).fill('duplicate'));
    }
  });

  it('stay two facts where they carry two customs numbers', async () => {
    const { id } = await submitted(office);
    const [one, other] = [entryId(), entryId()];
    const list = [
      receipt('L', '28T09:00', { declarationId: id }),
      receipt('L', '28T09:00', { declarationId: id, entryId: one }),
      receipt('L', '28T09:00', { declarationId: id, entryId: other }),
    ];
    expect((await post(office, list)).map(({ result }) => result)).toEqual(['applied', 'duplicate', 'parked']);
    expect((await post(office, [...list].reverse())).map(({ result }) => result)).toEqual(Array(3).fill('duplicate'));
  });

  it('of one body: the first of several copies is applied, whatever they are named by', async () => {
    const { id, reference } = await submitted(office);
    const number = entryId();
    const copies = [
      receipt('L', '28T09:00', { declarationId: id }),
      receipt('L', '28T09:00', { reference }),
      receipt('L', '28T09:00', { reference, entryId: number }),
      receipt('L', '28T09:00', { entryId: number }),
    ];
    expect((await post(office, copies)).map(({ result }) => result)).toEqual([
      'applied',
      ...Array<string>(3).fill('duplicate'),
    ]);
    expect(await seen(office, id)).toMatchObject({ status: 'accepted', entryId: number });
  });
});
