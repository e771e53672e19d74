import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { type Refusal, refuse } from '../../messages/refusals/refusal.js';
import { violation } from '../../messages/refusals/violation.js';

/** Where a delivery goes: the address that was checked is the one that is connected to. */
export interface Target {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
}

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

export interface TargetPolicy {
  /** In production nothing but https to the public internet; in a trial also http and https to the own machine. */
  readonly production: boolean;
  readonly resolve?: Resolve;
}

const LOOPBACK = blockList([
  ['127.0.0.0', 8],
  ['::1', 128],
]);
/** IANA's special-purpose registries: what is not the public internet, and what leads back into it by another name. */
const INSIDE = blockList([
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
  ...([
    ['::', 128],
    ['::1', 128],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 23],
  ] as const),
  ...([
    ['2001:db8::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
  ] as const),
  ['::', 96],
]);

/** Whether an address is of the public internet. */
export const isPublic = (address: string): boolean => !listed(INSIDE, address);

/** Whether an address is of the machine itself, also when IPv6 wraps an IPv4 one. */
export const isLoopback = (address: string): boolean => listed(LOOPBACK, address);

/**
 * Where a webhook may be sent to. Every address of the name must be allowed, or a name with two could be used to get inside;
 * the one returned is to be connected to without asking again. Refuses (rule-broken) with the reason.
 */
export async function targetOf(text: string, policy: TargetPolicy): Promise<Target> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.hash) {
    throw wrong('webhook-url-invalid', { value: text });
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolved(host, policy.resolve);
  const own = !policy.production && found.every(({ address }) => isLoopback(address));
  const inside = found.find(({ address }) => !isPublic(address));
  if (inside && !own) throw wrong('webhook-address-refused', { host, address: inside.address });
  if (url.protocol !== 'https:' && !own) throw wrong('webhook-url-invalid', { value: text });
  const [first] = found;
  if (!first) throw wrong('webhook-host-unknown', { host });
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function resolved(host: string, resolve: Resolve = (name) => lookup(name, { all: true })) {
  try {
    return await resolve(host);
  } catch {
    throw wrong('webhook-host-unknown', { host });
  }
}

const wrong = (
  code: 'webhook-url-invalid' | 'webhook-address-refused' | 'webhook-host-unknown',
  params: Record<string, string>,
): Refusal => refuse('rule-broken', code, params, [violation(code, '/url', params)]);

function blockList(subnets: readonly (readonly [address: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of subnets) list.addSubnet(address, prefix, address.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}

const listed = (list: BlockList, address: string): boolean =>
  list.check(address.replace(/%.*$/, ''), address.includes(':') ? 'ipv6' : 'ipv4');
