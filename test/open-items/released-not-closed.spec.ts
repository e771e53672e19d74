import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const given = new Given(office);

/** A moment in Asia/Shanghai. */
const at = (day: string, time = '10:00'): string => new Date(`2026-${day}T${time}:00+08:00`).toISOString();

interface Item {
  readonly reference: string;
  readonly slips: string;
}

interface Page {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

const list = (query = '', who: Who = 'officer') => office.as(who).get(`/v1/released-not-closed${query}`);
const found = async (query = '', who: Who = 'officer'): Promise<Item[]> =>
  (await list(query, who).expect(200)).body.items;
const references = async (query = '', who: Who = 'officer') =>
  (await found(query, who)).map(({ reference }) => reference);

describe('what is released and not closed', () => {
  beforeAll(async () => {
    const filed = at('10-20');
    await given.declaration({
      reference: 'October',
      filed,
      released: at('10-31', '23:59'),
      containers: ['CSQU3054383'],
    });
    await given.declaration({ reference: 'November', filed, released: at('11-01', '00:00') });
    await given.declaration({ reference: 'Theirs', broker: 'brokerB', filed, released: at('11-17') });
    await given.declaration({ reference: 'Elsewhere', office: '3104', filed, released: at('11-02') });
    await given.declaration({ reference: 'Closed', filed, released: at('11-02'), closed: at('11-03') });
    await given.declaration({ reference: 'Cancelled', filed, released: at('11-02'), cancelled: at('11-03') });
    await given.declaration({ reference: 'Waiting', filed, accepted: at('11-02') });
    const container = { container: 'CSQU3054383', broker: 'brokerB' as const };
    await given.shipment({ ...container, vessel: 'YEARS AGO', departed_at: '2025-01-01T00:00:00Z' });
    await given.shipment({ ...container, vessel: 'EVER GIVEN', voyage: '12E' });
  });
  beforeEach(() => office.clock.stopAt('2026-11-18T02:00:00Z'));

  it('lists the oldest first, with its firm, its vessel and its age', async () => {
    expect(await found()).toMatchObject([
      {
        ...{ reference: 'October', ageDays: 18, month: '2026-10', slips: 'missed', broker: expect.any(String) },
        containers: [{ number: 'CSQU3054383', vessel: 'EVER GIVEN', voyage: '12E', shipmentId: expect.any(String) }],
      },
      { reference: 'November', ageDays: 17, month: '2026-11', slips: 'no', containers: [] },
      { reference: 'Theirs', ageDays: 1, slips: 'no', brokerName: expect.any(String) },
    ]);
  });

  it('is at risk from the warning before the month closes, and has missed its month when that is over', async () => {
    const november = async (now: string) => {
      office.clock.stopAt(now);
      return (await found()).find(({ reference }) => reference === 'November')?.slips;
    };
    expect(await november(at('11-25', '07:59'))).toBe('no');
    expect(await november(at('11-25', '08:00'))).toBe('at-risk');
    expect(await november(at('11-30', '23:59'))).toBe('at-risk');
    expect(await november(at('12-01', '00:00'))).toBe('missed');
  });

  it('begins with the release, which may be reported a few minutes ahead', async () => {
    const { id } = await given.declaration({ reference: 'Ahead', filed: at('11-17'), released: at('11-18', '10:04') });
    expect(await references()).not.toContain('Ahead');
    office.clock.stopAt(at('11-18', '10:04'));
    expect(await references()).toContain('Ahead');
    await given.system((tx) => tx.run("UPDATE declaration SET status = 'accepted' WHERE id = $1", [id]));
  });

  it('is narrowed to a market, a firm and an age', async () => {
    expect(await references('?olderThanDays=16')).toEqual(['October', 'November']);
    expect(await references('?olderThanDays=17')).toEqual(['October']);
    expect(await references('?olderThanDays=18')).toEqual([]);
    const { brokerB } = office.people.organisations;
    expect(await references(`?broker=${brokerB}&market=KQ-CTC`)).toEqual(['Theirs']);
    expect(await references('?market=KQ-CTC', 'admin')).toHaveLength(4);
    expect(await references('?market=YW-ICC', 'admin')).toEqual([]);
    for (const wrong of ['market=NO', 'broker=x', 'olderThanDays=-1', 'olderThanDays=1.5', 'age=3', 'cursor=x']) {
      await list(`?${wrong}`).expect(400);
    }
  });

  it('is seen by whom it concerns', async () => {
    expect(await references('', 'admin')).toEqual(['October', 'November', 'Elsewhere', 'Theirs']);
    expect(await references('', 'brokerB')).toEqual(['Theirs']);
    const [october] = (await list('', 'brokerA').expect(200)).body.items;
    expect(october).toMatchObject({ reference: 'October', containers: [{ number: 'CSQU3054383', vessel: null }] });
    await list('', 'analyst').expect(403);
  });

  it('is counted by band of age and by firm, each row once, adding up to the list', async () => {
    const counted = async (query: string, who: Who = 'officer') => {
      const { body } = await list(`?by=${query}`, who).expect(200);
      const rows = body.rows as { age?: string; broker?: string; declarations: number }[];
      return [body.total, rows.map(({ age, broker, declarations }) => [age, broker, declarations])];
    };
    const { brokerA, brokerB } = office.people.organisations;
    const both = [
      ['0-3', brokerB, 1],
      ['15-30', brokerA, 2],
    ];
    expect(await counted('age,broker')).toEqual([3, both]);
    expect(await counted('broker,age')).toEqual([3, both]);
    expect(await counted('age')).toEqual([3, both.map(([age, , n]) => [age, undefined, n])]);
    expect(await counted('broker')).toEqual([
      3,
      [
        [undefined, brokerA, 2],
        [undefined, brokerB, 1],
      ],
    ]);
    expect(await counted('age&olderThanDays=17')).toEqual([1, [['15-30', undefined, 1]]]);
    expect(await counted('age,broker', 'brokerB')).toEqual([1, [['0-3', brokerB, 1]]]);
    office.clock.stopAt(at('12-01'));
    expect((await counted('age'))[1]).toEqual([
      ['8-14', undefined, 1],
      ['15-30', undefined, 1],
      ['over-30', undefined, 1],
    ]);
    for (const wrong of ['by=month', 'by=age&limit=5', 'by=']) await list(`?${wrong}`).expect(400);
  });

  it('is paged without a gap', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: Page } = await list(`?limit=1${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...body.items.map(({ reference }) => reference));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['October', 'November', 'Theirs']);
  });
});
