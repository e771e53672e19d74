import { StatusProjector } from '../../src/declarations/status/status-projector.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { exampleLine } from '../samples/example.js';
import { useOffice } from '../support/office.js';
import { post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { receipt } from '../support/trade/receiving.js';
import { postDeclarations } from '../support/trade/postings.js';

const KG = '1';
const item = (country: string, hsCode: string, cny: string) => [country, hsCode, cny, cny, KG] as const;

describe('the dimensions of a report', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  const ask = async (query: string, who: 'analyst' | 'brokerA' = 'analyst') => {
    const { status, body } = await office.as(who).get(`/v1/reports/export-value?${query}`);
    expect([status, body.violations]).toEqual([200, undefined]);
    return body;
  };
  const keysOf = (body: { rows: Record<string, string>[] }, ...names: string[]) =>
    body.rows.map((row) => names.map((name) => row[name]).join(' '));
  const year = 'from=2021-01-01&to=2021-12-31';

  beforeAll(() =>
    postDeclarations(office, [
      { day: '2021-03-01', items: [item('NGA', '5407520090', '70.00'), item('NGA', '5407690099', '20.00')] },
      { day: '2021-05-02', items: [item('PAK', '5407520090', '10.00'), item('PAK', '6109100010', '5.00')] },
      { day: '2020-05-02', items: [item('PAK', '5407520090', '4.00')] },
    ]),
  );

  it('go down to a heading, a subheading and a code; a declaration of several codes is one', async () => {
    const headings = await ask(`${year}&groupBy=heading`);
    expect(headings).toMatchObject({ total: '105.00', declarations: 2, countries: 2, change: '25.2500' });
    expect(keysOf(headings, 'heading', 'value', 'declarations')).toEqual(['5407 100.00 2', '6109 5.00 1']);
    expect(keysOf(await ask(`${year}&groupBy=subheading,country`), 'subheading', 'country', 'value')).toEqual([
      '540752 NGA 70.00',
      '540769 NGA 20.00',
      '540752 PAK 10.00',
      '610910 PAK 5.00',
    ]);
    expect(keysOf(await ask(`${year}&groupBy=hsCode&heading=5407&country=NGA`), 'hsCode', 'value')).toEqual([
      '5407520090 70.00',
      '5407690099 20.00',
    ]);
    expect(headings.rows[0]['headingName']).not.toBe('');
  });

  it('filter by several values, times among them', async () => {
    expect((await ask(`${year}&country=NGA,PAK&hsCode=5407520090`)).total).toBe('80.00');
    expect(keysOf(await ask(`${year}&month=2021-05&groupBy=month`), 'month', 'value')).toEqual(['2021-05 15.00']);
    expect((await ask(`${year}&month=2021-05`)).change).toBe('2.7500');
    expect((await ask(`${year}&day=2021-03-01,2021-03-02`)).total).toBe('90.00');
    expect((await ask(`${year}&week=2021-W09`)).total).toBe('90.00');
  });

  it('stand in order of value or of key, and are filled with what was not exported', async () => {
    expect(keysOf(await ask(`${year}&sort=key`), 'country')).toEqual(['NGA', 'PAK']);
    const months = await ask(`${year}&groupBy=month,country&fill=true&sort=key`);
    expect(months.rows).toHaveLength(24);
    expect(months.rows[9]).toMatchObject({ month: '2021-05', country: 'PAK', value: '15.00', share: '0.1429' });
    expect(months.rows[8]).toEqual({
      ...{ month: '2021-05', country: 'NGA', countryName: 'Nigeria', value: '0.00', share: '0.0000' },
      ...{ declarations: 0, netWeightKg: '0', change: null },
    });
    expect(months.total).toBe('105.00');
  });

  it('compare the total with the same dates, whatever the rows are grouped by', async () => {
    const range = 'from=2021-04-28&to=2021-05-02';
    const totals = await Promise.all(['country', 'week', 'day', 'heading'].map((by) => ask(`${range}&groupBy=${by}`)));
    expect(totals.map(({ change }) => change)).toEqual(['2.7500', '2.7500', '2.7500', '2.7500']);
    // The 2nd of May 2021 is a Sunday, of 2020 a Saturday of the week with the next number.
    expect(totals[1]?.rows[0].change).toBeNull();
  });

  it('are those of the declaration when it was posted, also where it is counted by other days', async () => {
    await putRates(office);
    const sources = { domesticSource: '33069' };
    const declared = await submitted(office, {
      goods: [
        exampleLine(1, sources),
        exampleLine(2, { ...sources, hsCode: '6109100010', name: '棉制针织T恤衫', unit: '011' }),
      ],
    });
    const by = { declarationId: declared.id };
    await post(office, [
      receipt('L', '28T10:00', { ...by, entryId: '290620210000007771' }),
      receipt('P', '29T10:00', by),
      receipt('R', '30T10:00', by),
    ]);
    const origins = 'groupBy=consignor,customsOffice,exitOffice,domesticSource';
    const row = {
      ...{ consignor: '91000000MA0000001R', consignorName: '绍兴锦泰进出口有限公司', customsOffice: '2906' },
      ...{ exitOffice: '3104', domesticSource: '33069', declarations: 1 },
    };
    for (const basis of ['closed', 'released', 'declared']) {
      const { rows } = await ask(`from=2021-12-27&to=2021-12-31&basis=${basis}&currency=USD&${origins}`);
      expect(rows).toMatchObject([{ ...row, value: '2000.00' }]);
    }
    const narrowed = await ask(
      `from=2021-12-27&to=2021-12-31&currency=USD&consignor=91000000MA0000001R&exitOffice=3104&customsOffice=2906&domesticSource=33069`,
    );
    expect(narrowed.total).toBe('2000.00');
    const { body } = await office
      .as('analyst')
      .get('/v1/reports/export-value/lines?from=2021-12-27&to=2021-12-31&domesticSource=33069');
    expect(body.items[0]).toMatchObject({
      ...{ reference: declared.reference, entryId: '290620210000007771', brokerName: expect.any(String) },
      ...{ quantity: '1000', unit: '030', consignor: '91000000MA0000001R', customsOffice: '2906', exitOffice: '3104' },
    });
    // Facts and what the declaration says now agree: nothing is posted anew.
    const before = await office.rows('SELECT id FROM export_fact');
    await office.database.transaction(SYSTEM, (tx) => office.get(StatusProjector).restore(tx, [declared.id]));
    expect(await office.rows('SELECT id FROM export_fact')).toHaveLength(before.length);
  });
});
