import { readConfig } from '../../src/platform/config/config.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { OidcProvider } from '../support/servers/oidc-provider.js';
import { Office, useOffice } from '../support/office.js';
import { browserOf, person, tokenIn } from '../support/signing-in.js';

const HOST = 'loomgate.test';
const provider = new OidcProvider();
const office = new Office();
beforeAll(async () => {
  await provider.start(`http://${HOST}/v1/session/oidc/callback`);
  await office.open({
    environment: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'loomgate',
      OIDC_CLIENT_SECRET: 'a secret of the trial, long enough',
      OIDC_AUDIENCE: 'loomgate-api',
    },
  });
  await enter({ login: 'lina', name: '李娜', subject: 'lina-at-the-issuer' }).expect(201);
});
afterAll(async () => {
  await office.close();
  await provider.stop();
});

const enter = (body: object) =>
  office
    .as('admin')
    .post('/v1/people')
    .send({ roles: ['broker'], organisation: office.people.organisations.brokerA, ...body });

const get = (path: string, cookie = '') => office.anonymous.get(path).set({ Host: HOST, Cookie: cookie });

/** What the browser holds after it was sent to the issuer, and where that is. */
async function begin(returnTo = '/todo') {
  const sent = await get(`/v1/session/oidc?returnTo=${encodeURIComponent(returnTo)}`).expect(302);
  const cookie = String(sent.headers['set-cookie']?.[0]);
  return { address: String(sent.headers['location']), cookie: cookie.split(';')[0] ?? '', attributes: cookie };
}

const comeBack = (at: URL, cookie: string) => get(`${at.pathname}${at.search}`, cookie);
const code = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code ?? ''}`.trim();

describe('signing in at the issuer', () => {
  it('is offered on the page of the console, under the same policy as without it', async () => {
    const page = await get('/sign-in').set('Accept', 'text/html').expect(200);
    expect(page.text).toContain('<meta name="sign-in" content="oidc" />');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('by code flow with PKCE opens a session, and leads to where it began', async () => {
    const { address, cookie, attributes } = await begin();
    expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256');
    expect(attributes).toMatch(/; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    const back = await provider.signIn(address, 'lina-at-the-issuer');
    const answer = await comeBack(back, cookie).expect(302);
    expect(answer.headers['location']).toBe('/todo');
    const session = await browserOf(office, tokenIn(answer)).browser.get('/v1/session').expect(200);
    expect(session.body.person).toMatchObject({ name: '李娜', mustChangePassword: false });
    // The code is used up, and so is what the browser held.
    expect(code(await comeBack(back, cookie))).toBe('401 issuer-refused');
    const trail = await office.as('auditor').get('/v1/audit?limit=1').expect(200);
    expect(trail.body.items[0]).toMatchObject({
      action: 'session.opened',
      actorName: '李娜',
      detail: { by: 'issuer' },
    });
  });

  it('takes no answer that belongs to another question', async () => {
    const [one, other] = [await begin(), await begin()];
    const back = await provider.signIn(one.address, 'lina-at-the-issuer');
    expect(code(await comeBack(back, other.cookie))).toBe('401 issuer-refused');
    expect(code(await comeBack(back, ''))).toBe('401 issuer-refused');
    const flow = JSON.parse(Buffer.from(one.cookie.split('=')[1] ?? '', 'base64url').toString()) as object;
    for (const change of [{ state: 'x' }, { nonce: 'x' }, { codeVerifier: 'x'.repeat(43) }]) {
      const changed = Buffer.from(JSON.stringify({ ...flow, ...change })).toString('base64url');
      const fresh = await provider.signIn(one.address, 'lina-at-the-issuer');
      expect(code(await comeBack(fresh, `__Host-loomgate-issuer=${changed}`))).toBe('401 issuer-refused');
    }
    const elsewhere = new URL(back);
    elsewhere.searchParams.set('iss', 'http://127.0.0.1:1');
    expect(code(await comeBack(elsewhere, one.cookie))).toBe('401 issuer-refused');
    expect(code(await get('/v1/session/oidc/callback?error=access_denied&state=x', one.cookie))).toBe(
      '401 issuer-refused',
    );
  });

  it('is not for somebody whom nobody has entered, or who is disabled', async () => {
    const { address, cookie } = await begin('//elsewhere.example');
    const stranger = await provider.signIn(address, 'a-stranger');
    expect(code(await comeBack(stranger, cookie))).toBe('401 issuer-person-unknown');
    const gone = await enter({ login: 'gone', name: 'x', subject: 'gone' }).expect(201);
    await office.database.transaction(SYSTEM, (tx) =>
      tx.run(`UPDATE person SET state = 'disabled' WHERE id = $1`, [gone.body.id]),
    );
    const again = await begin();
    expect(code(await comeBack(await provider.signIn(again.address, 'gone'), again.cookie))).toBe(
      '401 issuer-person-unknown',
    );
    expect(code(await enter({ login: 'twice', name: 'x', subject: 'gone' }))).toBe('409 subject-taken');
  });
});

describe('a token of the issuer', () => {
  const me = (token: string) => office.anonymous.get('/v1/me').set('Authorization', `Bearer ${token}`);

  it('for this API stands for its person; another, or one that was changed, for nobody', async () => {
    const token = await provider.token('urn:loomgate');
    expect(code(await me(token))).toBe('401 key-invalid');
    await enter({ login: 'machine', name: '接口', subject: 'machine' }).expect(201);
    expect((await me(token).expect(200)).body).toMatchObject({ name: '接口', role: 'broker', keyId: null });
    const [head = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'lina-at-the-issuer' })).toString('base64url');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const bad = [
      await provider.token('urn:elsewhere'),
      `${head}.${forged}.${signature}`,
      `${none}.${forged}.x`,
      `${head}.${payload}.${'A'.repeat(signature.length)}`,
    ];
    for (const each of bad) expect(code(await me(each))).toBe('401 key-invalid');
  });
});

describe('an issuer that is away', () => {
  it('is a 503, and passwords still open the house', async () => {
    await provider.stop();
    await person(office, { login: 'still', organisation: office.people.organisations.brokerA });
    await office.anonymous
      .post('/v1/session')
      .send({ login: 'still', password: 'seven lanterns, one canal' })
      .expect(201);
    const fresh = new Office();
    await fresh.open({ environment: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 's' } });
    const answer = await fresh.anonymous.get('/v1/session/oidc').expect(503);
    expect([answer.body.code, answer.headers['retry-after']]).toEqual(['issuer-away', '2']);
    await fresh.close();
  });
});

describe('without an issuer', () => {
  const plain = useOffice();

  it('nobody signs in there, and half a setting stops the start', async () => {
    expect(code(await plain.anonymous.get('/v1/session/oidc'))).toBe('404 issuer-missing');
    const half = () => readConfig({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'loomgate' });
    expect(half).toThrow(/OIDC_CLIENT_SECRET/);
    expect(() =>
      readConfig({ OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 's' }),
    ).toThrow(/https/);
  });
});
