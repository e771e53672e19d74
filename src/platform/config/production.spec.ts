import { readConfig } from './config.js';
import { isLoopbackHost, settingChecks } from './production.js';

const PRODUCTION = { NODE_ENV: 'production', DATABASE_URL: 'postgres://service@db/loomgate' };

const breachesOf = (env: NodeJS.ProcessEnv): string[] =>
  settingChecks(readConfig({ ...PRODUCTION, ...env }), { ...PRODUCTION, ...env }).flatMap(({ breach }) => breach ?? []);

describe('the settings of production', () => {
  it.each([
    ['loopback', {}],
    ['a proxy that is named', { HOST: '0.0.0.0', TRUSTED_PROXIES: '10.0.0.5, 172.16.0.0/12,fd00::/8' }],
    ['a whole OIDC', { OIDC_ISSUER: 'https://i', OIDC_CLIENT_ID: 'c', OIDC_CLIENT_SECRET: 's' }],
  ])('are accepted with %s', (_, env) => expect(breachesOf(env)).toEqual([]));

  it.each<[Record<string, string>, RegExp]>([
    [{ DATABASE_URL: '' }, /^The embedded PostgreSQL is for trials only/],
    [{ HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 would serve plain HTTP/],
    [{ HOST: '::' }, /^HOST=:: would serve plain HTTP/],
    [{ DEMO: '1' }, /^DEMO=1 would load the demo market/],
    [{ OIDC_ISSUER: 'https://i' }, /^OIDC_ISSUER without OIDC_CLIENT_ID, OIDC_CLIENT_SECRET/],
    [{ OIDC_AUDIENCE: 'a', OIDC_CLIENT_SECRET: 's' }, /without OIDC_ISSUER, OIDC_CLIENT_ID:/],
  ])('are refused with %j', (env, line) => expect(breachesOf(env)).toEqual([expect.stringMatching(line)]));

  it('are refused with all breaches at once', () =>
    expect(breachesOf({ DATABASE_URL: '', HOST: '0.0.0.0', DEMO: '1', OIDC_ISSUER: 'x' })).toHaveLength(4));
});

it.each([
  ['127.0.0.1', true],
  ['127.8.0.1', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.4', false],
  ['loomgate.example', false],
])('%s is loopback: %s', (host, expected) => expect(isLoopbackHost(host)).toBe(expected));

it.each(['10.0.0.300', '10.0.0.0/33', 'proxy', 'fd00::/129', '10.0.0.1/8/2'])('TRUSTED_PROXIES=%s is refused', (text) =>
  expect(() => readConfig({ TRUSTED_PROXIES: text })).toThrow(/TRUSTED_PROXIES/),
);
