import { useOffice, type Who } from '../support/office.js';
import { exampleLine } from '../samples/example.js';
import { type Answer, drafted, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { receipt } from '../support/trade/receiving.js';

/** What a list would show, counted. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });

interface Listed extends Answer {
  totals: { usd: string } | null;
}

const list = async (query: string, who: Who) =>
  (await office.as(who).get(`/v1/declarations?${query}`).expect(200)).body as { items: Listed[] };

beforeAll(async () => {
  await putRates(office);
  await submitted(office, {
    reference: 'SILK-1',
    goods: [
      exampleLine(1, { finalDestination: 'FRA', totalPrice: '70000.00' }),
      exampleLine(2, { finalDestination: 'BEL', totalPrice: '30000.50' }),
    ],
  });
  await submitted(office, {}, 'brokerB');
  const { id } = await submitted(office);
  await submitted(office);
  await drafted(office, { currency: undefined });
  await post(office, [receipt('R', '28T12:00', { declarationId: id })]);
});

describe('counts', () => {
  const counts = async (query: string, who: Who = 'brokerA') =>
    (await office.as(who).get(`/v1/declarations/counts?${query}`).expect(200)).body as {
      total: number;
      rows: ({ declarations: number; usd: string } & Record<string, string | number | null>)[];
    };

  it('are what the list shows, by status and by who has to move', async () => {
    for (const [query, who] of [
      ['', 'brokerA'],
      ['', 'officer'],
      ['search=silk', 'admin'],
      ['destination=NGA&status=submitted,accepted,closed', 'brokerA'],
    ] as const) {
      const { items } = await list(`${query}&limit=500`, who);
      const { total, rows } = await counts(`by=status,nextActor&${query}`, who);
      expect(total).toBe(items.length);
      const ofRow = ({ status, nextActor }: Record<string, unknown>) =>
        items.filter((each) => each.status === status && (each['next'] as { actor: string }).actor === nextActor);
      for (const row of rows) {
        expect(row.declarations).toBe(ofRow(row).length);
        expect(Number(row.usd)).toBeCloseTo(ofRow(row).reduce((sum, { totals }) => sum + Number(totals?.usd ?? 0), 0));
      }
      expect(rows.reduce((sum, { declarations }) => sum + declarations, 0)).toBe(items.length);
    }
    expect(await counts('status=cancelled')).toEqual({ total: 0, rows: [] });
  });

  it('by destination count a declaration in each of its own, and its value once', async () => {
    expect(await counts('by=destination&search=silk')).toEqual({
      total: 1,
      rows: [
        { destination: 'BEL', declarations: 1, usd: '30000.50' },
        { destination: 'FRA', declarations: 1, usd: '70000.00' },
      ],
    });
  });

  it('by destination add up to the cent where a value cannot be divided evenly', async () => {
    const thirds = ['NGA', 'GHA', 'KEN'].map((finalDestination, index) =>
      exampleLine(index + 1, { finalDestination, totalPrice: '0.33' }),
    );
    const odd = { currency: 'EUR', goods: thirds, packages: 30, grossWeightKg: '1560', netWeightKg: '1500' };
    const { reference, totals } = (await drafted(office, { ...odd, containers: [] })) as Listed;
    const { rows } = await counts(`by=destination&reference=${reference}`);
    const sum = rows.reduce((cents, { usd }) => cents + Math.round(Number(usd) * 100), 0);
    expect([rows.length, sum]).toEqual([3, Math.round(Number(totals?.usd) * 100)]);
  });

  it('by lane are for those who see lanes', async () => {
    const { total, rows } = await counts('by=lane', 'officer');
    const drawn = rows.filter(({ lane }) => lane !== null);
    expect(drawn.reduce((sum, { declarations }) => sum + declarations, 0)).toBe(total);
    await office.as('brokerA').get('/v1/declarations/counts?by=status,lane').expect(403);
    await office.as('brokerA').get('/v1/declarations/counts?by=colour').expect(400);
    await office.as('brokerA').get('/v1/declarations/counts?sort=day').expect(400);
  });
});
