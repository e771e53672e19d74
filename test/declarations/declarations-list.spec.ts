import { drafted, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-28T04:00:00Z'));

const codes = (findings: unknown): string[] =>
  (findings as { code: string; pointer: string }[]).map(({ code, pointer }) => `${code} ${pointer}`);

describe('the list', () => {
  it('is the newest first, page by page, without lines', async () => {
    const made = [];
    for (let index = 0; index < 3; index++) made.push(await drafted(office, {}, 'brokerB'));
    const first = await office.as('brokerB').get('/v1/declarations?limit=2').expect(200);
    expect(first.body.items.map(({ id }: { id: string }) => id)).toEqual([made[2]?.id, made[1]?.id]);
    expect(first.body.items[0]).toMatchObject({
      counts: { goodsLines: 2, items: 2, containers: 1, errors: 0, warnings: 0, unacknowledged: 0 },
      totals: { declared: '2000.00' },
    });
    expect(first.body.items[0].goods).toBeUndefined();
    expect(first.headers['link']).toContain('rel="next"');
    const next = await office.as('brokerB').get(`/v1/declarations?limit=2&cursor=${first.body.nextCursor}`).expect(200);
    expect(next.body.items[0].id).toBe(made[0]?.id);
  });

  it('is narrowed by status, market, day, reference and container', async () => {
    const one = await submitted(office, { declaredOn: '2021-11-05', containers: [{ number: 'MSKU0383250' }] });
    const ids = async (query: string) => {
      const { body } = await office.as('brokerA').get(`/v1/declarations?${query}`).expect(200);
      return (body.items as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids('from=2021-11-01&to=2021-11-30')).toEqual([one.id]);
    expect(await ids(`reference=${one.reference}`)).toEqual([one.id]);
    expect(await ids('container=MSKU0383250&status=submitted&market=KQ-CTC')).toEqual([one.id]);
    expect(await ids('container=MSKU0383250&status=closed')).toEqual([]);
  });

  it.each([
    ['status=finished', 'enum-invalid /query/status'],
    ['market=NOWHERE', 'market-unknown /query/market'],
    ['from=2021-13-01', 'day-invalid /query/from'],
    ['from=2021-12-02&to=2021-12-01', 'range-reversed /query/from'],
    ['colour=red', 'query-unknown /query/colour'],
    ['cursor=abc', 'cursor-invalid /query/cursor'],
    ['cursor=WyJ4Il0', 'cursor-invalid /query/cursor'],
  ])('refuses ?%s', async (query, finding) => {
    const { body, status } = await office.as('brokerA').get(`/v1/declarations?${query}`);
    expect(status).toBe(400);
    expect(codes(body.violations)).toEqual([finding]);
  });

  it('goes on with the list that a cursor comes from, and with no other', async () => {
    for (let index = 0; index < 2; index++) await submitted(office, {}, 'brokerB');
    const page = async (query: string, path = '/v1/declarations') =>
      office.as('brokerB').get(`${path}?${query}`) as Promise<{ status: number; body: { nextCursor: string } }>;
    const asked = 'sort=due&market=KQ-CTC&limit=1';
    const { nextCursor: cursor } = (await page(asked)).body;
    expect((await page(`${asked}&cursor=${cursor}`)).status).toBe(200);
    expect((await page(`cursor=${cursor}&limit=2&market=KQ%2DCTC&sort=due`)).status).toBe(200);
    for (const other of [
      'sort=age&market=KQ-CTC',
      'market=KQ-CTC',
      'sort=due',
      'sort=due&market=KQ-CTC&status=accepted',
    ])
      expect([other, (await page(`${other}&cursor=${cursor}`)).status]).toEqual([other, 400]);
    const first = await page('limit=1', '/v1/open-items');
    expect((await page(`cursor=${first.body.nextCursor ?? cursor}`, '/v1/todo')).status).toBe(400);
  });

  it('is narrowed to a firm, in every order, and to no firm but the own for a broker', async () => {
    const { brokerA, brokerB } = office.people.organisations;
    const theirs = await submitted(office, {}, 'brokerB');
    await submitted(office);
    const ids = async (query: string, who: Who = 'officer') =>
      (await office.as(who).get(`/v1/declarations?${query}`).expect(200)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    for (const sort of ['newest', 'day', 'due']) {
      expect(await ids(`broker=${brokerB}&sort=${sort}`)).toContain(theirs.id);
      expect(await ids(`broker=${brokerA}&sort=${sort}&limit=500`)).not.toContain(theirs.id);
    }
    expect(await ids(`broker=${brokerB}`, 'brokerB')).toContain(theirs.id);
    for (const [broker, who] of [
      [brokerB, 'brokerA'],
      [theirs.id, 'officer'],
      ['x', 'officer'],
    ] as const) {
      const { body } = await office.as(who).get(`/v1/declarations?broker=${broker}`).expect(400);
      expect(body.violations).toMatchObject([{ pointer: '/query/broker' }]);
    }
  });

  it('shows an officer the own office and no drafts', async () => {
    await drafted(office);
    const { body } = await office.as('officer').get('/v1/declarations?limit=500').expect(200);
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.some(({ status }: { status: string }) => status === 'draft')).toBe(false);
    const elsewhere = await office.as('officerElsewhere').get('/v1/declarations').expect(200);
    expect(elsewhere.body.items).toEqual([]);
  });
});
