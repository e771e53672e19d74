import { ratesOf } from '../../src/reference/rates.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const USD = { currency: 'USD', toCny: '6.3706', toUsd: '1' };
const EUR = { currency: 'EUR', toCny: '7.1814', toUsd: '1.1273' };
const put = (month: string, rates: unknown) => office.as('admin').put(`/v1/rates/${month}`).send({ rates });
/** Whatever is there now. */
const replace = (month: string, rates: unknown) => put(month, rates).set('If-Match', '*');
const stored = (month: string) =>
  office.rows<{ currency: string; replaced: boolean }>(
    'SELECT currency, replaced_at IS NOT NULL AS replaced FROM customs_rate WHERE month = $1 ORDER BY id',
    [month],
  );
const auditEntriesOf = (month: string) =>
  office.rows(`SELECT 1 FROM audit_entry WHERE action = 'rates.replaced' AND subject_id = $1`, [month]);

describe('the rates of a month', () => {
  it('are not there until an administrator puts them', async () => {
    expect((await office.as('brokerA').get('/v1/rates/2021-12')).status).toBe(404);
    for (const who of ['brokerA', 'officer', 'analyst', 'channel'] as const) {
      expect(
        (
          await office
            .as(who)
            .put('/v1/rates/2021-12')
            .send({ rates: [USD] })
        ).status,
      ).toBe(403);
    }
    const set = await put('2021-12', [USD, EUR]);
    expect(set.status).toBe(200);
    expect(set.body).toMatchObject({ month: '2021-12', rates: [EUR, USD] });
    const read = await office.as('brokerA').get('/v1/rates/2021-12');
    expect(read.body).toEqual(set.body);
    expect(read.headers['etag']).toBe(set.headers['etag']);
  });

  it('are replaced as a whole, and what was replaced stays on record', async () => {
    await put('2022-01', [USD, EUR]);
    const { body } = await replace('2022-01', [{ ...USD, toCny: '6.3588' }]);
    expect(body.rates).toEqual([{ ...USD, toCny: '6.3588' }]);
    expect(await stored('2022-01')).toEqual([
      { currency: 'EUR', replaced: true },
      { currency: 'USD', replaced: true },
      { currency: 'USD', replaced: false },
    ]);
    const now = await office.database.transaction(SYSTEM, (tx) => ratesOf(tx, ['2022-01', '2021-12', '1999-01']));
    expect(now.get('2022-01')).toEqual({ USD: { toCny: '6.3588', toUsd: '1' } });
    expect([...now.keys()].sort()).toEqual(['2021-12', '2022-01']);
  });

  it('do not change when the same are put again, in another order or with other zeros', async () => {
    const first = await put('2022-02', [USD, EUR]);
    const again = await put('2022-02', [EUR, { ...USD, toCny: '6.37060000', toUsd: '1.0' }]);
    expect(again.body).toEqual(first.body);
    expect(await stored('2022-02')).toHaveLength(2);
    expect(await auditEntriesOf('2022-02')).toHaveLength(1);
  });

  it('are one whole set when many put them at once', async () => {
    const sets = Array.from({ length: 12 }, (_, index) => [
      { ...USD, toCny: `6.${index + 11}` },
      { ...EUR, toCny: `7.${index + 11}` },
    ]);
    const answers = await Promise.all(sets.map((set) => replace('2022-03', set)));
    expect(answers.map(({ status }) => status)).toEqual(sets.map(() => 200));
    const { body } = await office.as('admin').get('/v1/rates/2022-03');
    const [eur, usd] = body.rates as { toCny: string }[];
    expect(eur?.toCny.slice(2)).toBe(usd?.toCny.slice(2));
    expect(await auditEntriesOf('2022-03')).toHaveLength(12);
    expect((await stored('2022-03')).filter(({ replaced }) => !replaced)).toHaveLength(2);
  });

  it('are replaced by others only where the caller says which he has seen', async () => {
    const first = await put('2022-04', [USD]);
    const change = [{ ...USD, toCny: '6.5' }];
    const unseen = await put('2022-04', change);
    expect([unseen.status, unseen.body.code]).toEqual([428, 'if-match-missing']);
    expect((await put('2022-04', [USD])).status).toBe(200);
    expect((await put('2022-04', change).set('If-Match', first.headers['etag'] ?? '')).status).toBe(200);
    const late = await put('2022-04', [EUR]).set('If-Match', first.headers['etag'] ?? '');
    expect([late.status, late.body.code]).toEqual([412, 'version-stale']);
  });

  it.each([
    ['an unknown currency', [{ ...USD, currency: 'XYZ' }], '422 currency-unknown /rates/0/currency'],
    ['the same currency twice', [USD, USD], '422 entry-duplicate /rates/1/currency'],
    ['a rate of nothing', [{ ...USD, toCny: '0.000' }], '422 amount-not-positive /rates/0/toCny'],
    ['no rates', [], '422 required-missing /rates'],
    ['a JSON number', [{ ...USD, toCny: 6.37 }], '400 type-wrong /rates/0/toCny'],
    ['a negative rate', [{ ...USD, toCny: '-1' }], '400 decimal-invalid /rates/0/toCny'],
    ['an exponent', [{ ...USD, toCny: '1e3' }], '400 decimal-invalid /rates/0/toCny'],
    ['more digits than are stored', [{ ...USD, toCny: '0.123456789' }], '400 decimal-invalid /rates/0/toCny'],
    ['a field missing', [{ currency: 'USD', toCny: '6' }], '400 required-missing /rates/0/toUsd'],
    ['a field unknown', [{ ...USD, toEur: '1' }], '400 field-unknown /rates/0/toEur'],
    ['a list that is none', { USD }, '400 type-wrong /rates'],
  ])('with %s are refused and change nothing', async (_, rates, expected) => {
    const { status, body } = await put('2022-05', rates);
    const breaches = body.violations?.map((v: { code: string; pointer: string }) => `${status} ${v.code} ${v.pointer}`);
    expect(breaches).toContain(expected);
    expect(await stored('2022-05')).toEqual([]);
  });

  it('are listed, latest month first', async () => {
    const page = await office.as('analyst').get('/v1/rates?limit=2');
    expect(page.body.items.map(({ month }: { month: string }) => month)).toEqual(['2022-04', '2022-03']);
    const next = await office.as('analyst').get(`/v1/rates?limit=500&cursor=${page.body.nextCursor}`);
    expect(next.body.items.map(({ month }: { month: string }) => month)).toEqual(['2022-02', '2022-01', '2021-12']);
  });
});

describe('a rule on commodity codes', () => {
  const rule = { prefix: '5407', flag: 'inspection', validFrom: '2021-01-01', source: '测试' };

  it('is added once, found by code and day, and ended', async () => {
    const added = await office.as('admin').post('/v1/hs-rules').send(rule);
    expect(added.status).toBe(201);
    expect((await office.as('admin').post('/v1/hs-rules').send(rule)).status).toBe(409);
    const find = (query: string) => office.as('brokerA').get(`/v1/hs-rules?${query}`);
    expect((await find('code=5407520090&on=2021-12-28')).body.items).toEqual([added.body]);
    expect((await find('code=5512190000')).body.items).toEqual([]);
    const end = (etag?: string) => {
      const request = office.as('admin').put(`/v1/hs-rules/${added.body.id}`).send({ validTo: '2021-06-30' });
      return etag ? request.set('If-Match', etag) : request;
    };
    expect((await end()).status).toBe(428);
    expect((await end('"r1"')).body).toMatchObject({ validTo: '2021-06-30', source: '测试', revision: 2 });
    expect((await end('"r1"')).status).toBe(412);
    expect((await find('code=5407520090&on=2021-12-28')).body.items).toEqual([]);
  });

  it.each([
    [{ ...rule, prefix: '5' }, 400],
    [{ ...rule, flag: 'pretty' }, 400],
    [{ ...rule, validTo: '2020-12-31' }, 422],
    [{ ...rule, validFrom: '2021-02-30' }, 400],
  ])('%j is %i', async (body, status) => {
    expect((await office.as('admin').post('/v1/hs-rules').send(body)).status).toBe(status);
  });

  it('is for administrators to change', async () => {
    expect((await office.as('officer').post('/v1/hs-rules').send(rule)).status).toBe(403);
  });
});

describe('a code table', () => {
  it('is listed with the others', async () => {
    const { body } = await office.as('brokerA').get('/v1/code-tables');
    expect(body.items).toContainEqual({ table: 'trade-terms', codes: 5 });
    expect(body.items).toHaveLength(9);
  });

  it('gives the codes valid on a day, page by page', async () => {
    const first = await office.as('brokerA').get('/v1/code-tables/trade-terms?limit=3&on=2021-12-28');
    const next = await office
      .as('brokerA')
      .get(`/v1/code-tables/trade-terms?on=2021-12-28&cursor=${first.body.nextCursor}`);
    const codes = [...first.body.items, ...next.body.items].map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['C&I', 'CFR', 'CIF', 'EXW', 'FOB']);
    expect((await office.as('brokerA').get('/v1/code-tables/trade-terms?on=1999-01-01')).body.items).toEqual([]);
  });

  it('shows what is unverified, and can be searched in both languages', async () => {
    const find = async (search: string) =>
      (await office.as('brokerA').get(`/v1/code-tables/customs-office?search=${encodeURIComponent(search)}`)).body
        .items;
    expect(await find('2906')).toMatchObject([{ name: '绍兴海关', verified: false }]);
    expect(await find('beilun')).toMatchObject([{ code: '3104', verified: true }]);
    expect(await find('北仑')).toHaveLength(1);
  });

  it('that is not there is a 404', async () => {
    expect((await office.as('brokerA').get('/v1/code-tables/weather')).status).toBe(404);
  });
});
