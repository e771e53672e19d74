import { randomUUID } from 'node:crypto';
import { postDeclarations, type GivenPosting } from '../support/trade/postings.js';
import { useOffice } from '../support/office.js';
import { CompactRollups } from '../../src/statistics/compact-rollups.processor.js';

const POLYESTER = '5407520090';
const SHIRTS = '6109100010';
const item = (country: string, cny: string, hsCode = POLYESTER) => [country, hsCode, cny, cny, '100'] as const;

describe('the export-value report', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  const ask = (query: string, who: 'analyst' | 'officer' | 'brokerA' | 'brokerB' = 'analyst') =>
    office.as(who).get(`/v1/reports/export-value?${query}`);
  const answer = async (query: string, who?: 'analyst' | 'officer' | 'brokerA' | 'brokerB') => {
    const response = await ask(query, who);
    expect([response.status, response.body.violations]).toEqual([200, undefined]);
    return response.body;
  };

  it('is empty, not missing, where nothing was exported', async () => {
    expect(await answer('from=2019-01-01&to=2019-12-31')).toMatchObject({
      from: '2019-01-01',
      to: '2019-12-31',
      currency: 'CNY',
      basis: 'closed',
      groupBy: ['country'],
      total: '0.00',
      declarations: 0,
      countries: 0,
      netWeightKg: '0',
      change: null,
      rows: [],
    });
  });

  it('ranks countries by value and ties to the cent', async () => {
    await postDeclarations(office, [
      { day: '2021-01-05', items: [item('NGA', '300.10'), item('PAK', '100.00'), item('NGA', '0.05', SHIRTS)] },
      { day: '2021-01-06', items: [item('PAK', '100.00')], broker: office.people.organisations.brokerB },
      { day: '2020-01-06', items: [item('NGA', '247.84')] },
    ]);
    const body = await answer('from=2021-01-01&to=2021-12-31');
    expect(body).toMatchObject({ total: '500.15', declarations: 2, countries: 2, netWeightKg: '400' });
    expect(body.rows).toEqual([
      {
        country: 'NGA',
        countryName: 'Nigeria',
        value: '300.15',
        share: '0.6001',
        declarations: 1,
        netWeightKg: '200',
        change: '0.2111',
      },
      {
        country: 'PAK',
        countryName: 'Pakistan',
        value: '200.00',
        share: '0.3999',
        declarations: 2,
        netWeightKg: '200',
        change: null,
      },
    ]);
  });

  it('names countries in the language of the reader', async () => {
    const response = await ask('from=2021-01-01&to=2021-12-31').set('Accept-Language', 'zh-CN');
    expect(response.body.rows[0]).toMatchObject({ country: 'NGA', countryName: '尼日利亚' });
  });

  it('counts a declaration once, however it is grouped', async () => {
    expect(await answer('from=2021-01-01&to=2021-12-31&groupBy=chapter')).toMatchObject({
      declarations: 2,
      countries: 2,
      rows: [
        { chapter: '54', declarations: 2, value: '500.10' },
        { chapter: '61', declarations: 1, value: '0.05' },
      ],
    });
    expect(await answer('from=2021-01-01&to=2021-12-31&groupBy=month&country=NGA')).toMatchObject({
      declarations: 1,
      countries: 1,
      rows: [{ month: '2021-01', declarations: 1, value: '300.15' }],
    });
    expect(await answer('from=2021-01-01&to=2021-12-31&groupBy=country&chapter=61')).toMatchObject({
      declarations: 1,
      rows: [{ country: 'NGA', declarations: 1, value: '0.05' }],
    });
    expect(await answer('from=2021-01-05&to=2021-01-06&groupBy=day,market,currency,transportMode')).toMatchObject({
      declarations: 2,
      countries: 2,
      rows: [
        {
          day: '2021-01-05',
          market: 'KQ-CTC',
          currency: 'USD',
          currencyName: 'US Dollar',
          transportMode: '2',
          value: '400.15',
        },
        { day: '2021-01-06', value: '100.00' },
      ],
    });
  });

  it('gives the same answer before and after the deltas are folded, twice at once', async () => {
    const questions = ['', '&groupBy=month', '&groupBy=week', '&groupBy=broker,chapter', '&country=PAK&groupBy=day'];
    const all = () => Promise.all(questions.map((rest) => answer(`from=2020-12-15&to=2021-02-10${rest}`)));
    const before = await all();
    const fold = () => office.get(CompactRollups).process();
    expect((await office.rows('SELECT 1 FROM rollup_delta')).length).toBeGreaterThan(0);
    await Promise.all([fold(), fold()]);
    await fold();
    expect(await office.rows('SELECT 1 FROM rollup_delta')).toEqual([]);
    expect((await all()).map(({ asOf: _, ...rest }) => rest)).toEqual(before.map(({ asOf: _, ...rest }) => rest));
  });

  it('shows a broker its own exports only, and nothing of other firms', async () => {
    const { brokerA, brokerB } = office.people.organisations;
    const query = 'from=2021-01-01&to=2021-12-31';
    expect((await answer(query, 'brokerA')).total).toBe('400.15');
    expect((await answer(`${query}&broker=${brokerA}`, 'brokerA')).total).toBe('400.15');
    expect((await answer(query, 'brokerB')).total).toBe('100.00');
    expect((await answer(`${query}&broker=${brokerB}`)).total).toBe('100.00');
    const otherFirms = await ask(`${query}&broker=${brokerA}`, 'brokerB');
    const nobody = await ask(`${query}&broker=${randomUUID()}`, 'brokerB');
    expect([otherFirms.status, nobody.status]).toEqual([400, 400]);
    expect(otherFirms.body.violations[0]).toMatchObject({ code: 'query-value-unknown', pointer: '/query/broker' });
    expect(nobody.body.violations[0].code).toBe('query-value-unknown');
    for (const path of ['lines', 'changes']) {
      const since = path === 'changes' ? '&since=2020-01-01T00:00:00Z' : '';
      const own = await office.as('brokerB').get(`/v1/reports/export-value/${path}?${query}${since}`);
      expect(own.body.items.map((one: { broker: string }) => one.broker)).toEqual([brokerB]);
    }
  });

  it('puts the last second of January and the first of February into their own months', async () => {
    // 15:59:59Z is 23:59:59 in Shanghai; the statistics day is what the closing receipt's instant says there.
    await postDeclarations(office, [
      { day: '2018-01-31', items: [item('BRA', '31.00')] },
      { day: '2018-02-01', items: [item('BRA', '1.00')] },
    ]);
    const months = await answer('from=2018-01-31&to=2018-02-01&groupBy=month');
    expect(months.rows.map((row: { month: string; value: string }) => [row.month, row.value])).toEqual([
      ['2018-01', '31.00'],
      ['2018-02', '1.00'],
    ]);
    expect((await answer('from=2018-01-01&to=2018-01-31')).total).toBe('31.00');
    expect((await answer('from=2018-02-01&to=2018-02-28')).total).toBe('1.00');
  });

  it('answers as known before a correction, an amendment and a cancellation', async () => {
    const posting: GivenPosting = { day: '2022-03-10', items: [item('KEN', '100.00'), item('TZA', '50.00')] };
    const at = (instant: string) => office.clock.stopAt(instant);
    at('2026-11-18T03:00:00Z');
    const [id] = await postDeclarations(office, [posting]);
    at('2026-11-18T04:00:00Z');
    const amended: GivenPosting = {
      ...posting,
      id,
      cause: 'amendment',
      version: 2,
      items: [item('KEN', '80.00'), item('TZA', '50.00')],
    };
    await postDeclarations(office, [amended]);
    at('2026-11-18T05:00:00Z');
    await postDeclarations(office, [{ ...amended, cause: 'cancellation', day: null }]);
    at('2026-11-18T06:00:00Z');
    const total = async (asOf: string) =>
      (await answer(`from=2022-03-01&to=2022-03-31&asOf=2026-11-18T${asOf}Z`)).total;
    expect(await Promise.all(['02:59:59', '03:00:00', '04:30:00', '05:00:00'].map(total))).toEqual([
      '0.00',
      '150.00',
      '130.00',
      '0.00',
    ]);
    expect((await answer('from=2022-03-01&to=2022-03-31')).total).toBe('0.00');
    expect((await answer('from=2022-03-01&to=2022-03-31')).rows).toEqual([]);
  });

  it('lists what moved between two answers, and why', async () => {
    const query = 'from=2022-03-01&to=2022-03-31&since=2026-11-18T03:30:00Z&asOf=2026-11-18T05:30:00Z';
    const { body } = await office.as('analyst').get(`/v1/reports/export-value/changes?${query}`);
    expect(body).toMatchObject({ totalBefore: '150.00', total: '0.00', difference: '-150.00', nextCursor: null });
    expect(
      body.items.map((one: Record<string, string>) => [one['cause'], one['reason'], one['country'], one['value']]),
    ).toEqual([
      ['amendment', 'amended', 'KEN', '-20.00'],
      ['cancellation', 'cancelled', 'KEN', '-80.00'],
      ['cancellation', 'cancelled', 'TZA', '-50.00'],
    ]);
    const all = await office
      .as('analyst')
      .get('/v1/reports/export-value/changes?from=2022-03-01&to=2022-03-31&since=2026-11-18T00:00:00Z&limit=1');
    expect(all.body.items[0]).toMatchObject({ cause: 'late-closing', reason: 'closed, known late', version: 1 });
    const next = await office.as('analyst').get(/<(.*)>/.exec(all.headers['link'] ?? '')?.[1] ?? '');
    expect(next.body.items[0]).toMatchObject({ cause: 'late-closing', country: 'TZA' });
  });

  it('shows the items behind a figure, page by page, adding up to it', async () => {
    const query = 'from=2021-01-01&to=2021-12-31&country=NGA&groupBy=country';
    const { value } = (await answer(query)).rows[0];
    const items: { value: string; hsCode: string }[] = [];
    for (let path: string | null = `/v1/reports/export-value/lines?${query}&limit=1`; path;) {
      const { body, headers } = await office.as('analyst').get(path);
      expect(body).toMatchObject({ total: value, declarations: 1 });
      items.push(...body.items);
      path = body.nextCursor ? (/<(.*)>/.exec(headers['link'] ?? '')?.[1] ?? null) : null;
    }
    expect(items.map((one) => [one.hsCode, one.value])).toEqual([
      [POLYESTER, '300.10'],
      [SHIRTS, '0.05'],
    ]);
    const asOf = await office
      .as('analyst')
      .get('/v1/reports/export-value/lines?from=2022-03-01&to=2022-03-31&asOf=2026-11-18T04:30:00Z');
    expect(asOf.body.total).toBe('130.00');
    expect(asOf.body.items.map((one: { value: string }) => one.value).sort()).toEqual(['50.00', '80.00']);
  });

  it('counts by the declared day and by the day of release on request', async () => {
    await postDeclarations(office, [
      {
        day: '2023-07-03',
        declaredOn: '2023-06-30',
        releasedAt: '2023-06-30T16:00:00Z',
        items: [item('EGY', '10.00'), item('EGY', '2.00', SHIRTS), item('MAR', '3.00')],
      },
    ]);
    const june = 'from=2023-06-01&to=2023-06-30';
    const july = 'from=2023-07-01&to=2023-07-31';
    expect((await answer(`${june}&basis=declared`)).total).toBe('15.00');
    expect((await answer(`${july}&basis=declared`)).total).toBe('0.00');
    expect((await answer(`${june}&basis=released`)).total).toBe('0.00');
    expect(await answer(`${july}&basis=released&groupBy=day,country`, 'officer')).toMatchObject({
      total: '15.00',
      declarations: 1,
      countries: 2,
      rows: [
        { day: '2023-07-01', country: 'EGY', value: '12.00', declarations: 1 },
        { day: '2023-07-01', country: 'MAR', value: '3.00', declarations: 1 },
      ],
    });
    const lines = await office
      .as('brokerA')
      .get(`/v1/reports/export-value/lines?${july}&basis=released&country=EGY&limit=1`);
    expect(lines.body).toMatchObject({ total: '12.00', items: [{ value: '10.00', cause: null }] });
    const rest = await office.as('brokerA').get(/<(.*)>/.exec(lines.headers['link'] ?? '')?.[1] ?? '');
    expect(rest.body).toMatchObject({ items: [{ value: '2.00' }], nextCursor: null });
    expect((await answer(`${july}&basis=declared`, 'brokerB')).total).toBe('0.00');
  });
});
