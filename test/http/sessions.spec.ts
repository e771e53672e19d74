import { useOffice } from '../support/office.js';
import { browserOf, cookieOf, PASSWORD, person, signedIn, tokenIn } from '../support/signing-in.js';

const office = useOffice();
const signIn = (login: string, password: string) =>
  office.anonymous
    .post('/v1/session')
    .set({ 'Content-Type': 'application/json', 'Accept-Language': 'en' })
    .send(JSON.stringify({ login, password }));

let lina: { id: string };
beforeAll(async () => {
  office.clock.stopAt('2026-11-18T02:00:00Z');
  const organisation = office.people.organisations.brokerA;
  lina = await person(office, { login: 'LiNa', name: '李娜', organisation });
});

describe('signing in', () => {
  it('answers who it is, and with the cookie whatever the key of that firm may do', async () => {
    const answer = await signIn('lina', PASSWORD).expect(201);
    expect(answer.body.person).toMatchObject({ name: '李娜', roles: ['broker'], mustChangePassword: false });
    expect(answer.body.expiresAt).toBe('2026-11-18T02:30:00.000Z');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-loomgate=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
    ]);
    const { browser } = browserOf(office, tokenIn(answer));
    const { body } = await browser.get('/v1/session').expect(200);
    expect(body).toEqual(answer.body);
    const draft = await browser.post('/v1/declarations').send({ reference: 'P-1', market: 'KQ-CTC' }).expect(201);
    await office.as('brokerA').get(`/v1/declarations/${draft.body.id}`).expect(200);
    await office.as('brokerB').get(`/v1/declarations/${draft.body.id}`).expect(404);
    await browser.get('/v1/audit').expect(403);
    const trail = await office.as('admin').get(`/v1/audit?subject=declaration:${draft.body.id}`);
    expect(trail.body.items[0]).toMatchObject({ actorName: '李娜', actorPerson: lina.id, actorKey: null });
  });

  it('stores neither the token nor the password', async () => {
    const token = tokenIn(await signIn('lina', PASSWORD).expect(201));
    const stored = JSON.stringify(await office.rows('SELECT s::text, p::text FROM session s, person_password p'));
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    expect(stored).not.toContain(PASSWORD);
    for (const who of ['admin', 'brokerA', 'officer'] as const) {
      for (const table of ['session', 'person_password']) {
        const seen = office.database.transaction(office.actor(who), (tx) => tx.rows(`SELECT * FROM ${table}`));
        await expect(seen.catch((error: Error) => error.message)).resolves.toEqual(
          who === 'admin' ? [] : `permission denied for table ${table}`,
        );
      }
    }
  });

  it('makes a new session each time, and ends the one the browser had', async () => {
    const first = tokenIn(await signIn('lina', PASSWORD));
    const again = await signIn('lina', PASSWORD).set('Cookie', cookieOf(first)).expect(201);
    await browserOf(office, first).browser.get('/v1/me').expect(401);
    await browserOf(office, tokenIn(again)).browser.get('/v1/me').expect(200);
  });

  it.each([
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['another origin, of a browser that says no more', { Origin: 'https://elsewhere.example' }, 403],
    ['a form', { 'Content-Type': 'text/plain' }, 415],
    ['the own page', { 'Sec-Fetch-Site': 'same-origin' }, 201],
  ])('by %s: %j is %i', async (_, headers, status) => {
    await signIn('lina', PASSWORD).set(headers).expect(status);
  });
});

describe('a wrong password', () => {
  it('is answered like an unknown login, a disabled person and a lock', async () => {
    await person(office, { login: 'gone', organisation: office.people.organisations.brokerA });
    await office.database.transaction(office.actor('admin'), (tx) =>
      tx.run(`UPDATE person SET state = 'disabled' WHERE login = 'gone'`),
    );
    const answers = [await signIn('lina', 'x'), await signIn('nobody', PASSWORD), await signIn('gone', PASSWORD)];
    const shape = ({ requestId: _, ...rest }: Record<string, unknown>) => rest;
    for (const { status, body, headers } of answers) {
      expect([status, shape(body), headers['set-cookie']]).toEqual([401, shape(answers[0]?.body), undefined]);
    }
    await signIn('lina', PASSWORD).expect(201);
  });

  it('locks the login when it is the eighth, also of many at the same time; after a quarter of an hour it is open', async () => {
    const { id } = await person(office, { login: 'weiqiang', organisation: office.people.organisations.brokerA });
    const guesses = Array.from({ length: 20 }, (_, n) => signIn('weiqiang', `guess ${n}`));
    const tried = await Promise.all(guesses);
    expect(tried.map(({ status }) => status)).toEqual(Array(20).fill(401));
    const held = await office.rows(`SELECT wrong_attempts AS n FROM person_password WHERE person_id = $1`, [id]);
    expect(held).toEqual([{ n: 8 }]);
    await signIn('weiqiang', PASSWORD).expect(401);
    office.clock.stopAt('2026-11-18T02:15:01Z');
    await signIn('weiqiang', PASSWORD).expect(201);
    office.clock.stopAt('2026-11-18T02:00:00Z');
    const actions = await office.rows<{ action: string; n: number }>(
      `SELECT action, count(*)::int AS n FROM audit_entry WHERE subject_id = $1 AND action LIKE 'person.%' GROUP BY 1 ORDER BY 1`,
      [id],
    );
    expect(actions).toMatchObject([
      { action: 'person.created' },
      { action: 'person.locked', n: 1 },
      { action: 'person.sign-in-failed' },
    ]);
  });
});

describe('with the cookie', () => {
  it('a change needs the token that only our page knows, and comes from our page', async () => {
    const { token, browser } = await signedIn(office, lina.id);
    const draft = (headers: Record<string, string>) =>
      office.anonymous
        .post('/v1/declarations')
        .set({ Cookie: cookieOf(token), ...headers })
        .send({ reference: 'P-2', market: 'KQ-CTC' });
    const refused = [await draft({}), await draft({ 'X-CSRF-Token': 'x' })];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([403, 'csrf-token-wrong']));
    const foreign = await browser.delete('/v1/session').set('Sec-Fetch-Site', 'cross-site');
    expect([foreign.status, foreign.body.code]).toEqual([403, 'cross-site']);
    await browser.post('/v1/declarations').send({ reference: 'P-2', market: 'KQ-CTC' }).expect(201);
  });

  it('a session ends by signing out, without use after half an hour, and after twelve hours in any case', async () => {
    const { browser } = await signedIn(office, lina.id);
    const out = await browser.delete('/v1/session').expect(204);
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0');
    const over = await browser.get('/v1/me').set('Sec-Fetch-Mode', 'cors').expect(401);
    expect([over.body.code, over.headers['www-authenticate']]).toEqual(['session-over', 'Bearer']);

    const idle = (await signedIn(office, lina.id)).browser;
    office.clock.stopAt('2026-11-18T02:20:00Z');
    expect((await idle.get('/v1/session').expect(200)).body.expiresAt).toBe('2026-11-18T02:30:00.000Z');
    expect((await idle.put('/v1/session').expect(200)).body.expiresAt).toBe('2026-11-18T02:50:00.000Z');
    office.clock.stopAt('2026-11-18T02:49:59Z');
    await idle.get('/v1/me').expect(200);
    office.clock.stopAt('2026-11-18T03:10:00Z');
    await idle.get('/v1/me').expect(200);
    office.clock.stopAt('2026-11-18T03:40:01Z');
    await idle.get('/v1/me').expect(401);

    office.clock.stopAt('2026-11-18T02:00:00Z');
    const busy = (await signedIn(office, lina.id)).browser;
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      office.clock.stopAt(new Date(Date.parse('2026-11-18T02:00:00Z') + minutes * 60_000).toISOString());
      await busy.put('/v1/session').expect(200);
    }
    expect((await busy.get('/v1/session')).body.expiresAt).toBe('2026-11-18T14:00:00.000Z');
    office.clock.stopAt('2026-11-18T14:00:00Z');
    await busy.put('/v1/session').expect(401);
    office.clock.stopAt('2026-11-18T02:00:00Z');
  });

  it('a key has no session', async () => {
    for (const method of ['get', 'put', 'delete'] as const) {
      expect((await office.as('brokerA')[method]('/v1/session')).body.code).toBe('session-missing');
    }
  });
});
