import { isIP } from 'node:net';

/** So many requests in so many seconds, counted from the first of them; null means that nothing is counted. */
export interface Quota {
  readonly requests: number;
  readonly seconds: number;
}

/** What a caller may ask of one process, and how long it may need for it. */
export interface RequestLimits {
  readonly quotas: {
    readonly key: Quota | null;
    readonly firm: Quota | null;
    readonly address: Quota | null;
    /** Wrong credentials from one address. */
    readonly attempts: Quota | null;
  };
  readonly connectionsMax: number;
  readonly connectionsPerAddressMax: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly idleConnectionTimeoutMs: number;
  /** How many requests of known callers are worked on at once; a firm has its share of them. 0 means no limit. */
  readonly requestsInWorkMax: number;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
}

/**
 * A window of ten seconds, so that a page that loads many things at once is no offence. The address has more than a firm, because a
 * market's brokers may share one; a wrong key is cheap to make and its 256 bits are not guessed, so that attempts are limited for the
 * sake of the database.
 */
const DEFAULTS = {
  RATE_LIMIT_KEY: '3000/10',
  RATE_LIMIT_FIRM: '6000/10',
  RATE_LIMIT_ADDRESS: '12000/10',
  RATE_LIMIT_ATTEMPTS: '1200/60',
  CONNECTIONS_MAX: '4000',
  CONNECTIONS_PER_ADDRESS: '2000',
  HEADERS_TIMEOUT_SECONDS: '10',
  REQUEST_TIMEOUT_SECONDS: '60',
  IDLE_CONNECTION_TIMEOUT_SECONDS: '72',
  REQUESTS_IN_WORK: '16',
} as const;

type Name = keyof typeof DEFAULTS;

/** Reads the limits of the environment. `fail` makes the error that names a variable and what it may hold. */
export function readRequestLimits(env: NodeJS.ProcessEnv, fail: (message: string) => Error): RequestLimits {
  const text = (name: Name): string => env[name] || DEFAULTS[name];
  const quota = (name: Name): Quota | null => {
    if (text(name) === 'off') return null;
    const [, requests, seconds] = /^([1-9]\d{0,7})\/([1-9]\d{0,4})$/.exec(text(name)) ?? [];
    if (requests === undefined)
      throw fail(`${name}=${text(name)} is not understood: requests/seconds is needed, as in 3000/10, or off.`);
    return { requests: Number(requests), seconds: Number(seconds) };
  };
  const count = (name: Name, least = 1): number => {
    if (!/^\d{1,7}$/.test(text(name)) || Number(text(name)) < least)
      throw fail(`${name}=${text(name)} is not understood: a whole number from ${least} on is needed.`);
    return Number(text(name));
  };
  const limits = {
    quotas: {
      key: quota('RATE_LIMIT_KEY'),
      firm: quota('RATE_LIMIT_FIRM'),
      address: quota('RATE_LIMIT_ADDRESS'),
      attempts: quota('RATE_LIMIT_ATTEMPTS'),
    },
    connectionsMax: count('CONNECTIONS_MAX'),
    connectionsPerAddressMax: count('CONNECTIONS_PER_ADDRESS'),
    headersTimeoutMs: count('HEADERS_TIMEOUT_SECONDS') * 1_000,
    requestTimeoutMs: count('REQUEST_TIMEOUT_SECONDS') * 1_000,
    idleConnectionTimeoutMs: count('IDLE_CONNECTION_TIMEOUT_SECONDS') * 1_000,
    requestsInWorkMax: count('REQUESTS_IN_WORK', 0),
    trustedProxies: proxiesOf(env['TRUSTED_PROXIES'] ?? '', fail),
  };
  if (limits.headersTimeoutMs > limits.requestTimeoutMs)
    throw fail(
      'HEADERS_TIMEOUT_SECONDS must not be more than REQUEST_TIMEOUT_SECONDS: the headers are part of the request.',
    );
  return limits;
}

function proxiesOf(text: string, fail: (message: string) => Error): string[] {
  const named = text.split(',').flatMap((part) => part.trim() || []);
  const wrong = named.find((each) => !isAddressOrRange(each));
  if (wrong !== undefined)
    throw fail(`TRUSTED_PROXIES=${text}: ${wrong} is no address and no range such as 10.0.0.0/8.`);
  return named;
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const bitsMax = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    bitsMax >= 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax))
  );
}
