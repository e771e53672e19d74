import { setTimeout as pause } from 'node:timers/promises';
import { Keys } from '../../src/access/keys.service.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { useOffice } from '../support/office.js';
import { person, signedIn } from '../support/signing-in.js';

const office = useOffice();
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const by = (key: string) => office.anonymous.get('/v1/me').set(bearer(key));
const code = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code ?? ''}`.trim();

async function made(body: object, key = office.people.keys.brokerA): Promise<{ id: string; key: string }> {
  const answer = await office.anonymous
    .post('/v1/keys')
    .set(bearer(key))
    .send({ role: 'broker', ...body })
    .expect(201);
  return answer.body as { id: string; key: string };
}

describe('the scopes of a key', () => {
  it.each([
    [['read'], { get: 200, draft: 403, receipts: 403 }],
    [['write'], { get: 403, draft: 201, receipts: 200 }],
    [['receipts'], { get: 403, draft: 403, receipts: 200 }],
    [['read', 'write'], { get: 200, draft: 201, receipts: 200 }],
  ] as const)('%j open what they say', async (scopes, expected) => {
    const { key } = await made({ scopes });
    const receipt = { channel: 'single-window', code: 'L', reference: 'NONE', eventTime: '2026-11-18T01:00:00Z' };
    const send = (path: string, body: object) => office.anonymous.post(path).set(bearer(key)).send(body);
    const got = {
      get: (await by(key)).status,
      draft: (await send('/v1/declarations', { reference: scopes.join('-'), market: 'KQ-CTC' })).status,
      receipts: (await send('/v1/receipts', { receipts: [receipt] })).status,
    };
    expect(got).toEqual(expected);
  });

  it('are not handed on beyond what the maker has', async () => {
    const { key } = await made({ scopes: ['write'], expiresAt: '2026-12-01T00:00:00Z' });
    const post = (body: object) =>
      office.anonymous
        .post('/v1/keys')
        .set(bearer(key))
        .send({ role: 'broker', ...body });
    expect(code(await post({ scopes: ['read', 'write'] }))).toBe('422 scope-beyond-maker');
    expect(code(await post({ expiresAt: '2026-12-01T00:00:01Z' }))).toBe('422 expiry-invalid');
    expect((await post({ scopes: ['receipts'] }).expect(201)).body.expiresAt).toBe('2026-12-01T00:00:00.000Z');
    expect(code(await post({ scopes: ['read', 'all'] }))).toBe('400 enum-invalid');
  });
});

describe('a key that is revoked', () => {
  it('ends with every key that it has made, in other processes within a second', async () => {
    const parent = await made({});
    const child = await made({}, parent.key);
    const grandchild = await made({}, child.key);
    const elsewhere = new Keys(office.database, office.clock);
    const isKnown = async () => (await elsewhere.authenticate(`Bearer ${grandchild.key}`, '')) !== null;
    expect(await isKnown()).toBe(true);
    await by(grandchild.key).expect(200);
    await office.as('brokerA').delete(`/v1/keys/${parent.id}`).expect(204);
    for (const { key } of [parent, child, grandchild]) await by(key).expect(401);
    await pause(1_000);
    expect(await isKnown()).toBe(false);
  });

  it('leaves no child behind that was being made', async () => {
    for (let round = 0; round < 8; round++) {
      const parent = await made({});
      const making = office.anonymous.post('/v1/keys').set(bearer(parent.key)).send({ role: 'broker' });
      const [child] = await Promise.all([making, office.as('brokerA').delete(`/v1/keys/${parent.id}`).expect(204)]);
      expect([201, 401]).toContain(child.status);
      const live = await office.rows('SELECT 1 FROM api_key WHERE parent_id = $1 AND revoked_at IS NULL', [parent.id]);
      expect(live).toEqual([]);
    }
  });

  it('may have a successor, one at a time, and both work until then', async () => {
    const old = await made({ scopes: ['read'] });
    const rotate = (id: string) => office.as('brokerA').post(`/v1/keys/${id}/rotation`);
    const next = await rotate(old.id).expect(201);
    expect(next.body).toMatchObject({ scopes: ['read'], role: 'broker' });
    for (const key of [old.key, next.body.key]) await by(key).expect(200);
    expect(code(await rotate(old.id))).toBe('409 rotation-running');
    await office.as('brokerA').delete(`/v1/keys/${old.id}`).expect(204);
    await by(old.key).expect(401);
    await by(next.body.key).expect(200);
    expect(code(await rotate(old.id))).toBe('404 not-found');
    expect(code(await office.as('brokerB').post(`/v1/keys/${next.body.id}/rotation`))).toBe('404 not-found');
  });

  it('is rotated by no key that would outlive it', async () => {
    const [maker, old] = [await made({ expiresAt: '2026-11-20T00:00:00Z', scopes: ['read', 'write'] }), await made({})];
    const rotate = (id: string, key: string) => office.anonymous.post(`/v1/keys/${id}/rotation`).set(bearer(key));
    expect(code(await rotate(old.id, old.key))).toBe('409 key-rotates-itself');
    const reader = await made({ scopes: ['write'] });
    expect(code(await rotate(old.id, reader.key))).toBe('403 scope-missing');
    const { body: next } = await rotate(old.id, maker.key).expect(201);
    expect(next).toMatchObject({ parent: maker.id, expiresAt: '2026-11-20T00:00:00.000Z' });
    await office.as('brokerA').delete(`/v1/keys/${maker.id}`).expect(204);
    await by(next.key).expect(401);
    await by(old.key).expect(200);
  });

  it('is not the last of the administrators', async () => {
    const admins = await office.rows<{ id: string }>(
      `SELECT id FROM api_key WHERE role = 'admin' AND revoked_at IS NULL`,
    );
    expect(admins).toHaveLength(1);
    const end = () => office.as('admin').delete(`/v1/keys/${admins[0]?.id}`);
    expect(code(await end())).toBe('409 last-administrator');
  });
});

describe('keys of a firm', () => {
  it('are made by its administrator, not by everybody who works there', async () => {
    const organisation = office.people.organisations.brokerA;
    const chief = await person(office, { login: 'chief', organisation, firmAdministrator: true });
    const clerk = await person(office, { login: 'clerk', organisation });
    const post = async ({ id }: { id: string }) =>
      (await signedIn(office, id)).browser.post('/v1/keys').send({ role: 'broker' });
    expect([code(await post(chief)), code(await post(clerk))]).toEqual(['201', '403 not-allowed']);
  });

  it.each([
    ['is disabled', { state: 'disabled' }],
    ['leaves the firm', { roles: ['analyst'], firmAdministrator: false, organisation: undefined }],
  ])('end with the person who made them, who %s', async (what, change) => {
    const organisation = office.people.organisations.brokerA;
    const wanted = { login: `maker ${what}`.replaceAll(' ', '-'), name: '王', roles: ['broker' as const] };
    const { id } = await person(office, { ...wanted, organisation, firmAdministrator: true });
    const { body: key } = await (
      await signedIn(office, id)
    ).browser
      .post('/v1/keys')
      .send({ role: 'broker' })
      .expect(201);
    expect(key.madeBy).toBe(id);
    const child = await made({}, key.key);
    await by(child.key).expect(200);
    const after = { ...wanted, organisation, firmAdministrator: true, ...change };
    await office.as('admin').put(`/v1/people/${id}`).set('If-Match', '*').send(after).expect(200);
    for (const each of [key, child]) await by(each.key).expect(401);
  });
});

describe('a firm', () => {
  const USCC = '91330621MA00000066';
  const enter = (body: object) =>
    office
      .as('admin')
      .post('/v1/organisations')
      .send({ kind: 'broker', name: '新行', ...body });

  it('has its credit code alone, also when two are entered at the same time', async () => {
    const twins = await Promise.all([enter({ uscc: USCC }), enter({ uscc: USCC })]);
    expect(twins.map(code).sort()).toEqual(['201', '409 uscc-taken']);
  });

  it('is renamed by revision, and closed with its people and keys', async () => {
    const { body: firm } = await enter({}).expect(201);
    const put = (tag: string, body: object) =>
      office
        .as('admin')
        .put(`/v1/organisations/${firm.id}`)
        .set('If-Match', tag)
        .send({ name: '新行', ...body });
    expect((await put('"r1"', { name: '新名' }).expect(200)).body).toMatchObject({
      name: '新名',
      revision: 2,
      kind: 'broker',
    });
    await put('"r1"', {}).expect(412);
    const { id } = await person(office, { login: 'lonely', organisation: firm.id });
    const { browser } = await signedIn(office, id);
    const key = await office.database.transaction(SYSTEM, (tx) =>
      office.get(Keys).create(tx, { name: 'x', role: 'broker', organisationId: firm.id, expiresAt: null }),
    );
    await browser.get('/v1/me').expect(200);
    await by(key.key).expect(200);
    await put('"r2"', { state: 'closed' }).expect(200);
    await browser.get('/v1/me').expect(401);
    await by(key.key).expect(401);
    const signIn = { login: 'lonely', password: 'seven lanterns, one canal' };
    await office.anonymous.post('/v1/session').send(signIn).expect(401);
    const read = await office.as('admin').get(`/v1/organisations/${firm.id}`).expect(200);
    expect((await put('*', read.body).expect(200)).body.state).toBe('closed');
    await put('*', {}).expect(200);
    await by(key.key).expect(401);
    await office.anonymous.post('/v1/session').send(signIn).expect(201);
  });
});
