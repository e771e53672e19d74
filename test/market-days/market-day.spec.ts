import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chunks, expectedOf, putRates, receiptsOf } from '../support/trade/market-day.js';
import { type Office, useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });
const DAYS = ['2021-10-19', '2021-12-28'];

beforeAll(() => putRates(office));

async function report(currency: string, range = 'from=2021-10-01&to=2022-01-31'): Promise<Record<string, string>> {
  const { body } = await office.as('analyst').get(`/v1/reports/export-value?${range}&currency=${currency}`).expect(200);
  return Object.fromEntries(body.rows.map((row: { country: string; value: string }) => [row.country, row.value]));
}

/** The file through the import, as a broker sends it. */
async function importDay(day: string) {
  const file = readFileSync(join(process.cwd(), 'test/samples', `day-${day}.csv`));
  const { body } = await office
    .as('brokerA')
    .post('/v1/imports?kind=declarations&submit=true')
    .set('Content-Type', 'text/csv')
    .send(file)
    .expect(202);
  await office.drain();
  return (await office.as('brokerA').get(`/v1/imports/${body.id}`).expect(200)).body;
}

const postReceipts = async (on: Office, receipts: readonly object[]) => {
  for (const part of chunks(receipts, 200))
    await on.as('officer').post('/v1/receipts').send({ receipts: part }).expect(200);
};

/** To the cent: amounts are compared as whole numbers of cents. */
const cents = (text: string): bigint => BigInt(text.replace('.', ''));

function added(...tables: Record<string, string>[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const table of tables) {
    for (const [country, value] of Object.entries(table)) sums[country] = (sums[country] ?? 0n) + cents(value);
  }
  return sums;
}

describe('two market days by the public API', () => {
  it.each(DAYS)('%s is imported and submitted without a refusal', async (day) => {
    expect(await importDay(day)).toMatchObject({
      state: 'finished',
      declarations: expectedOf(day).declarations,
      rejected: 0,
    });
  });

  it('export what an independent model says, also when every receipt comes twice and backwards', async () => {
    for (const day of DAYS) {
      await postReceipts(office, receiptsOf(day));
      await postReceipts(office, [...receiptsOf(day)].reverse());
    }
    await office.drain();
    for (const currency of ['cny', 'usd'] as const) {
      const expected = added(...DAYS.map((day) => expectedOf(day)[currency]));
      expect(added(await report(currency.toUpperCase()))).toEqual(expected);
    }
  });

  it('have rows that add up to the total and to the files that analysts take', async () => {
    const query = '/v1/reports/export-value?from=2021-10-01&to=2022-01-31&groupBy=country,month';
    const { body } = await office.as('analyst').get(query).expect(200);
    const sum = body.rows.reduce((total: bigint, row: { value: string }) => total + cents(row.value), 0n);
    expect(sum).toBe(cents(body.total));
    const csv = await office.as('analyst').get(`${query}&format=csv`).expect(200);
    expect(csv.headers['x-row-count']).toBe(String(body.rows.length));
    expect(csv.headers['x-total']).toBe(body.total);
  });

  it('are cleared once, however often that is asked', async () => {
    const ask = () =>
      office.as('officer').post('/v1/clearance-runs').send({ market: 'KQ-CTC', date: '2021-12-28' }).expect(202);
    await Promise.all([ask(), ask(), ask()]);
    await office.drain();
    const { body: first } = await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2021-12-28').expect(200);
    await ask();
    await office.drain();
    const { body: again } = await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2021-12-28').expect(200);
    expect(first).toMatchObject({ state: 'finished' });
    expect(first.carriedOver).toBe(first.items.length);
    expect(again).toEqual(first);
  });

  it('are settled into a statement a broker and one for the market, equal to the report of the week', async () => {
    await office.as('officer').post('/v1/settlements').send({ market: 'KQ-CTC', week: '2021-W52' }).expect(202);
    await office.drain();
    const { body } = await office.as('officer').get('/v1/settlements?market=KQ-CTC&week=2021-W52').expect(200);
    expect(body.items).toHaveLength(2);
    const week = await report('CNY', 'from=2021-12-27&to=2022-01-02');
    const [{ total }] = (await office.rows<{ total: string }>(
      `SELECT sum(l.value_cny) AS total FROM settlement s JOIN settlement_line l ON l.settlement_id = s.id
       WHERE s.week = '2021-W52' AND s.broker_id IS NULL`,
    )) as [{ total: string }];
    expect(cents(total)).toBe(Object.values(week).reduce((sum, value) => sum + cents(value), 0n));
  });

  it('are reminded of once a firm and month', async () => {
    const ask = () =>
      office.as('officer').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2021-12' }).expect(202);
    await ask();
    await office.drain();
    await ask();
    await office.drain();
    const { body } = await office.as('brokerA').get('/v1/reminders?month=2021-12').expect(200);
    expect(body.items).toHaveLength(1);
  });
});
