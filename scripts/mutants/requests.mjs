import { without } from './without.mjs';

const LIMITS = { stories: ['test/http/request-limits'] };
const SLOW = { stories: ['test/http/slow-and-many'] };

/** What a caller may ask, and how long it may need. */
export const REQUESTS = [
  without(
    'limit: of keys is not counted',
    'platform/http/limits/request-quotas.ts',
    '...(this.key && by ? [this.key.count(by)] : []),',
    '',
    LIMITS,
  ),
  without(
    'limit: of firms is not counted',
    'platform/http/limits/request-quotas.ts',
    '...(this.firm && organisationId !== null ? [this.firm.count(organisationId)] : []),',
    '',
    LIMITS,
  ),
  without(
    'limit: of keys and firms refuses nobody',
    'platform/http/limits/request-quotas.ts',
    'if (exceeded.length > 0) throw tooMany(exceeded);',
    '',
    LIMITS,
  ),
  without(
    'limit: of addresses refuses nobody',
    'platform/http/limits/request-quotas.ts',
    'if (!isUnlimited && use.exceeded) throw tooMany([use]);',
    '',
    LIMITS,
  ),
  without(
    'limit: wrong keys are not counted',
    'platform/http/limits/request-quotas.ts',
    'await this.attempts?.count(peerOf(request.ip), isSignIn ? SIGN_IN_WEIGHT : 1);',
    '',
    LIMITS,
  ),
  without(
    'limit: a guesser shuts out everybody',
    'platform/http/limits/request-quotas.ts',
    '|| this.goodCredentials.has(mark(peer, credential))',
    '',
    LIMITS,
  ),
  without(
    'limit: counts one request too few',
    'platform/http/limits/quotas.ts',
    'exceeded: consumed > requests,',
    'exceeded: consumed > requests + 1,',
    LIMITS,
  ),
  without(
    'limit: health is limited',
    'platform/http/limits/request-quotas.ts',
    "new Set(['/health/live', '/health/ready', '/metrics'])",
    'new Set<string>()',
    LIMITS,
  ),
  without(
    'limit: no Retry-After',
    'platform/http/problem.filter.ts',
    "if (retryAfter !== null) void reply.header('Retry-After', retryAfter);",
    '',
    LIMITS,
  ),
  without(
    'limit: X-Forwarded-For of anybody is believed',
    'application.ts',
    'trustProxy: limits.trustedProxies.length > 0 ? [...limits.trustedProxies] : false,',
    'trustProxy: true,',
    LIMITS,
  ),
  without(
    'limit: connections of an address',
    'platform/http/limits/connections.ts',
    'if (count >= limits.connectionsPerAddressMax) return void socket.destroy();',
    '',
    SLOW,
  ),
  without(
    'limit: slow headers',
    'application.ts',
    'headersTimeout: limits.headersTimeoutMs,',
    'headersTimeout: 0,',
    SLOW,
  ),
  without(
    'limit: slow bodies',
    'application.ts',
    'requestTimeout: limits.requestTimeoutMs,',
    'requestTimeout: 0,',
    SLOW,
  ),
  without(
    'limit: a firm takes every place',
    'platform/http/limits/fair-share.ts',
    'firm.inWork >= part',
    'false',
    SLOW,
  ),
  without(
    'limit: places are lost with callers that go',
    'platform/http/limits/fair-admission.ts',
    "reply.raw.once('close', () => place.leave());",
    '',
    SLOW,
  ),
  without('limit: depth of a body', 'platform/http/shapes/json-limits.ts', 'depth: 16,', 'depth: 1_600,', {
    stories: ['test/http/bad-input'],
  }),
  without('limit: keys of an object', 'platform/http/shapes/json-limits.ts', 'keys: 200,', 'keys: 200_000,', {
    stories: ['test/http/bad-input'],
  }),
];
