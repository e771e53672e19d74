import { newId } from '../../src/vocabulary/id.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const basic = (password: string) => `Basic ${Buffer.from(`excel:${password}`).toString('base64')}`;
const me = (authorization: string) => office.anonymous.get('/v1/me').set('Authorization', authorization);

describe('a request without a valid key', () => {
  it.each([
    ['nothing', undefined, 'key-missing'],
    ['an empty header', '', 'key-missing'],
    ['another scheme', 'Digest abc', 'key-invalid'],
    [
      'a key nobody has',
      'Bearer lg_00000000000000000000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      'key-invalid',
    ],
    ['a text that is no key', 'Bearer hello', 'key-invalid'],
    ['no password', `Basic ${Buffer.from('excel').toString('base64')}`, 'key-invalid'],
  ])('is a 401 with %s', async (_, authorization, code) => {
    const request = office.anonymous.get('/v1/me');
    const answer = await (authorization === undefined ? request : request.set('Authorization', authorization));
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe(code);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.headers['www-authenticate']).toContain('Basic');
  });

  it('reaches health and metrics', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics']) {
      expect((await office.anonymous.get(path)).status).toBe(200);
    }
  });
});

describe('a key', () => {
  it('may come as Basic password, which is all that Excel can do', async () => {
    const answer = await me(basic(office.people.keys.brokerA));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ role: 'broker', organisation: { name: '柯桥甲报关行' }, customsOffice: null });
  });

  it('is looked at before the role, and the role before the body', async () => {
    expect((await office.anonymous.post('/v1/organisations').send({ nonsense: 1 })).status).toBe(401);
    expect((await office.as('brokerA').post('/v1/organisations').send({ nonsense: 1 })).status).toBe(403);
    expect((await office.as('admin').post('/v1/organisations').send({ nonsense: 1 })).status).toBe(400);
  });

  it('is shown once, works, and works no more after it was revoked', async () => {
    const made = await office.as('brokerA').post('/v1/keys').send({ role: 'broker', name: '录入员' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: '录入员',
      organisation: office.people.organisations.brokerA,
      revokedAt: null,
    });
    expect((await me(`Bearer ${made.body.key}`)).status).toBe(200);
    const listed = await office.as('brokerA').get('/v1/keys?limit=500');
    expect(listed.body.items.map((key: { id: string }) => key.id)).toContain(made.body.id);
    expect(listed.text).not.toContain(made.body.key.slice(-40));
    expect((await office.as('brokerA').delete(`/v1/keys/${made.body.id}`)).status).toBe(204);
    expect((await me(`Bearer ${made.body.key}`)).status).toBe(401);
    expect((await office.as('brokerA').delete(`/v1/keys/${made.body.id}`)).status).toBe(204);
    const revocations = await office.rows(
      `SELECT 1 FROM audit_entry WHERE action = 'key.revoked' AND subject_id = $1`,
      [made.body.id],
    );
    expect(revocations).toHaveLength(1);
  });

  it('ends when it expires, a year from now at the latest', async () => {
    const post = (expiresAt: string) => office.as('admin').post('/v1/keys').send({ role: 'admin', expiresAt });
    for (const wrong of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
      const answer = await post(wrong);
      expect([answer.status, answer.body.violations[0].pointer]).toEqual([422, '/expiresAt']);
    }
    const made = await post('2026-11-20T08:00:00+08:00');
    expect(made.body.expiresAt).toBe('2026-11-20T00:00:00.000Z');
    expect((await me(`Bearer ${made.body.key}`)).status).toBe(200);
    office.clock.goTo('2026-11-20T00:00:01Z');
    expect((await me(`Bearer ${made.body.key}`)).status).toBe(401);
    office.clock.goTo('2026-11-18T02:00:00Z');
  });

  it('is the whole of it: another secret is none, also while the key is known from the request before', async () => {
    const made = await office.as('admin').post('/v1/keys').send({ role: 'analyst' });
    expect((await me(`Bearer ${made.body.key}`)).status).toBe(200);
    expect((await me(`Bearer ${made.body.key.slice(0, -43)}${'A'.repeat(43)}`)).status).toBe(401);
    expect((await me(`Bearer ${made.body.key}`)).status).toBe(200);
  });

  it('does not look used when somebody guesses at its secret', async () => {
    const made = await office.as('admin').post('/v1/keys').send({ role: 'analyst' });
    const wrong = `${made.body.key.slice(0, -43)}${'A'.repeat(43)}`;
    expect((await me(`Bearer ${wrong}`)).status).toBe(401);
    const used = () =>
      office.rows<{ at: string | null }>('SELECT last_used_at AS at FROM api_key WHERE id = $1', [made.body.id]);
    expect((await used())[0]?.at).toBeNull();
    await me(`Bearer ${made.body.key}`);
    expect((await used())[0]?.at).not.toBeNull();
  });
});

describe('making a key', () => {
  it.each([
    ['brokerA', 'broker', 'brokerB', 403],
    ['brokerA', 'admin', null, 403],
    ['brokerA', 'officer', 'office', 403],
    ['brokerA', 'broker', 'brokerA', 201],
    ['admin', 'broker', 'brokerB', 201],
    ['admin', 'broker', null, 422],
    ['admin', 'broker', 'office', 422],
    ['admin', 'officer', 'brokerA', 422],
    ['admin', 'officer', 'office', 201],
    ['admin', 'channel', 'office', 201],
    ['admin', 'analyst', null, 201],
    ['admin', 'admin', 'brokerA', 422],
    ['officer', 'officer', 'office', 403],
    ['analyst', 'analyst', null, 403],
  ] as const)('as %s: a %s key of %s is %i', async (who, role, organisation, status) => {
    const body = organisation ? { role, organisation: office.people.organisations[organisation] } : { role };
    expect((await office.as(who).post('/v1/keys').send(body)).status).toBe(status);
  });

  it('of an organisation that is not there is refused', async () => {
    const answer = await office.as('admin').post('/v1/keys').send({ role: 'broker', organisation: newId() });
    expect([answer.status, answer.body.code]).toEqual([422, 'not-found']);
  });
});

describe('another firm', () => {
  it('looks like one that is not there', async () => {
    const { brokerB } = office.people.organisations;
    const theirs = await office.as('brokerA').get(`/v1/organisations/${brokerB}`);
    const none = await office.as('brokerA').get(`/v1/organisations/${newId()}`);
    expect([theirs.status, none.status]).toEqual([404, 404]);
    const shape = ({ detail: _d, instance: _i, requestId: _r, ...rest }: Record<string, unknown>) => rest;
    expect(shape(theirs.body)).toEqual(shape(none.body));
    expect((await office.as('brokerA').get(`/v1/organisations`)).body.items).toHaveLength(1);
  });

  it('keeps its keys', async () => {
    const theirs = await office.as('brokerB').post('/v1/keys').send({ role: 'broker' });
    expect((await office.as('brokerA').delete(`/v1/keys/${theirs.body.id}`)).status).toBe(404);
    expect((await me(`Bearer ${theirs.body.key}`)).status).toBe(200);
    for (const id of [newId(), 'no-id']) expect((await office.as('admin').delete(`/v1/keys/${id}`)).status).toBe(404);
  });
});

describe('every answer', () => {
  it('carries a request id, which a refusal repeats and the audit trail keeps', async () => {
    const good = await office.as('admin').post('/v1/organisations').send({ kind: 'operator', name: '运营' });
    const bad = await office.anonymous.get('/v1/me');
    expect(bad.body.requestId).toBe(bad.headers['x-request-id']);
    expect(good.headers['x-request-id']).not.toBe(bad.headers['x-request-id']);
    const audit = await office.as('admin').get(`/v1/audit?subject=organisation:${good.body.id}`);
    expect(audit.body.items).toMatchObject([
      { action: 'organisation.created', actorName: 'admin', requestId: good.headers['x-request-id'] },
    ]);
  });

  it.each([
    ['/v1/me?x=1', '/query/x'],
    ['/v1/keys?limit=0', '/query/limit'],
    ['/v1/keys?limit=501', '/query/limit'],
    ['/v1/keys?colour=red', '/query/colour'],
    ['/v1/keys?cursor=nonsense', '/query/cursor'],
    [`/v1/keys?cursor=${Buffer.from('["x"]').toString('base64url')}`, '/query/cursor'],
    ['/v1/keys?organisation=1', '/query/organisation'],
    ['/v1/keys?limit=1&limit=2', '/query/limit'],
    ['/v1/audit?from=2026-02-30', '/query/from'],
    ['/v1/audit?from=2026-02-02&to=2026-02-01', '/query/from'],
    ['/v1/rates/2026-13', '/path/month'],
    ['/v1/code-tables/unit?on=yesterday', '/query/on'],
  ])('to %s is a 400 that points at %s', async (path, pointer) => {
    const answer = await office.as('admin').get(path);
    expect([answer.status, answer.body.violations?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('is in the language asked for, Chinese by default', async () => {
    const zh = await office.anonymous.get('/v1/me');
    const en = await office.anonymous.get('/v1/me').set('Accept-Language', 'en-GB,en;q=0.9');
    expect([zh.body.title, en.body.title]).toEqual(['需要身份验证', 'Authentication required']);
  });
});

describe('the audit trail', () => {
  it('is listed latest first, page by page, within business days', async () => {
    for (const name of ['甲', '乙', '丙'])
      await office.as('admin').post('/v1/organisations').send({ kind: 'operator', name });
    const first = await office.as('admin').get('/v1/audit?limit=2&from=2026-11-18&to=2026-11-18');
    expect(first.body.items.map((entry: { detail: { name: string } }) => entry.detail.name)).toEqual(['丙', '乙']);
    expect(first.headers['link']).toContain('rel="next"');
    const next = await office
      .as('admin')
      .get(`/v1/audit?limit=2&from=2026-11-18&to=2026-11-18&cursor=${first.body.nextCursor}`);
    expect(next.body.items[0].detail.name).toBe('甲');
    expect((await office.as('admin').get('/v1/audit?from=2026-11-19')).body.items).toEqual([]);
  });
});

describe('an organisation', () => {
  it.each([
    [{ kind: 'broker', name: 'x', uscc: '91330621MA00000067' }, 422, 'uscc-invalid'],
    [{ kind: 'customs', name: 'x' }, 422, 'required-missing'],
    [{ kind: 'customs', name: 'x', customsOffice: '29' }, 400, 'text-form-wrong'],
    [{ kind: 'pirate', name: 'x' }, 400, 'enum-invalid'],
    [{ kind: 'broker' }, 400, 'required-missing'],
    [{ kind: 'broker', name: 7 }, 400, 'type-wrong'],
    [{ kind: 'broker', name: ' ' }, 400, 'text-empty'],
  ])('%j is %i %s', async (body, status, code) => {
    const answer = await office.as('admin').post('/v1/organisations').send(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is found by kind and by part of its name', async () => {
    await office
      .as('admin')
      .post('/v1/organisations')
      .send({ kind: 'statistics', name: '统计处', nameEn: 'Statistics' });
    const found = await office.as('analyst').get('/v1/organisations?kind=statistics&search=STAT');
    expect(found.body.items).toMatchObject([{ name: '统计处', customsOffice: null }]);
    expect((await office.as('analyst').get('/v1/organisations?search=%25')).body.items).toEqual([]);
  });
});
