import { resolve } from 'node:path';
import { type Build, readBuild } from './build.js';
import { readRequestLimits, type RequestLimits } from './request-limits.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type ProcessRole = 'all' | 'api' | 'worker';

/** Everything the environment decides, parsed once: complete, or the process does not start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Embedded database, uploaded files, demo keys. */
  readonly dataDirectory: string;
  /** The file outside the database to which the seals of the audit trail are appended. */
  readonly auditAnchorFile: string;
  /** An existing PostgreSQL 15+, by the login of the service; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** The same by the login of the owner, for migrations only; null: outside production the one above, in production none. */
  readonly migrationDatabaseUrl: string | null;
  /** BullMQ runs on this Redis; null means on its PostgreSQL backend. */
  readonly redisUrl: string | null;
  readonly processRole: ProcessRole;
  readonly trialClock: boolean;
  readonly demo: boolean;
  readonly production: boolean;
  /** The server that takes our mail, and whom it is from; null means that no mail is made. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** Which code answers; stands in proofs and in the health answer. */
  readonly codeVersion: string;
  readonly logLevel: LogLevel;
  /** One JSON object a line, or lines for a person. */
  readonly logFormat: 'json' | 'pretty';
  readonly limits: RequestLimits;
}

/** Configuration as an injection token, because interfaces do not exist at run time. */
export const CONFIG = Symbol('Config');

/** A setting that cannot work. One clear line, then the process ends. */
export class ConfigurationError extends Error {}

/** Reads the environment. Throws ConfigurationError naming the variable, what it holds and what it may hold. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const production = env['NODE_ENV'] === 'production';
  const trialClock = flag(env, 'TRIAL_CLOCK', false);
  if (production && trialClock) throw new ConfigurationError('TRIAL_CLOCK=1 is refused when NODE_ENV=production.');
  return {
    port: portOf(env['PORT'] ?? '3000'),
    host: env['HOST'] || '127.0.0.1',
    dataDirectory: resolve(env['DATA_DIR'] || '.data'),
    auditAnchorFile: resolve(env['AUDIT_ANCHOR_FILE'] || `${env['DATA_DIR'] || '.data'}/audit-anchors.jsonl`),
    databaseUrl: url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    migrationDatabaseUrl: url(env, 'MIGRATION_DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: url(env, 'REDIS_URL', ['redis:', 'rediss:']),
    processRole: oneOf(env, 'PROCESS_ROLE', ['all', 'api', 'worker'], 'all'),
    trialClock,
    demo: flag(env, 'DEMO', false),
    production,
    smtp: smtpOf(env),
    codeVersion: env['LOOMGATE_VERSION'] || codeVersionOf(readBuild()),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    logFormat: oneOf(env, 'LOG_FORMAT', ['json', 'pretty'], process.stdout.isTTY ? 'pretty' : 'json'),
    limits: readRequestLimits(env, (message) => new ConfigurationError(message)),
  };
}

const codeVersionOf = ({ version, revision }: Build): string =>
  revision === 'unknown' ? version : `${version}+${revision}`;

/** A server without a sender would refuse every mail, a sender without a server is a forgotten setting: both or none. */
function smtpOf(env: NodeJS.ProcessEnv): Config['smtp'] {
  const server = url(env, 'SMTP_URL', ['smtp:', 'smtps:']);
  const from = env['SMTP_FROM'] || null;
  if (server === null && from === null) return null;
  if (server === null || from === null) throw new ConfigurationError('SMTP_URL and SMTP_FROM are set together.');
  if (!/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(from)) {
    throw new ConfigurationError(`SMTP_FROM=${from} is not an e-mail address.`);
  }
  return { url: server, from };
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new ConfigurationError(`PORT=${text} is not a port: a number from 0 to 65535 is needed.`);
  }
  return Number(text);
}

function flag(env: NodeJS.ProcessEnv, name: string, otherwise: boolean): boolean {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new ConfigurationError(`${name}=${text} is not understood: 1 or 0 is needed.`);
}

function oneOf<T extends string>(env: NodeJS.ProcessEnv, name: string, allowed: readonly T[], otherwise: T): T {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const found = allowed.find((value) => value === text);
  if (!found) throw new ConfigurationError(`${name}=${text} is not understood: ${allowed.join(', ')} is needed.`);
  return found;
}

function url(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): string | null {
  const text = env[name];
  if (text === undefined || text === '') return null;
  // Only the protocol is checked here: a libpq URL may hold a socket path that the WHATWG parser refuses.
  if (!protocols.some((protocol) => text.startsWith(`${protocol}//`))) {
    throw new ConfigurationError(`${name} must start with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
  }
  return text;
}
