import { amend, amending, cancel, CHEAPER } from '../support/trade/amending.js';
import { seen } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { type Office, useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const NOON = '2021-12-31T12:00:00Z';
const NIGHT = '2021-12-31T15:30:00Z';
const MIDNIGHT = '2021-12-31T15:45:00Z';
const EVENING = '2021-12-31T15:00:00Z';
const { ask, at, decide, versions } = amending(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt(NOON));

const report = async (who: Who, more = '') =>
  (await office.as(who).get(`/v1/reports/export-value?from=2021-12-01&to=2021-12-31&currency=USD${more}`).expect(200))
    .body;

describe('an amendment after closing', () => {
  it('corrects the statistics of the original day; yesterday’s answer can be had again', async () => {
    const id = await at('closed');
    const before = await report('brokerA');
    const preview = await office
      .as('brokerA')
      .post(`/v1/declarations/${id}/amendments/preview`)
      .send(amend(CHEAPER))
      .expect(200);
    expect(preview.body).toMatchObject({
      ...{ possible: true, version: { before: 1, after: 2 }, statisticsDay: '2021-12-30' },
      totals: { before: { fobUsd: '2000.00' }, after: { fobUsd: '1400.00' } },
    });
    expect(await report('brokerA')).toMatchObject({ total: before.total });
    expect(await versions(id)).toHaveLength(1);
    await ask(id, amend(CHEAPER));
    office.clock.stopAt(EVENING);
    const shown = await office.as('officer').get(`/v1/declarations/${id}/amendments/1/preview`).expect(200);
    const published = await report('officer', '&groupBy=country,month');
    await decide(id, 1).expect(200);
    const after = await report('brokerA');
    expect(Number(before.total) - Number(after.total)).toBe(600);
    expect(await report('brokerA', `&asOf=${NOON}`)).toMatchObject({ total: before.total });
    expect(preview.body.figures).toEqual([
      {
        ...{ month: '2021-12', country: 'NGA', countryName: 'Nigeria' },
        cny: { before: expect.any(String), after: expect.any(String), delta: '-3836.10' },
        usd: { before: before.total, after: after.total, delta: '-600.00' },
      },
    ]);
    const country = published.rows.find((row: { country: string }) => row.country === 'NGA');
    expect(shown.body.figures[0].usd.before).toBe(country.value);
    expect((await report('officer', '&groupBy=country,month')).rows[0].value).toBe(shown.body.figures[0].usd.after);
    await changesName(office, id, NOON, { cause: 'amendment', version: 2, day: '2021-12-30', value: '-600.00' });
    expect(await seen(office, id)).toMatchObject({
      status: 'closed',
      version: 2,
      closedAt: '2021-12-30T01:00:00.000Z',
    });
  });

  it('keeps the rates the declaration was valued at', async () => {
    const id = await at('closed');
    const rates = [{ currency: 'USD', toCny: '9', toUsd: '1' }];
    await office.as('admin').put('/v1/rates/2021-12').set('If-Match', '*').send({ rates }).expect(200);
    await ask(id, amend(CHEAPER));
    await decide(id, 1).expect(200);
    expect(await seen(office, id)).toMatchObject({ totals: { fobCny: '8950.90' } });
    await putRates(office);
  });
});

describe('a cancellation', () => {
  it('after closing empties the figures, and as of before they are still there', async () => {
    // Later than every booking of the stories before.
    office.clock.stopAt(NIGHT);
    const id = await at('closed');
    const before = await report('brokerA');
    expect((await ask(id, cancel('export-abandoned'))).body.code).toBe('reason-not-allowed');
    await ask(id, cancel('never-exported'));
    office.clock.stopAt(MIDNIGHT);
    const { body } = await decide(id, 1).expect(200);
    expect(body).toMatchObject({ state: 'accepted', type: { code: '2' }, versionAfter: 1 });
    expect(await seen(office, id)).toMatchObject({
      status: 'cancelled',
      version: 1,
      cancelledAt: '2021-12-31T15:45:00.000Z',
    });
    expect(Number(before.total) - Number((await report('brokerA')).total)).toBe(2000);
    expect((await report('brokerA', `&asOf=${NIGHT}`)).total).toBe(before.total);
    await changesName(office, id, NIGHT, { cause: 'cancellation', version: 1, value: '-2000.00' });
    expect((await ask(id, amend(CHEAPER))).body.code).toBe('state-forbids');
  });

  it('can be previewed by the broker, and nothing happens', async () => {
    const id = await at('closed');
    const { body } = await office
      .as('brokerA')
      .post(`/v1/declarations/${id}/amendments/preview`)
      .send(cancel('never-exported'))
      .expect(200);
    expect(body).toMatchObject({
      status: { before: 'closed', after: 'cancelled' },
      figures: [{ usd: { delta: '-2000.00' } }],
    });
    expect(await seen(office, id)).toMatchObject({ status: 'closed' });
  });
});

async function changesName(of: Office, id: string, since: string, change: object): Promise<void> {
  const { body } = await of
    .as('analyst')
    .get(`/v1/reports/export-value/changes?from=2021-12-01&to=2021-12-31&currency=USD&since=${since}`)
    .expect(200);
  const own = body.items.filter((each: { declarationId: string }) => each.declarationId === id);
  expect(own).toEqual([expect.objectContaining({ ...change, amendment: 1 })]);
}
