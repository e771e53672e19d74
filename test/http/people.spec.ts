import { setTimeout as pause } from 'node:timers/promises';
import { Sessions } from '../../src/access/sessions/sessions.service.js';
import { newId } from '../../src/vocabulary/id.js';
import { useOffice } from '../support/office.js';
import { PASSWORD, person, signedIn } from '../support/signing-in.js';

const office = useOffice();
const organisations = () => office.people.organisations;
const post = (body: object) => office.as('admin').post('/v1/people').send(body);
const code = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code ?? ''}`.trim();

describe('an administrator', () => {
  it('makes people, whose logins are one whatever their width and case', async () => {
    const { body } = await post({
      login: 'ZhaoMin',
      name: '赵敏',
      roles: ['officer', 'analyst'],
      organisation: organisations().office,
    }).expect(201);
    expect(body).toMatchObject({ organisationName: '绍兴海关', roles: ['officer', 'analyst'], lastSignedInAt: null });
    for (const login of ['zhaomin', 'ＺＨＡＯＭＩＮ']) {
      expect(code(await post({ login, name: 'x', roles: ['analyst'] }))).toBe('409 login-taken');
    }
    const twins = await Promise.all([0, 1].map(() => post({ login: 'twin', name: 'x', roles: ['analyst'] })));
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409]);
    const listed = await office.as('auditor').get('/v1/people?role=officer&search=赵').expect(200);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
    expect(listed.text).not.toContain('hash');
  });

  it.each([
    [{ roles: ['admin', 'auditor'] }, '422 roles-exclude'],
    [{ roles: ['broker'] }, '422 required-missing'],
    [{ roles: ['broker', 'officer'], organisation: 'brokerA' }, '422 organisation-mismatch'],
    [{ roles: ['admin'], organisation: 'office' }, '422 organisation-mismatch'],
    [{ roles: ['analyst'], firmAdministrator: true }, '422 firm-administrator-broker'],
    [{ roles: [] }, '400 required-missing'],
    [{ roles: ['pirate'] }, '400 enum-invalid'],
    [{ roles: ['analyst', 'analyst'] }, '400 entry-duplicate'],
    [{ roles: ['analyst'], login: 'a b' }, '400 text-form-wrong'],
  ])('is refused %j: %s', async (body, expected) => {
    const { brokerA, office: customs } = organisations();
    const known: Record<string, string> = { brokerA, office: customs };
    const organisation = known[(body as { organisation?: string }).organisation ?? ''];
    const answer = await post({ login: `x${newId()}`, name: 'x', ...body, ...(organisation ? { organisation } : {}) });
    expect(code(answer)).toBe(expected);
  });

  it('changes them by revision, and sees who was first', async () => {
    const { body } = await post({ login: 'hejing', name: '何静', roles: ['analyst'] }).expect(201);
    const put = (tag: string | null, change: object) => {
      const request = office.as('admin').put(`/v1/people/${body.id}`);
      const sent = { login: 'hejing', name: '何静', roles: ['analyst'], ...change };
      return (tag === null ? request : request.set('If-Match', tag)).send(sent);
    };
    expect((await put(null, {})).status).toBe(428);
    expect((await put('"r1"', {}).expect(200)).body.revision).toBe(1);
    expect((await put('"r1"', { name: '何婧' }).expect(200)).body).toMatchObject({ name: '何婧', revision: 2 });
    const stale = await put('"r1"', { name: '何晶' }).expect(412);
    expect(stale.body.current).toMatchObject({ revision: 2, changedBy: 'admin', changed: ['/name'] });
    const read = await office.as('admin').get(`/v1/people/${body.id}`).expect(200);
    await office
      .as('admin')
      .put(`/v1/people/${body.id}`)
      .set('If-Match', '"r2"')
      .send(read.body)
      .expect(200, read.body);
  });

  it('who disables somebody ends the sessions, in other processes within a second', async () => {
    const { id } = await person(office, { login: 'leaving', organisation: organisations().brokerA });
    const { browser, token } = await signedIn(office, id);
    await browser.get('/v1/me').expect(200);
    const elsewhere = new Sessions(office.database, office.clock);
    expect(await elsewhere.find(token, { isUse: false })).toMatchObject({ person: { id } });
    const disabled = {
      login: 'leaving',
      name: 'x',
      roles: ['broker'],
      organisation: organisations().brokerA,
      state: 'disabled',
    };
    const put = (body: object) =>
      office.as('admin').put(`/v1/people/${id}`).set('If-Match', '*').send(body).expect(200);
    await put(disabled);
    await browser.get('/v1/me').expect(401);
    await pause(1_000);
    expect(await elsewhere.find(token, { isUse: false })).toBeNull();
    await office.anonymous.post('/v1/session').send({ login: 'leaving', password: PASSWORD }).expect(401);
    // Who may sign in again does so; the sessions of before are over.
    await put({ ...disabled, state: 'active' });
    await browser.get('/v1/me').expect(401);
  });
});

describe('the last administrator', () => {
  it('stays, whoever asks, also when two remove each other at the same time', async () => {
    const body = (login: string, change: object = {}) => ({ login, name: login, roles: ['admin'], ...change });
    const [one, other] = [await person(office, body('root1') as never), await person(office, body('root2') as never)];
    const remove = async (by: { id: string }, whom: { id: string; login: string }, change: object) => {
      const { browser } = await signedIn(office, by.id);
      return () => browser.put(`/v1/people/${whom.id}`).set('If-Match', '*').send(body(whom.login, change));
    };
    for (let round = 0; round < 4; round++) {
      const removals = [
        await remove(one, other, { state: 'disabled' }),
        await remove(other, one, { roles: ['analyst'] }),
      ];
      const answers = await Promise.all(removals.map((each) => each()));
      // Whose session the first removal has ended before the second was read is nobody any more.
      expect([
        ['200', '409 last-administrator'],
        ['200', '401 session-over'],
      ]).toContainEqual(answers.map(code).sort());
      for (const { id, login } of [one, other]) {
        await office.as('admin').put(`/v1/people/${id}`).set('If-Match', '*').send(body(login)).expect(200);
      }
    }
  });
});

describe("a firm's own administrator", () => {
  const wanted = { login: 'clerk', name: '录入员', roles: ['broker'] };
  let browser: Awaited<ReturnType<typeof signedIn>>['browser'];
  beforeAll(async () => {
    const chief = { login: 'chief', organisation: organisations().brokerA, firmAdministrator: true };
    browser = (await signedIn(office, (await person(office, chief)).id)).browser;
  });

  it('makes and changes the people of the firm', async () => {
    const { body } = await browser.post('/v1/people').send(wanted).expect(201);
    expect(body.organisation).toBe(organisations().brokerA);
    const put = browser.put(`/v1/people/${body.id}`).set('If-Match', '"r1"');
    expect((await put.send({ ...wanted, state: 'disabled' }).expect(200)).body.state).toBe('disabled');
    await browser.post(`/v1/people/${body.id}/password`).expect(201);
  });

  it('reaches no other firm and no other role', async () => {
    const attempts = [
      { ...wanted, organisation: organisations().brokerB },
      { ...wanted, roles: ['analyst'] },
      { ...wanted, roles: ['broker', 'admin'] },
    ];
    for (const body of attempts) expect(code(await browser.post('/v1/people').send(body))).toBe('403 not-allowed');
    const theirs = await person(office, { login: 'theirs', organisation: organisations().brokerB });
    const chiefOfAll = await person(office, { login: 'boss', roles: ['admin'] });
    for (const id of [theirs.id, chiefOfAll.id, newId()]) {
      await browser.get(`/v1/people/${id}`).expect(404);
      await browser.put(`/v1/people/${id}`).set('If-Match', '*').send(wanted).expect(404);
      await browser.post(`/v1/people/${id}/password`).expect(404);
    }
    const seen = await browser.get('/v1/people?limit=500').expect(200);
    expect(new Set(seen.body.items.map(({ organisation }: { organisation: string }) => organisation))).toEqual(
      new Set([organisations().brokerA]),
    );
  });

  it('is held to the firm by the database too', async () => {
    const grab = `UPDATE person SET roles = '{admin}', organisation_id = NULL, firm_administrator = false WHERE login = 'chief'`;
    const grabbing = office.database.transaction(office.actor('brokerA'), (tx) => tx.run(grab));
    await expect(grabbing).rejects.toThrow('row-level security');
  });

  it('is no key and no other person of the firm', async () => {
    const { id } = await person(office, { login: 'plain', organisation: organisations().brokerA });
    const plain = (await signedIn(office, id)).browser;
    for (const agent of [plain, office.as('brokerA')]) {
      expect(code(await agent.post('/v1/people').send({ ...wanted, login: 'more' }))).toBe('403 not-allowed');
      expect(code(await agent.post(`/v1/people/${id}/password`))).toBe('403 not-allowed');
    }
  });
});
