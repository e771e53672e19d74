import type { StatementHead } from '../../src/settlement/frozen-statements.query.js';
import { LINE_FIGURES, STAGE_FIGURES, SUM_FIGURES } from '../../src/settlement/domain/figures.js';
import { COUNTED_STAGES } from '../../src/settlement/domain/statement.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

/** A day is compared in clearance-revisions.spec.ts. */
const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);
const get = async (url: string) => (await office.as('officer').get(url).expect(200)).body;

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-01');
  const at = '2026-11-10T02:00:00.000Z';
  const items = [
    { to: 'NGA', cny: '70.00', usd: '10.00' },
    { to: 'KEN', cny: '7.01', usd: '1.00' },
  ];
  await given.declaration({ filed: at, released: at, closed: '2026-11-11T02:00:00.000Z', items });
  await given.declaration({ filed: at, released: at, items, broker: 'brokerB' });
  await given.declaration({ filed: at, returned: '2026-11-12T02:00:00.000Z', broker: 'brokerB' });
});

async function goTo(moment: string): Promise<void> {
  office.clock.goTo(moment);
  await office.tick();
  await office.drain();
}

describe('the preview of a period that is over', () => {
  it('is the week’s statements, field by field', async () => {
    office.clock.stopAt('2026-11-16T05:59:00+08:00');
    const path = '/v1/periods/weekly-settlement/KQ-CTC/2026-W46';
    const brokers = [null, office.people.organisations.brokerA, office.people.organisations.brokerB];
    const ahead = [];
    for (const broker of brokers) {
      const { content } = await get(`${path}/preview${broker === null ? '' : `?broker=${broker}`}`);
      ahead.push(content.statement);
    }
    await goTo('2026-11-16T06:00:00+08:00');
    const { items } = await get('/v1/settlements?market=KQ-CTC&week=2026-W46');
    const frozen = [];
    for (const broker of brokers) {
      const head = (items as StatementHead[]).find((one) => one.broker === broker);
      const {
        id: _,
        market: _m,
        week: _w,
        run: _r,
        finishedAt: _f,
        ...statement
      } = await get(`/v1/settlements/${head?.id}`);
      const lines = (statement.lines as Record<string, unknown>[]).map(({ countryName: _c, ...line }) => line);
      frozen.push({ ...statement, lines });
    }
    expect(ahead).toEqual(frozen);
    expect(frozen[0]?.lines).toHaveLength(2);
    for (const statement of ahead) {
      for (const line of statement.lines) expect(Object.keys(line)).toEqual(expect.arrayContaining(LINE_FIGURES));
      for (const stage of COUNTED_STAGES)
        expect(Object.keys(statement[stage]).sort()).toEqual([...STAGE_FIGURES].sort());
      const summed = [statement.adjustments, statement.settled, ...statement.bridge, ...statement.releasedNotClosed];
      for (const sums of summed) expect(Object.keys(sums)).toEqual(expect.arrayContaining(SUM_FIGURES));
    }
  });

  it('is the month’s reminders, item by item', async () => {
    const path = '/v1/periods/monthly-reminder/KQ-CTC/2026-11';
    office.clock.stopAt('2026-12-01T07:59:00+08:00');
    const ahead = await get(`${path}/preview`);
    expect(ahead).toMatchObject({ isOver: false, revision: 1 });
    await goTo('2026-12-01T08:00:00+08:00');
    const { items } = await get('/v1/reminders?market=KQ-CTC&month=2026-11&kind=reminder');
    const frozen = (items as Record<string, unknown>[]).map(({ broker, brokerName, items: list, digest }) => ({
      ...{ broker, brokerName, items: list, digest },
    }));
    const byBroker = (list: { broker: unknown }[]) => new Map(list.map((one) => [one.broker, one]));
    expect(byBroker(ahead.content.reminders)).toEqual(byBroker(frozen));
    expect(frozen).toHaveLength(2);
    expect((await get(path)).digest).toBe(ahead.digest);
  });

  it('of a finished month is what a rerun would say, and a rerun says what differs', async () => {
    const path = '/v1/periods/monthly-reminder/KQ-CTC/2026-11';
    const late = { filed: '2026-11-20T02:00:00.000Z', returned: '2026-11-21T02:00:00.000Z', reference: 'LATE' };
    await given.declaration(late);
    const ahead = await get(`${path}/preview`);
    const { body: made } = await office.as('officer').post(`${path}/rerun`).send({ reason: '补录' }).expect(201);
    expect([made.number, made.digest]).toEqual([2, ahead.digest]);
    expect(made.difference).toEqual({ reminders: 1 });
    const { items } = await get(`${path}/revisions/2`);
    expect(items).toMatchObject([
      {
        broker: office.people.organisations.brokerA,
        added: [{ kind: 'returned-not-refiled', subject: { reference: 'LATE' } }],
        gone: [],
      },
    ]);
    expect((await get(path)).digest).not.toBe(made.digest);
  });
});
