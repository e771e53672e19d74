import { exampleLine } from '../samples/example.js';
import { drafted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

interface Found {
  code: string;
  name: string;
  lastUsedOn: string | null;
}

const look = async (table: string, query: string, who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/code-tables/${table}/lookup?${query}`).expect(200)).body.items as Found[];
const codes = async (table: string, typed: string, who: Who = 'brokerA') =>
  (await look(table, `q=${encodeURIComponent(typed)}`, who)).map(({ code }) => code);

const PORTS = [
  { code: 'NGA006', name: '阿帕帕', nameEn: 'Apapa' },
  { code: 'NGA036', name: '拉各斯', nameEn: 'Lagos' },
  { code: 'VNM003', name: '胡志明市', nameEn: 'Ho Chi Minh City' },
];
const put = (edition: string, entries: object[]) =>
  office.as('admin').put(`/v1/code-tables/${edition}`).send({ source: '测试', entries }).expect(200);

beforeAll(async () => {
  await putRates(office);
  await put('port/2018', PORTS);
  await put('hs-code/2021', [
    { code: '5407520000', name: '染色的聚酯变形长丝机织物' },
    { code: '6303920000', name: '合纤制窗帘' },
  ]);
});

describe('a code', () => {
  it.each([
    ['port', 'nga0', ['NGA006', 'NGA036']],
    ['port', '拉各', ['NGA036']],
    ['port', 'lagesi', ['NGA036']],
    ['port', ' LGS ', ['NGA036']],
    ['port', 'ｈｚｍ', ['VNM003']],
    ['port', 'apapa', ['NGA006']],
    ['hs-code', 'chuanglian', ['6303920000']],
    ['hs-code', '6303', ['6303920000']],
    ['hs-code', '涤纶', ['5407520000']],
    ['hs-code', 'dilun', ['5407520000']],
    ['hs-code', '机织 染色', ['5407520000']],
    ['hs-code', 'chuanglian hexian', ['6303920000']],
    ['customs-office', 'sxhg', ['2906']],
    ['country', 'nrly', ['NGA']],
    ['port', 'zzz', []],
  ])('of %s is found by "%s"', async (table, typed, expected) => {
    const found = await codes(table, typed);
    expect(table === 'country' ? found.slice(0, 1) : found).toEqual(expected);
  });

  it('is found on the days on which it holds', async () => {
    expect(await look('hs-code', 'q=6303&on=2022-01-01')).toEqual([]);
    await put('port/2022', [{ code: 'NGA036', name: '拉各斯港' }]);
    expect((await look('port', 'q=lgs')).map(({ name }) => name)).toEqual(['拉各斯']);
    expect((await look('port', 'q=lgs&on=2022-01-01')).map(({ name }) => name)).toEqual(['拉各斯港']);
  });

  it('that the firm used last stands before all others, for that firm alone', async () => {
    await drafted(office, { portOfDestination: 'NGA036', documents: [{ code: '1' }] });
    expect(await codes('port', 'nga')).toEqual(['NGA036', 'NGA006']);
    expect(await look('port', 'limit=1')).toMatchObject([{ code: 'NGA036', lastUsedOn: '2021-12-28' }]);
    expect(await codes('port', 'nga', 'brokerB')).toEqual(['NGA006', 'NGA036']);
    expect(await codes('port', 'nga', 'officer')).toEqual(['NGA006', 'NGA036']);
    await drafted(office, { portOfDestination: 'NGA006', goods: [exampleLine(1, { unit: '032' })], containers: [] });
    expect(await codes('port', 'nga')).toEqual(['NGA006', 'NGA036']);
    expect((await codes('unit', '03')).slice(0, 2)).toEqual(['032', '030']);
  });

  it('is asked for in a table there is, with a limit there is', async () => {
    await office.as('brokerA').get('/v1/code-tables/planets/lookup?q=a').expect(404);
    await office.as('brokerA').get('/v1/code-tables/port/lookup?limit=101').expect(400);
    await office.as('brokerA').get('/v1/code-tables/port/lookup?query=a').expect(400);
  });
});
