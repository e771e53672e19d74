import type { Reminder } from '../../src/reminders/reminders.query.js';
import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { Given } from '../support/trade/given.js';
import { ManyFirms } from '../support/trade/many-firms.js';
import { useOffice } from '../support/office.js';
import { asOwner } from '../support/owner.js';
import { noon } from '../support/trade/week-life.js';

/** Five hundred firms, of which one has data that make the work for it impossible: 499 done, 1 excluded. */
const office = useOffice({ at: '2026-11-17T02:00:00Z' });
const given = new Given(office);
const FIRMS = 500;
let spoilt = '';

const resultOf = async (period: string) =>
  (
    await office.rows<{ state: string; result: object }>('SELECT state, result FROM period_run WHERE period = $1', [
      period,
    ])
  )[0];
/** What the first pages of a list hold. */
async function all<T>(path: string): Promise<T[]> {
  const { body } = await office.as('officer').get(`${path}&limit=500`).expect(200);
  const more =
    body.nextCursor === null
      ? []
      : (await office.as('officer').get(`${path}&limit=500&cursor=${body.nextCursor}`).expect(200)).body.items;
  return [...body.items, ...more] as T[];
}
const own = () => office.people.organisations.brokerB;

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-17');
  const times = { filed: noon('2026-11-17'), released: noon('2026-11-17'), closed: noon('2026-11-18') };
  ({ spoilt } = await new ManyFirms(office).eachWithOneClosed(FIRMS - 1, times));
});

describe('a week of five hundred firms', () => {
  const value = (cny: string) => asOwner(office, 'UPDATE declaration SET fob_cny = $2 WHERE id = $1', [spoilt, cny]);
  const statements = async () =>
    (await all<StatementHead>('/v1/settlements?market=KQ-CTC&week=2026-W47')).flatMap(({ broker }) => broker ?? []);

  it('is settled for 499 of them, and one is excluded', async () => {
    await value('49.99');
    office.clock.goTo('2026-11-23T08:00:00+08:00');
    await office.tick();
    await office.drain();
    expect(await resultOf('2026-W47')).toMatchObject({ state: 'finished', result: { excluded: 1 } });
    const firms = await statements();
    expect([firms.length, new Set(firms).size, firms.includes(own())]).toEqual([499, 499, false]);
    await value('50.00');
  });

  it('has the last statement once its data are mended', async () => {
    const { body } = await office.as('officer').post('/v1/periods/weekly-settlement/KQ-CTC/2026-W47/retry').expect(202);
    expect([body.included, body.excluded]).toEqual([1, 0]);
    const firms = await statements();
    expect([firms.length, new Set(firms).size, firms.includes(own())]).toEqual([500, 500, true]);
  });
});

describe('a month of five hundred firms', () => {
  const closedAt = (moment: string) =>
    asOwner(office, 'UPDATE declaration SET closed_at = $2 WHERE id = $1', [spoilt, moment]);
  const reminded = async () =>
    (await all<Reminder>('/v1/reminders?month=2026-11&market=KQ-CTC&kind=reminder')).map(({ broker }) => broker);

  it('reminds 499 of them, and one is excluded', async () => {
    await closedAt('-infinity');
    await given.followUp('KQ-CTC', null);
    office.clock.goTo('2026-12-01T08:00:00+08:00');
    await office.as('officer').post('/v1/reminders').send({ market: 'KQ-CTC', month: '2026-11' }).expect(202);
    await office.drain();
    expect(await resultOf('2026-11')).toMatchObject({ state: 'finished', result: { reminders: 499, excluded: 1 } });
    const firms = await reminded();
    expect([firms.length, new Set(firms).size, firms.includes(own())]).toEqual([499, 499, false]);
  });

  it('reminds the last one when its data are mended', async () => {
    await closedAt(noon('2026-11-18'));
    await office.as('officer').post('/v1/periods/monthly-reminder/KQ-CTC/2026-11/retry').expect(202);
    const firms = await reminded();
    expect([firms.length, new Set(firms).size, firms.includes(own())]).toEqual([500, 500, true]);
  });
});
