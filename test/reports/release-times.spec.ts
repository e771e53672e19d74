import { Given } from '../support/trade/given.js';
import { submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-31T04:00:00Z' });
const given = new Given(office);

const ask = (query: string, who: Who = 'officer') => office.as(who).get(`/v1/release-times?${query}`);
const DAYS = 'from=2021-12-20&to=2021-12-31';
const minute = (n: number) => new Date(Date.parse('2021-12-28T01:00:00Z') + n * 60_000).toISOString();

describe('how long a declaration took', () => {
  beforeAll(async () => {
    await putRates(office);
    // Accepted after 1 to 10 minutes, released after ten times as many, one closed.
    for (let n = 1; n <= 10; n++) {
      const closed = n === 10 ? { closed: minute(400) } : {};
      await given.declaration({ filed: minute(0), accepted: minute(n), released: minute(n + n * 10), ...closed });
    }
    await given.declaration({ filed: '2021-12-21T01:00:00Z' });
    // Reported in the wrong order: it measures nothing.
    await given.declaration({ filed: minute(0), accepted: minute(-5) });
  });

  it('is told by median and 90th percentile of each step, in whole minutes', async () => {
    const { body } = await ask(DAYS).expect(200);
    expect(body.rows).toEqual([
      {
        declarations: 12,
        accepted: { declarations: 10, medianMinutes: 5, p90Minutes: 9 },
        inspected: { declarations: 0, medianMinutes: null, p90Minutes: null },
        released: { declarations: 10, medianMinutes: 50, p90Minutes: 90 },
        closed: { declarations: 1, medianMinutes: 290, p90Minutes: 290 },
        looked: { declarations: 0, medianMinutes: null, p90Minutes: null },
      },
    ]);
  });

  it('is told apart by week of filing, office and firm, and by lane for those who may know it', async () => {
    const { body } = await ask(`${DAYS}&by=week,customsOffice`).expect(200);
    expect(body.rows).toMatchObject([
      { week: '2021-W52', customsOffice: '2906', declarations: 11 },
      { week: '2021-W51', customsOffice: '2906', declarations: 1 },
    ]);
    const { body: byFirm } = await ask(`${DAYS}&by=broker`).expect(200);
    expect(byFirm.rows).toMatchObject([{ brokerName: '柯桥甲报关行', declarations: 12 }]);
    const { body: byLane } = await ask(`${DAYS}&by=lane`).expect(200);
    expect(byLane.rows).toMatchObject([{ lane: null, declarations: 12 }]);
    await ask(`${DAYS}&by=lane`, 'brokerA').expect(403);
    // The words of everyday for the same.
    expect((await ask(`${DAYS}&by=firm,office`).expect(200)).body.rows).toMatchObject([
      { brokerName: '柯桥甲报关行', customsOffice: '2906', declarations: 12 },
    ]);
    const { body: refused } = await ask(`${DAYS}&by=colour`).expect(400);
    for (const remedy of [refused.remedy, refused.violations[0].remedy])
      expect(remedy).toContain('lane, customsOffice, broker, week');
  });

  it('has the look because of a lane, which is no inspection of its own, for those who may know it', async () => {
    office.clock.stopAt('2021-12-15T01:00:00Z');
    const { id } = await submitted(office, { declaredOn: '2021-12-15' });
    office.clock.stopAt('2021-12-15T01:42:30Z');
    const look = { control: 'goods', result: 'conforms' };
    await office.as('officer').post(`/v1/declarations/${id}/lane/checks`).send(look).expect(201);
    const days = 'from=2021-12-15&to=2021-12-15';
    expect((await ask(days).expect(200)).body.rows).toMatchObject([
      { declarations: 1, inspected: { declarations: 0 }, looked: { declarations: 1, medianMinutes: 42 } },
    ]);
    expect(Object.keys((await ask(days, 'brokerA').expect(200)).body.rows[0])).not.toContain('looked');
    office.clock.stopAt('2021-12-31T04:00:00Z');
  });

  it('is each firm’s own, and refused for a range or a word that means nothing', async () => {
    expect((await ask(DAYS, 'brokerB').expect(200)).body.rows).toMatchObject([{ declarations: 0 }]);
    expect((await ask(DAYS, 'brokerA').expect(200)).body.rows).toMatchObject([{ declarations: 12 }]);
    for (const [query, pointer] of [
      ['from=2021-12-31&to=2021-12-20', '/query/from'],
      [`${DAYS}&by=colour`, '/query/by'],
      [`${DAYS}&market=XX-YYY`, '/query/market'],
      ['to=2021-12-20', '/query/from'],
    ]) {
      const { body } = await ask(query ?? '').expect(400);
      expect(body.violations).toMatchObject([{ pointer }]);
    }
  });
});
