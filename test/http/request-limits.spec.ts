import { connect, type Socket } from 'node:net';
import type { Test } from 'supertest';
import { Keys } from '../../src/access/keys.service.js';
import { readRequestLimits } from '../../src/platform/config/request-limits.js';
import { SYSTEM } from '../../src/platform/database/actor.js';
import { useOffice } from '../support/office.js';

const KEY = 6;
const FIRM = 10;
const ADDRESS = 30;
const ATTEMPTS = 5;

const office = useOffice({
  environment: {
    RATE_LIMIT_KEY: `${KEY}/600`,
    RATE_LIMIT_FIRM: `${FIRM}/600`,
    RATE_LIMIT_ADDRESS: `${ADDRESS}/600`,
    RATE_LIMIT_ATTEMPTS: `${ATTEMPTS}/600`,
    TRUSTED_PROXIES: '127.0.0.1',
  },
});

let addresses = 0;
/** Each test comes from an address of its own, as a proxy would say. */
const newAddress = (): string => `192.0.2.${++addresses}`;
const from = (address: string, request: Test): Test =>
  request.set('X-Forwarded-For', address).set('Accept-Language', 'en');

/** A key that nobody has used yet. */
async function newKey(role: 'broker' | 'analyst', organisationId: string | null = null): Promise<string> {
  const made = await office.database.transaction(SYSTEM, (tx) =>
    office.get(Keys).create(tx, { name: 'limits', role, organisationId, expiresAt: null }),
  );
  return made.key;
}

const me = (key: string, address: string) =>
  from(address, office.anonymous.get('/v1/me')).set('Authorization', `Bearer ${key}`);
const statuses = async (count: number, ask: () => Test): Promise<number[]> => {
  const found: number[] = [];
  for (let n = 0; n < count; n++) found.push((await ask()).status);
  return found;
};
/** How long it is until the quota is whole again depends on how fast the test is. */
const withoutSeconds = (header = ''): string => header.replace(/;t=\d+/g, '');
const WRONG = 'lg_00000000000000000000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

describe('every answer', () => {
  it('says which quotas hold and what is left of them', async () => {
    const key = await newKey('broker', office.people.organisations.brokerB);
    const { headers } = await me(key, newAddress()).expect(200);
    expect(headers['ratelimit-policy']).toBe(
      `"key";q=${KEY};w=600, "firm";q=${FIRM};w=600, "address";q=${ADDRESS};w=600`,
    );
    expect(withoutSeconds(headers['ratelimit'])).toBe(
      `"address";r=${ADDRESS - 1}, "key";r=${KEY - 1}, "firm";r=${FIRM - 1}`,
    );
  });

  it.each([
    ['without a key', 401, '/v1/me'],
    ['to no route', 404, '/v1/nothing'],
    ['of a probe, which is not counted', 200, '/health/live'],
  ])('says so of the address: %s', async (_, status, path) => {
    const { headers } = await from(newAddress(), office.anonymous.get(path)).expect(status);
    expect(headers['ratelimit-policy']).toBe(`"address";q=${ADDRESS};w=600`);
    const counted = path === '/health/live' ? 0 : 1;
    expect(withoutSeconds(headers['ratelimit'])).toBe(`"address";r=${ADDRESS - counted}`);
  });

  // No hook sees such a request, so that its header is not read: the answer is about the peer itself, the proxy.
  it('that the router refuses says so too', async () => {
    const { headers } = await from(newAddress(), office.anonymous.get('/v1/calendar/%ED%A0%80')).expect(400);
    expect(headers['ratelimit-policy']).toBe(`"address";q=${ADDRESS};w=600`);
    expect(withoutSeconds(headers['ratelimit'])).toMatch(/^"address";r=\d+$/);
  });

  it('to what is no HTTP says so too', async () => {
    await office.app.listen(0, '127.0.0.1');
    const { port } = office.app.getHttpServer().address() as { port: number };
    const socket = connect(port, '127.0.0.1', () => socket.write('GARBAGE\r\n\r\n'));
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1.1 400 [^]*RateLimit: "address";r=\d+;t=\d+\r\n/);
    socket.destroy();
  });
});

describe('beyond a quota', () => {
  it('of a key, as many as the headers say are answered, and the next is a 429 that says when to try again', async () => {
    const key = await newKey('analyst');
    const address = newAddress();
    expect(await statuses(KEY, () => me(key, address))).toEqual(Array(KEY).fill(200));
    const { status, body, headers } = await me(key, address);
    expect([status, body.code, body.detail]).toEqual([429, 'rate-limited', 'There have been too many requests.']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(500);
    expect(headers['ratelimit']).toContain('"key";r=0;');
    // From elsewhere it is the same key; another key has its own quota.
    await me(key, newAddress()).expect(429);
    await me(await newKey('analyst'), address).expect(200);
  });

  it('of a firm, none of its keys gets through, and the keys of another firm do', async () => {
    const { brokerA } = office.people.organisations;
    const keys = [await newKey('broker', brokerA), await newKey('broker', brokerA)] as const;
    const address = newAddress();
    expect(await statuses(FIRM / 2, () => me(keys[0], address))).toEqual(Array(FIRM / 2).fill(200));
    expect(await statuses(FIRM / 2, () => me(keys[1], address))).toEqual(Array(FIRM / 2).fill(200));
    for (const key of keys) expect((await me(key, address)).headers['ratelimit']).toContain('"firm";r=0;');
    await me(keys[0], address).expect(429);
    await me(await newKey('broker', office.people.organisations.brokerB), address).expect(200);
  });

  it('of an address, nobody there gets through, and health and metrics still answer', async () => {
    const address = newAddress();
    const ask = () => from(address, office.anonymous.get('/v1/nothing'));
    expect(await statuses(ADDRESS, ask)).toEqual(Array(ADDRESS).fill(404));
    await ask().expect(429);
    await from(address, office.anonymous.get('/openapi.json')).expect(429);
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      await from(address, office.anonymous.get(path)).expect(200);
    await from(newAddress(), office.anonymous.get('/v1/nothing')).expect(404);
  });

  it('counts who is refused for the role too', async () => {
    const key = await newKey('analyst');
    const ask = () => from(newAddress(), office.anonymous.get('/v1/keys')).set('Authorization', `Bearer ${key}`);
    expect(await statuses(KEY + 1, ask)).toEqual([...Array<number>(KEY).fill(403), 429]);
  });

  it('no body is read', async () => {
    const key = await newKey('broker', office.people.organisations.brokerB);
    const address = newAddress();
    await statuses(KEY, () => me(key, address));
    const { port } = office.app.getHttpServer().address() as { port: number };
    const head = [
      'POST /v1/declarations HTTP/1.1',
      'Host: x',
      `X-Forwarded-For: ${address}`,
      `Authorization: Bearer ${key}`,
      'Content-Type: application/json',
      'Content-Length: 4000000',
    ];
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(`${head.join('\r\n')}\r\n\r\n`));
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1.1 429 /);
    socket.destroy();
  });
});

describe('wrong keys from one address', () => {
  it('are refused unread after a while, and so is a right one that was not known there before', async () => {
    const address = newAddress();
    const known = await newKey('analyst');
    const unknown = await newKey('analyst');
    await me(known, address).expect(200);
    expect(await statuses(ATTEMPTS + 1, () => me(WRONG, address))).toEqual([...Array<number>(ATTEMPTS).fill(401), 429]);
    const refused = await me(unknown, address).expect(429);
    expect(refused.headers['ratelimit']).toContain('"attempts";r=0;');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(500);
    await me(known, address).expect(200);
    await me(unknown, newAddress()).expect(200);
  });

  it('are counted, requests without any are not', async () => {
    const address = newAddress();
    const ask = () => from(address, office.anonymous.get('/v1/me'));
    expect(await statuses(ATTEMPTS + 2, ask)).toEqual(Array(ATTEMPTS + 2).fill(401));
    await me(await newKey('analyst'), address).expect(200);
  });

  it('are of the address that a trusted proxy names, not of one that the caller names itself', async () => {
    const address = newAddress();
    const ask = () => me(WRONG, `198.51.100.${++addresses}, ${address}`);
    expect((await statuses(ATTEMPTS + 1, ask)).at(-1)).toBe(429);
  });
});

describe('the settings', () => {
  const read = (env: NodeJS.ProcessEnv) => readRequestLimits(env, (message) => new Error(message));

  it('let 200 requests a second of a key through unless said otherwise', () => {
    const { key, firm, address } = read({}).quotas;
    for (const quota of [key, firm, address])
      expect((quota?.requests ?? 0) / (quota?.seconds ?? 1)).toBeGreaterThan(200);
  });

  it.each([
    ['RATE_LIMIT_KEY', '100'],
    ['RATE_LIMIT_FIRM', '0/10'],
    ['RATE_LIMIT_ATTEMPTS', '10/0'],
    ['CONNECTIONS_MAX', '0'],
    ['REQUESTS_IN_WORK', 'many'],
    ['HEADERS_TIMEOUT_SECONDS', '61'],
    ['TRUSTED_PROXIES', 'proxy.example'],
  ])('that cannot work stop the start: %s=%s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });

  it('may switch a quota off, and the sharing out too', () => {
    const { quotas, requestsInWorkMax } = read({ RATE_LIMIT_KEY: 'off', REQUESTS_IN_WORK: '0' });
    expect([quotas.key, requestsInWorkMax]).toEqual([null, 0]);
  });
});
