import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { declarationOf, exampleLine } from '../samples/example.js';
import { receipt } from '../support/trade/amending.js';
import { drafted, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });

interface Sum {
  container?: string;
  buyer?: string;
  day?: string;
  count: number;
  usd: string;
  exceedsCeiling: boolean;
  declarations: { reference: string }[];
}

const sums = async (query: string, who: Who = 'officer'): Promise<Sum[]> =>
  (await office.as(who).get(`/v1/declared-sums?from=2021-12-01&to=2021-12-31&${query}`).expect(200)).body.items;

const load = (usd: string, container: string, more: Partial<DeclarationInput> = {}): Partial<DeclarationInput> => {
  const { goods, packages, grossWeightKg, netWeightKg } = declarationOf([exampleLine(1, { totalPrice: usd })]);
  return {
    ...{ goods, packages, grossWeightKg, netWeightKg },
    containers: [{ number: container, goodsLines: [1] }],
    ...more,
  };
};

const buyer = (name: string) => ({ buyer: { name, country: 'NGA' } });
const references: string[] = [];

beforeAll(async () => {
  await putRates(office);
  const one = await submitted(office, load('140000.00', 'CSQU3054383', buyer('Lagos  Fabrics')));
  const two = await submitted(office, load('70000.00', 'CSQU3054383', buyer(' LAGOS FABRICS ')), 'brokerB');
  const three = await submitted(
    office,
    load('150000.00', 'MSKU0383250', { ...buyer('ACCRA'), declaredOn: '2021-12-27' }),
  );
  await submitted(office, load('900.00', 'HLCU9876543', { ...buyer('TEMA'), customsOffice: '2921' }));
  const gone = await submitted(office, load('50000.00', 'MSKU0383250', buyer('ACCRA')));
  await post(office, [receipt(gone.id, 'D', '31T10:00')]);
  await drafted(office, load('60000.00', 'MSKU0383250', buyer('ACCRA')));
  references.push(one.reference, two.reference, three.reference);
});

describe('sums of declared values', () => {
  it('show together what was declared apart, whoever declared it, the highest first', async () => {
    expect(await sums('by=container')).toMatchObject([
      {
        ...{
          container: 'CSQU3054383',
          count: 2,
          brokers: 2,
          usd: '210000.00',
          cny: '1342635.00',
          exceedsCeiling: true,
        },
        declarations: [
          { reference: references[0], usd: '140000.00' },
          { reference: references[1], usd: '70000.00' },
        ],
      },
      { container: 'MSKU0383250', count: 1, usd: '150000.00', exceedsCeiling: false },
    ]);
  });

  it('know a buyer however the name is written, and combine keys', async () => {
    expect((await sums('by=buyer')).map(({ buyer: name, count }) => [name, count])).toEqual([
      ['LAGOS FABRICS', 2],
      ['ACCRA', 1],
    ]);
    const [first] = await sums('by=day,container,buyer&above=150000');
    expect(first).toMatchObject({ container: 'CSQU3054383', buyer: 'LAGOS FABRICS', day: '2021-12-28', count: 2 });
    expect(await sums('by=day,container,buyer&above=210000.00')).toEqual([]);
  });

  it('add up to all that is live: nothing twice, nothing left out', async () => {
    const [live] = await office.rows<{ usd: string }>(
      `SELECT sum(total_usd) AS usd FROM declaration WHERE status NOT IN ('draft', 'cancelled')`,
    );
    const days = await sums('by=day', 'admin');
    const cents = days.reduce((total, { usd }) => total + BigInt(usd.replace('.', '')), 0n);
    expect(cents).toBe(BigInt(live?.usd.replace('.', '') ?? ''));
    expect(days.map(({ count }) => count).reduce((total, count) => total + count, 0)).toBe(4);
  });

  it('are for officers of the office, and for administrators', async () => {
    expect((await sums('by=container', 'officerElsewhere')).map(({ container }) => container)).toEqual(['HLCU9876543']);
    expect(await sums('by=container', 'admin')).toHaveLength(3);
    await office.as('brokerA').get('/v1/declared-sums?by=day&from=2021-12-01&to=2021-12-02').expect(403);
  });

  it('are read page by page without a gap', async () => {
    const seen: (string | undefined)[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const path: string = `/v1/declared-sums?by=container,day&from=2021-12-01&to=2021-12-31&limit=1${from}`;
      const { body }: { body: { items: Sum[]; nextCursor: string | null } } = await office
        .as('admin')
        .get(path)
        .expect(200);
      seen.push(...body.items.map(({ container }) => container));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['CSQU3054383', 'MSKU0383250', 'HLCU9876543']);
  });

  it('are refused for what nobody can answer', async () => {
    const refused = async (query: string) => {
      const { body } = await office.as('officer').get(`/v1/declared-sums?${query}`).expect(400);
      return body.violations.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`);
    };
    const december = 'from=2021-12-01&to=2021-12-31';
    expect(await refused(`by=stall&${december}`)).toEqual(['dimension-unknown /query/by']);
    expect(await refused('by=day&from=2021-12-01&to=2022-01-01')).toEqual(['range-too-long /query/to']);
    expect(await refused(`by=day&market=NOWHERE&${december}`)).toEqual(['market-unknown /query/market']);
    expect(await refused(`by=day&above=-1&${december}`)).toEqual(['decimal-invalid /query/above']);
    expect(await refused(`by=day&${december}&cursor=${Buffer.from('["x","y"]').toString('base64url')}`)).toEqual([
      'cursor-invalid /query/cursor',
    ]);
    expect(await refused('by=day')).toEqual(['required-missing /query/from', 'required-missing /query/to']);
    expect(await refused(`by=day&colour=red&${december}`)).toEqual(['query-unknown /query/colour']);
  });
});
