import { createHash } from 'node:crypto';
import { postDeclarations } from '../support/trade/postings.js';
import { useOffice } from '../support/office.js';

describe('an export-value question', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  const ask = (query: string) => office.as('analyst').get(`/v1/reports/export-value${query}`);
  const year = '?from=2021-01-01&to=2021-12-31';

  it.each([
    ['?to=2021-12-31', 'required-missing', '/query/from'],
    ['?from=2021-02-30&to=2021-12-31', 'day-invalid', '/query/from'],
    ['?from=20210101&to=2021-12-31', 'day-invalid', '/query/from'],
    ['?from=2021-12-31&to=2021-01-01', 'range-reversed', '/query/from'],
    ['?from=2001-01-01&to=2021-01-01', 'range-too-long', '/query/to'],
    [`${year}&colour=red`, 'query-unknown', '/query/colour'],
    [`${year}&groupBy=colour`, 'dimension-unknown', '/query/groupBy'],
    [`${year}&groupBy=`, 'text-empty', '/query/groupBy'],
    [`${year}&currency=EUR`, 'enum-invalid', '/query/currency'],
    [`${year}&basis=planned`, 'enum-invalid', '/query/basis'],
    [`${year}&country=XYZ`, 'country-unknown', '/query/country'],
    [`${year}&market=NO-SUCH`, 'market-unknown', '/query/market'],
    [`${year}&chapter=00`, 'query-value-unknown', '/query/chapter'],
    [`${year}&broker=me`, 'id-invalid', '/query/broker'],
    [`${year}&broker=01890000-0000-7000-8000-000000000000`, 'query-value-unknown', '/query/broker'],
    [`${year}&asOf=2026-11-18`, 'instant-invalid', '/query/asOf'],
    [`${year}&asOf=2027-01-01T00:00:00Z`, 'as-of-in-future', '/query/asOf'],
    [`${year}&country=${encodeURIComponent('尼日利亚')}`, 'country-unknown', '/query/country'],
    [`${year}&declaredCurrency=${encodeURIComponent('美元人民币')}`, 'currency-unknown', '/query/declaredCurrency'],
    [`${year}&basis=declared&asOf=2026-11-01T00:00:00Z`, 'as-of-needs-facts', '/query/asOf'],
    [`${year}&format=pdf`, 'format-unsupported', '/query/format'],
    [`${year}&country=NGA,XYZ`, 'country-unknown', '/query/country'],
    [`${year}&heading=9999`, 'query-value-unknown', '/query/heading'],
    [`${year}&subheading=5407`, 'query-value-unknown', '/query/subheading'],
    [`${year}&hsCode=9999999999`, 'query-value-unknown', '/query/hsCode'],
    [`${year}&customsOffice=0000`, 'query-value-unknown', '/query/customsOffice'],
    [`${year}&consignor=nobody`, 'query-value-unknown', '/query/consignor'],
    [`${year}&settlementWeek=2021-W40`, 'query-needs-basis', '/query/settlementWeek'],
    [`${year}&sort=size`, 'enum-invalid', '/query/sort'],
    [`${year}&fill=yes`, 'boolean-invalid', '/query/fill'],
    [`${year}&from=2020-01-01`, 'query-repeated', '/query/from'],
    [`/lines${year}&format=pdf`, 'format-unsupported', '/query/format'],
    [`/lines${year}&format=csv&limit=5`, 'paging-of-whole', '/query/limit'],
    [`/changes${year}&since=2026-11-01T00:00:00Z&summary=firm`, 'enum-invalid', '/query/summary'],
    [`/lines${year}&limit=0`, 'integer-invalid', '/query/limit'],
    [`/lines${year}&cursor=WyJhIiwiYiIsImMiXQ`, 'cursor-invalid', '/query/cursor'],
    [`/changes${year}`, 'required-missing', '/query/since'],
    [`/changes${year}&since=2026-11-19T00:00:00Z`, 'range-reversed', '/query/since'],
    [`/changes${year}&since=2026-11-01T00:00:00Z&basis=settled`, 'enum-invalid', '/query/basis'],
  ])('%s is refused as %s at %s', async (query, code, pointer) => {
    const { status, body } = await ask(query);
    expect([status, body.violations?.[0]?.code, body.violations?.[0]?.pointer]).toEqual([400, code, pointer]);
    expect(body.violations[0].message).not.toContain('—');
  });

  it('is answered to nobody without a key, and not to a channel', async () => {
    expect((await office.anonymous.get(`/v1/reports/export-value${year}`)).status).toBe(401);
    expect((await office.as('channel').get(`/v1/reports/export-value${year}`)).status).toBe(403);
  });

  it('gives a whole file: BOM, CRLF, stable columns, row count, total and digest', async () => {
    await postDeclarations(office, [
      { day: '2021-03-01', items: [['NGA', '5407520090', '70.00', '10.00', '12.5']] },
      { day: '2021-03-02', items: [['PAK', '5407520090', '30.00', '5.00', '1']] },
    ]);
    const response = await ask(`${year}&format=csv`).buffer(true);
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="export-value_closed_CNY_2021-01-01_2021-12-31.csv"; filename*=UTF-8''${encodeURIComponent('出口额_结关_CNY_2021-01-01_2021-12-31.csv')}`,
    );
    expect(response.text).toBe(
      '\ufeffcountry,countryName,value,share,declarations,netWeightKg,change\r\n' +
        'NGA,Nigeria,70.00,0.7000,1,12.5,\r\n' +
        'PAK,Pakistan,30.00,0.3000,1,1,\r\n',
    );
    expect(response.headers['x-row-count']).toBe('2');
    expect(response.headers['x-total']).toBe('100.00');
    expect(response.headers['x-content-sha256']).toBe(createHash('sha256').update(response.text).digest('hex'));
    const accepted = await ask(year).set('Accept', 'text/csv').buffer(true);
    expect(accepted.text).toBe(response.text);
  });

  it('disarms a firm whose name would be calculated', async () => {
    const evil = await office.database.transaction(office.actor('admin'), async (tx) => {
      await tx.run(`UPDATE organisation SET name = '=HYPERLINK("http://x","y")' WHERE id = $1`, [
        office.people.organisations.brokerA,
      ]);
      return office.people.organisations.brokerA;
    });
    const { text } = await ask(`${year}&groupBy=broker&format=csv`).buffer(true);
    expect(text).toContain(`${evil},"'=HYPERLINK(""http://x"",""y"")",100.00,`);
  });

  it('is answered in US dollars by the other value of each fact', async () => {
    expect((await ask(`${year}&currency=USD`)).body).toMatchObject({ currency: 'USD', total: '15.00' });
  });

  it('describes its routes', async () => {
    const { body } = await office.anonymous.get('/openapi.json');
    const { parameters } = body.paths['/v1/reports/export-value'].get;
    expect(parameters.map((one: { name: string }) => one.name)).toEqual(
      expect.arrayContaining(['from', 'to', 'groupBy']),
    );
    expect(body.paths['/v1/reports/export-value/lines']).toBeDefined();
  });
});
