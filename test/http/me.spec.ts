import { useOffice } from '../support/office.js';
import { browserOf, PASSWORD, person, signedIn, tokenIn } from '../support/signing-in.js';

const office = useOffice();
const signIn = (login: string, password: string) => office.anonymous.post('/v1/session').send({ login, password });

type Browser = Awaited<ReturnType<typeof signedIn>>['browser'];
const change = (browser: Browser, currentPassword: string, newPassword: string) =>
  browser.put('/v1/me/password').send({ currentPassword, newPassword });

let lina: { id: string };
beforeAll(async () => {
  lina = await person(office, { login: 'lina', name: '李娜', organisation: office.people.organisations.brokerA });
  await office.rows(`UPDATE market SET follow_up_since = '2026-11-01' WHERE code = 'KQ-CTC'`);
});

describe('who the caller is', () => {
  it('is a person with a login, or a key', async () => {
    const { browser } = await signedIn(office, lina.id);
    expect((await browser.get('/v1/me')).body).toMatchObject({
      ...{ keyId: null, personId: lina.id, login: 'lina', name: '李娜', role: 'broker', roles: ['broker'] },
      ...{ organisation: { name: '柯桥甲报关行' }, customsOffice: null, markets: ['KQ-CTC'] },
    });
    expect((await office.as('officerElsewhere').get('/v1/me')).body).toMatchObject({
      ...{ personId: null, login: null, role: 'officer', customsOffice: '2921', markets: [] },
    });
    expect((await office.as('auditor').get('/v1/me')).body).toMatchObject({ role: 'auditor', organisation: null });
  });

  it('is, of several roles, the first that a route allows', async () => {
    const { office: organisation } = office.people.organisations;
    const { id } = await person(office, { login: 'two', roles: ['analyst', 'officer'], organisation });
    const { browser } = await signedIn(office, id);
    expect((await browser.get('/v1/me')).body).toMatchObject({ role: 'analyst', roles: ['analyst', 'officer'] });
    await browser.get('/v1/board?market=KQ-CTC').expect(200);
    await browser.get('/v1/reports/export-value?from=2026-01-01&to=2026-01-31').expect(200);
    await browser.get('/v1/audit').expect(403);
  });
});

describe('preferences', () => {
  const choices = { language: 'en', keys: false, columns: [{ list: 'todo', columns: ['kind', 'dueAt'] }] };

  it('are nothing at first, then what was chosen, by each caller for itself', async () => {
    const { browser } = await signedIn(office, lina.id);
    const first = await browser.get('/v1/me/preferences').expect(200);
    expect([first.body.language, first.body.columns, first.headers['etag']]).toEqual([null, [], '"r0"']);
    await browser.put('/v1/me/preferences').send(choices).expect(428);
    const put = () => browser.put('/v1/me/preferences').set('If-Match', '"r0"').send(choices);
    expect((await put().expect(200)).body).toMatchObject({ ...choices, density: null, revision: 1 });
    await put().expect(412);
    const read = await browser.get('/v1/me/preferences');
    const back = await browser.put('/v1/me/preferences').set('If-Match', '"r1"').send(read.body).expect(200);
    expect(back.body).toEqual(read.body);
    expect((await office.as('brokerA').get('/v1/me/preferences')).body.revision).toBe(0);
  });

  it.each([
    [{ colour: 'red' }, '/colour'],
    [{ language: 'fr' }, '/language'],
    [{ columns: [{ list: 'todo' }] }, '/columns/0/columns'],
  ])('%j is refused at %s', async (body, pointer) => {
    const { browser } = await signedIn(office, lina.id);
    const answer = await browser.put('/v1/me/preferences').set('If-Match', '*').send(body);
    expect([answer.status, answer.body.violations[0].pointer]).toEqual([400, pointer]);
  });
});

describe('the own password', () => {
  const next = 'a boat, a bridge, a tea house';

  it('is changed by who knows it, which ends every other session', async () => {
    const other = await signedIn(office, lina.id);
    const { browser } = await signedIn(office, lina.id);
    const wrong = await change(browser, 'guess', next);
    expect([wrong.status, wrong.body.code, wrong.body.violations[0].pointer]).toEqual([
      422,
      'password-wrong',
      '/currentPassword',
    ]);
    const changed = await change(browser, PASSWORD, next).expect(200);
    expect(changed.body.person).toMatchObject({ id: lina.id, mustChangePassword: false });
    await other.browser.get('/v1/me').expect(401);
    await browser.get('/v1/me').expect(401);
    await browserOf(office, tokenIn(changed)).browser.get('/v1/me').expect(200);
    await signIn('lina', PASSWORD).expect(401);
    await signIn('lina', next).expect(201);
    const trail = await office.as('auditor').get(`/v1/audit?subject=person:${lina.id}`).expect(200);
    expect(trail.body.items[1]).toMatchObject({ action: 'person.password-changed', actorPerson: lina.id });
    await office.as('brokerA').put('/v1/me/password').send({ currentPassword: 'x', newPassword: next }).expect(404);
  });

  it('is none that everybody guesses first', async () => {
    const { id } = await person(office, { login: 'zhangwei', organisation: office.people.organisations.brokerA });
    const { browser } = await signedIn(office, id);
    const weak = ['zhangwei2026', 'Password2026!', PASSWORD];
    for (const password of weak) {
      const answer = await change(browser, PASSWORD, password);
      expect([password, answer.status, answer.body.code]).toEqual([password, 422, 'password-weak']);
    }
  });
});

describe('a person with a temporary password', () => {
  it('may do nothing but choose another one, within a week', async () => {
    const made = await office
      .as('admin')
      .post('/v1/people')
      .send({ login: 'fresh', name: '新人', roles: ['analyst'] })
      .expect(201);
    expect(made.body).toMatchObject({ state: 'active', revision: 1, organisation: null });
    const answer = await signIn('fresh', made.body.temporaryPassword).expect(201);
    expect(answer.body.person.mustChangePassword).toBe(true);
    const { browser } = browserOf(office, tokenIn(answer));
    expect((await browser.get('/v1/me/preferences').expect(403)).body.code).toBe('password-change-needed');
    await browser.get('/v1/me').expect(200);
    const changed = await change(browser, made.body.temporaryPassword, 'a boat, a bridge, a tea house').expect(200);
    await browserOf(office, tokenIn(changed)).browser.get('/v1/me/preferences').expect(200);

    const reset = await office.as('admin').post(`/v1/people/${made.body.id}/password`).expect(201);
    await browserOf(office, tokenIn(changed)).browser.get('/v1/me').expect(401);
    office.clock.goTo('2026-11-26T02:00:00Z');
    await signIn('fresh', reset.body.temporaryPassword).expect(401);
    office.clock.goTo('2026-11-18T02:00:00Z');
  });
});
