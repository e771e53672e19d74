import { BlockList, isIP } from 'node:net';
import type { Config } from './config.js';

/** Something that must hold in production. */
export interface ProductionCheck {
  /** What holds when it is fulfilled. */
  readonly name: string;
  /** One line that says what is wrong and what to do; null: it is fulfilled. */
  readonly breach: string | null;
}

/** What the environment alone decides. The database is looked at by `databaseChecks`. */
export function settingChecks(config: Config, env: NodeJS.ProcessEnv = process.env): ProductionCheck[] {
  return [
    {
      name: 'a PostgreSQL of its own',
      breach: config.databaseUrl
        ? null
        : 'The embedded PostgreSQL is for trials only: set DATABASE_URL to the login of the service.',
    },
    { name: 'HTTP by way of TLS', breach: plainHttp(config) },
    {
      name: 'no demo market',
      breach: config.demo ? 'DEMO=1 would load the demo market into an empty database: remove it.' : null,
    },
    { name: 'OIDC set whole or not at all', breach: halfOidc(env) },
  ];
}

/** The service itself speaks plain HTTP: beyond this machine it does so only to a proxy that ends TLS in front of it. */
function plainHttp({ host, limits: { trustedProxies } }: Config): string | null {
  if (isLoopbackHost(host) || trustedProxies.length > 0) return null;
  return `HOST=${host} would serve plain HTTP beyond this machine: set HOST=127.0.0.1, or name the proxies that end TLS in TRUSTED_PROXIES.`;
}

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

export function isLoopbackHost(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return host.toLowerCase() === 'localhost';
  return LOOPBACK.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

const OIDC_TOGETHER = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];

function halfOidc(env: NodeJS.ProcessEnv): string | null {
  const set = [...OIDC_TOGETHER, 'OIDC_AUDIENCE'].filter((name) => env[name]);
  const missing = OIDC_TOGETHER.filter((name) => !env[name]);
  if (set.length === 0 || missing.length === 0) return null;
  return `${set.join(', ')} without ${missing.join(', ')}: people could not sign in; set them together or not at all.`;
}
