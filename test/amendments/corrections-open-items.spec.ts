import type { OpenItem } from '../../src/open-items/open-items.query.js';
import { ANSWER, correcting } from '../support/trade/correcting.js';
import { submitted } from '../support/trade/declaring.js';
import { digestOf } from '../support/trade/digest.js';
import { Given } from '../support/trade/given.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const NOW = '2021-12-30T04:00:00Z';
const office = useOffice({ at: NOW });
const { ask, step } = correcting(office);
const broker = { who: 'brokerA' as Who };

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt(NOW));

describe('what is open while the broker has to answer', () => {
  const openOf = async (id: string) => {
    const { body } = await office.as('officer').get('/v1/open-items?limit=500&market=KQ-CTC').expect(200);
    return (body.items as OpenItem[]).filter(({ subject }) => subject.id === id);
  };

  it('is the answer, owed by the broker; what customs owes has no due time and does not age, in the list and in the day', async () => {
    await new Given(office).followUp('KQ-CTC', '2021-12-31');
    const { id } = await submitted(office, { declaredOn: '2021-12-30' });
    const [receiptOwed] = await openOf(id);
    expect(receiptOwed).toMatchObject({ kind: 'submitted-without-receipt', owner: 'officer', overdue: false });
    await ask(id, { dueOn: '2022-01-20' }).expect(201);
    const paused = { ...receiptOwed, dueAt: null, calendarPublished: true, overdue: false, ageDays: 0, level: 'day' };
    const answer = { kind: 'correction-unanswered', owner: 'broker', dueAt: '2022-01-20T12:00:00.000Z' };
    for (const now of ['2021-12-30T04:00:00Z', '2022-01-07T04:00:00Z', '2022-02-07T04:00:00Z']) {
      office.clock.stopAt(now);
      const [mine, theirs, ...more] = await openOf(id);
      expect([mine, theirs, more]).toEqual([expect.objectContaining(answer), paused, []]);
    }
    const market = { market: 'KQ-CTC', date: '2022-01-07' };
    await office.as('officer').post('/v1/clearance-runs').send(market).expect(202);
    await office.drain();
    const { body: day } = await office.as('officer').get('/v1/clearance-runs/KQ-CTC/2022-01-07').expect(200);
    const frozen = (day.items as OpenItem[]).filter(({ subject }) => subject.id === id);
    expect(frozen).toMatchObject([answer, { kind: 'submitted-without-receipt', dueAt: null, level: 'day' }]);
    expect(digestOf(day)).toBe(day.digest);
    // Answered, it is due at the next cut-off, and as old as it was.
    office.clock.stopAt('2022-02-08T04:00:00Z');
    await step(id, 'answer', ANSWER, broker);
    expect(await openOf(id)).toEqual([{ ...paused, dueAt: '2022-02-08T12:00:00.000Z' }]);
    // A run of the same day says the same.
    const rerun = '/v1/periods/daily-clearance/KQ-CTC/2022-01-07/rerun';
    const { body: again } = await office.as('officer').post(rerun).send({ reason: '复核' }).expect(201);
    expect(again.difference).toEqual({ added: 0, gone: 0, changed: 0, moved: 0 });
  });

  it('is listed page by page, what has no due time last', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { id } = await submitted(office, { declaredOn: '2021-12-30' });
      await ask(id).expect(201);
      ids.push(id);
    }
    const { body: all } = await office.as('officer').get('/v1/open-items?limit=500').expect(200);
    const paged: OpenItem[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = `/v1/open-items?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await office.as('officer').get(query).expect(200);
      paged.push(...(body.items as OpenItem[]));
      cursor = body.nextCursor as string | null;
    }
    expect(paged).toEqual(all.items);
    const last = paged.filter(({ dueAt }) => dueAt === null).map(({ subject }) => subject.id);
    expect(paged.slice(-last.length).map(({ subject }) => subject.id)).toEqual(last);
    expect(last).toEqual(expect.arrayContaining(ids));
    const { body: inTime } = await office.as('officer').get('/v1/open-items?limit=500&overdue=false').expect(200);
    expect((inTime.items as OpenItem[]).map(({ subject }) => subject.id)).toEqual(expect.arrayContaining(last));
  });
});
