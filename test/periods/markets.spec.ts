import { Markets } from '../../src/markets/markets.service.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const read = (code: string) => office.as('brokerA').get(`/v1/markets/${code}`);
const put = (code: string, body: object, etag: string) =>
  office.as('admin').put(`/v1/markets/${code}`).set('If-Match', etag).send(body);

describe('markets', () => {
  it('are listed with what is known of them', async () => {
    const { body } = await office.as('analyst').get('/v1/markets?limit=500');
    expect(body.items).toHaveLength(39);
    expect(body.items.find(({ code }: { code: string }) => code === 'KQ-CTC')).toMatchObject({
      name: '绍兴柯桥中国轻纺城',
      province: '浙江',
      batch: 5,
      pilotYear: 2020,
      codeVerified: false,
      customsOffice: '2906',
      rateBasis: 'declaration',
      cutOff: '20:00',
      revision: 1,
    });
  });

  it('come page by page', async () => {
    const first = await office.as('analyst').get('/v1/markets?limit=20');
    const next = await office.as('analyst').get(`/v1/markets?limit=20&cursor=${first.body.nextCursor}`);
    expect([first.body.items.length, next.body.items.length, next.body.nextCursor]).toEqual([20, 19, null]);
  });

  it('that are not there are a 404', async () => {
    expect((await read('XX-XXX')).status).toBe(404);
    expect((await put('XX-XXX', { cutOff: '19:00' }, '*')).status).toBe(404);
  });
});

describe('the settings of a market', () => {
  it('are set by an administrator who has seen the present ones; what is not sent stays', async () => {
    const before = await read('YW-ICC');
    const etag = before.headers['etag'] ?? '';
    const changed = await put('YW-ICC', { cutOff: '18:30', settings: { dueDays: { 'released-not-left': 3 } } }, etag);
    expect(changed.status).toBe(200);
    const { settings } = before.body;
    const dueDays = { ...settings.dueDays, 'released-not-left': 3 };
    const expected = { ...before.body, cutOff: '18:30', settings: { ...settings, dueDays }, revision: 2 };
    expect(changed.body).toEqual(expected);
    expect((await read('YW-ICC')).body).toEqual(expected);
    expect((await put('YW-ICC', { rateBasis: 'closing' }, etag)).status).toBe(412);
    const same = await put('YW-ICC', { cutOff: '18:30' }, '*');
    expect(same.body.revision).toBe(2);
    expect(await office.rows(`SELECT 1 FROM audit_entry WHERE subject_id = 'YW-ICC'`)).toHaveLength(1);
  });

  it('survive two administrators at once: one of them is refused', async () => {
    const etag = (await read('SS-GMC')).headers['etag'] ?? '';
    const answers = await Promise.all(['17:00', '18:00'].map((cutOff) => put('SS-GMC', { cutOff }, etag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it.each([
    [{ cutOff: '24:00' }, '/cutOff'],
    [{ cutOff: '8pm' }, '/cutOff'],
    [{ rateBasis: 'guess' }, '/rateBasis'],
    [{ followUpSince: '2026-02-30' }, '/followUpSince'],
    [{ settings: [] }, '/settings'],
    [{ settings: 'x' }, '/settings'],
    [{ settings: { ages: { 'released-not-left': 3 } } }, '/settings/ages'],
    [{ settings: { dueDays: { 'released-not-lost': 3 } } }, '/settings/dueDays/released-not-lost'],
    [{ settings: { dueDays: { 'released-not-left': '3' } } }, '/settings/dueDays/released-not-left'],
    [{ settings: { settlementTime: '6am' } }, '/settings/settlementTime'],
    [{ settings: { exemptionFilingDay: 31 } }, '/settings/exemptionFilingDay'],
    [{ settings: { fxTolerancePercent: 21 } }, '/settings/fxTolerancePercent'],
    [{ colour: 'x' }, '/colour'],
  ])('%j is a 400 that points at %s', async (body, pointer) => {
    const answer = await put('KQ-CTC', body, '*');
    expect([answer.status, answer.body.violations[0].pointer]).toEqual([400, pointer]);
  });

  it('are not for others to change, nor without If-Match', async () => {
    expect((await office.as('officer').put('/v1/markets/KQ-CTC').send({})).status).toBe(403);
    expect((await office.as('admin').put('/v1/markets/KQ-CTC').send({ cutOff: '19:00' })).status).toBe(428);
  });
});

describe('the settings in force', () => {
  it('are shown with their defaults, and are what the follow-up reads', async () => {
    expect((await read('KQ-CTC')).body.settings).toMatchObject({
      weekAfterDays: 7,
      monthAfterDays: 30,
      settlementTime: '06:00',
      reminderTime: '08:00',
      dueDays: { 'left-not-loaded': 7 },
    });
  });
});

describe('follow-up', () => {
  it('begins once, for the markets that have a customs office', async () => {
    const begin = (day: string) =>
      office.database.transaction(SYSTEM, (tx) => office.get(Markets).beginFollowUp(tx, day));
    await begin('2026-11-18');
    expect(await begin('2026-12-01')).toEqual([]);
    const followed = await office.database.transaction(SYSTEM, (tx) => office.get(Markets).followed(tx));
    expect(followed.map(({ code }) => code)).toEqual(['KQ-CTC', 'YW-ICC']);
    const { body } = await office.as('officer').get('/v1/markets?followed=true');
    expect(body.items).toHaveLength(2);
    const rest = await office.as('officer').get('/v1/markets?followed=false&limit=500');
    expect(rest.body.items).toHaveLength(37);
  });

  it('begins a year back at most; a day that was set long ago stays good', async () => {
    office.clock.stopAt('2026-11-10T02:00:00Z');
    const answer = await put('BG-LUG', { followUpSince: '2013-01-01', cutOff: '19:00' }, '*');
    expect([answer.status, answer.body.violations[0]]).toMatchObject([
      422,
      { code: 'follow-up-too-early', pointer: '/followUpSince', remedy: expect.stringContaining('2025-11-09') },
    ]);
    expect((await put('BG-LUG', { followUpSince: '2025-11-08' }, '*')).status).toBe(422);
    expect((await put('BG-LUG', { followUpSince: '2025-11-09' }, '*')).body.followUpSince).toBe('2025-11-09');
    office.clock.stopAt('2028-11-10T02:00:00Z');
    expect((await put('BG-LUG', { followUpSince: '2025-11-09', cutOff: '19:00' }, '*')).body.cutOff).toBe('19:00');
    office.clock.stopAt('2026-11-10T02:00:00Z');
  });
});

describe('the working calendar', () => {
  const put = (year: string, body: object) => office.as('admin').put(`/v1/calendar/${year}`).send(body);
  const source = '国务院办公厅通知';

  it('knows weekends, holidays and make-up days', async () => {
    const { body } = await office.as('brokerA').get('/v1/calendar?from=2026-02-13&to=2026-02-16');
    expect(body.items.map(({ day, working }: { day: string; working: boolean }) => [day, working])).toEqual([
      ['2026-02-13', true],
      ['2026-02-14', true],
      ['2026-02-15', false],
      ['2026-02-16', false],
    ]);
  });

  it('learns a year when it is published, and the same again changes nothing', async () => {
    expect((await office.as('brokerA').get('/v1/calendar?from=2027-01-01')).body.items).toEqual([]);
    const year = { holidays: [{ day: '2027-01-01', name: '元旦' }], makeUpDays: [{ day: '2027-01-02' }], source };
    expect((await put('2027', year)).body).toEqual({ year: 2027, workingDays: 261, changed: 365 });
    expect((await put('2027', year)).body.changed).toBe(0);
    const { body } = await office.as('officer').get('/v1/calendar?from=2027-01-01&limit=2');
    expect(body.items).toEqual([
      { day: '2027-01-01', working: false, name: '元旦', source },
      { day: '2027-01-02', working: true, name: null, source },
    ]);
    expect(await office.rows(`SELECT 1 FROM audit_entry WHERE action = 'calendar.replaced'`)).toHaveLength(1);
  });

  it.each([
    ['2028', { holidays: [{ day: '2027-01-01' }], makeUpDays: [], source }, 422, '/holidays/0/day'],
    [
      '2028',
      { holidays: [{ day: '2028-01-01' }], makeUpDays: [{ day: '2028-01-01' }], source },
      422,
      '/makeUpDays/0/day',
    ],
    ['2028', { holidays: [{ day: '2028-02-30' }], makeUpDays: [], source }, 400, '/holidays/0/day'],
    ['2028', { makeUpDays: [], source }, 400, '/holidays'],
  ])('of %s with %j is refused: %i at %s', async (year, body, status, pointer) => {
    const answer = await put(year, body);
    expect([answer.status, answer.body.violations[0].pointer]).toEqual([status, pointer]);
  });

  it('is for administrators to change', async () => {
    expect((await put('20', { holidays: [], makeUpDays: [], source })).status).toBe(404);
    expect((await office.as('officer').put('/v1/calendar/2027').send({})).status).toBe(403);
  });
});
