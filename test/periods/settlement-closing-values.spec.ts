import { amend, amending, CHEAPER } from '../support/trade/amending.js';
import { post, seen, submitted } from '../support/trade/declaring.js';
import { Given } from '../support/trade/given.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';
import { WeekLife } from '../support/trade/week-life.js';

const office = useOffice({ at: '2021-12-02T02:00:00Z' });
const week = '2021-W48';

beforeAll(async () => {
  await putRates(office);
  await office.rows(`UPDATE market SET rate_basis = 'closing' WHERE code = 'KQ-CTC'`);
  await new Given(office).followUp('KQ-CTC', null);
});

describe('a week of a market that values by the month of closing', () => {
  const rerun = async () => {
    const path = `/v1/periods/weekly-settlement/KQ-CTC/${week}/rerun`;
    const { body } = await office.as('officer').post(path).send({ reason: 'Nothing new of that week' }).expect(201);
    return body.difference as unknown;
  };
  const released = async () => {
    const { body } = await office.as('officer').get(`/v1/settlements?market=KQ-CTC&week=${week}`).expect(200);
    return (body.items as { scope: string; released: object }[]).find(({ scope }) => scope === 'market')?.released;
  };

  it('says what a declaration was worth then, with its amendments of the week, whatever closes or amends it later', async () => {
    const { id } = await submitted(office, { declaredOn: '2021-11-30' });
    await post(office, [receipt('P', '02T09:00', { declarationId: id })]);
    const { ask } = amending(office);
    expect((await ask(id, amend(CHEAPER), 'officer')).status).toBe(201);
    const amended = await seen(office, id);
    expect(amended).toMatchObject({ version: 2, valuation: { month: '2021-11' } });

    office.clock.goTo('2021-12-06T09:00:00+08:00');
    await new WeekLife(office).settle(week);
    const { fobCny: valueCny, fobUsd: valueUsd } = amended.totals as { fobCny: string; fobUsd: string };
    const worth = { declarations: 1, valueCny, valueUsd };
    expect(await released()).toMatchObject(worth);

    office.clock.goTo('2021-12-08T09:00:00+08:00');
    await post(office, [receipt('R', '08T08:00', { declarationId: id })]);
    const { totals, valuation } = await seen(office, id);
    expect(totals).not.toMatchObject({ fobCny: valueCny });
    expect(valuation).toMatchObject({ month: '2021-12', declared: { month: '2021-11', fobCny: valueCny } });
    expect(await rerun()).toEqual({ statements: 0 });

    expect((await ask(id, amend({ goodsByLine: [{ line: 2, totalPrice: '300.00' }] }), 'officer')).status).toBe(201);
    expect(await rerun()).toEqual({ statements: 0 });
  });
});
