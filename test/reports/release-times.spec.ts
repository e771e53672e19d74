import { Given } from '../support/trade/given.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-31T04:00:00Z' });
const given = new Given(office);

const ask = (query: string, who: Who = 'officer') => office.as(who).get(`/v1/release-times?${query}`);
const DAYS = 'from=2021-12-20&to=2021-12-31';
const minute = (n: number) => new Date(Date.parse('2021-12-28T01:00:00Z') + n * 60_000).toISOString();

describe('how long a declaration took', () => {
  beforeAll(async () => {
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
