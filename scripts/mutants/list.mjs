import { FILTERS, ROWS } from './whose-rows.mjs';

/** What is removed, and the stories that have to notice. `from` stands once in the file; `only` is a part of the names of the tests. */

const EVERY_ROLE = "@Roles('admin', 'broker', 'officer', 'analyst', 'channel')";
const TABLE_OF_ROLES = { stories: ['test/http/authorization'], only: 'is expected' };
const LIMITS = { stories: ['test/http/request-limits'] };
const SLOW = { stories: ['test/http/slow-and-many'] };
const ACCESS = { stories: ['test/http/access'] };
const STALE = { stories: ['test/http/stale', 'test/http/http-door'] };
const NUMBERS = { stories: ['test/declarations/document-numbers', 'test/declarations/parties'] };

/** A route that anybody may call. */
const opened = (file, from, what = from) => ({
  name: `roles: ${what} of ${file.split('/').at(-1)} for everybody`,
  ...{ file: `src/${file}`, from, to: from.replace(/@Roles\([^)]*\)/, EVERY_ROLE), ...TABLE_OF_ROLES },
});

const without = (name, file, from, to, found) => ({ name, file: `src/${file}`, from, to, ...found });

const ROLES = [
  opened('audit/audit.controller.ts', "@Roles('admin')"),
  opened('board/board.controller.ts', "@Roles('officer', 'admin')"),
  opened('parties/parties.controller.ts', "@Roles('broker', 'officer', 'admin')"),
  opened('declarations/decisions/decisions.controller.ts', "@Roles('officer')"),
  opened('declarations/reading/document-numbers.controller.ts', "@Roles('officer', 'admin')"),
  opened('reports/search.controller.ts', "@Roles('broker', 'officer', 'admin')"),
];

const KEYS = [
  without('key: a revoked one works', 'access/keys.service.ts', 'AND k.revoked_at IS NULL', '', ACCESS),
  without(
    'key: an expired one works',
    'access/keys.service.ts',
    'row.expiresAt <= this.clock',
    'row.expiresAt > "9" && row.expiresAt <= this.clock',
    ACCESS,
  ),
  without(
    'key: any secret will do in the cache',
    'access/keys.service.ts',
    'return timingSafeEqual(secret, known.row.secretSha256) ? known.row : null;',
    'return known.row;',
    ACCESS,
  ),
  without(
    'key: any secret will do',
    'access/keys.service.ts',
    '!found || !timingSafeEqual(secret, found.secretSha256)',
    '!found',
    ACCESS,
  ),
  without(
    'key: a broker makes keys of any role',
    'access/key-register.service.ts',
    "own && (wanted.role !== 'broker' || organisation !== actor.organisationId)",
    'false',
    ACCESS,
  ),
  without('guard: roles are not compared', 'access/access.guard.ts', '!allowed.includes(actor.role)', 'false', {
    stories: ['test/http/authorization'],
    only: 'refuses the role',
  }),
  without(
    'guard: nobody is asked for a key',
    'access/access.guard.ts',
    "if (!actor) throw refuse('unauthenticated', authorization ? 'key-invalid' : 'key-missing');",
    'if (!actor) return;',
    { stories: ['test/http/authorization'], only: 'is closed without a key' },
  ),
  without(
    'guard: the head is not looked at before the body',
    'platform/http/early-refusals.ts',
    'await admit(request, targets).finally(',
    'await Promise.resolve().finally(',
    { stories: ['test/http/http-door'] },
  ),
  without(
    'guard: parameters nobody reads are ignored',
    'platform/http/query.guard.ts',
    'if (names.length === 0 || readsQuery(context)) return true;',
    'return true;',
    ACCESS,
  ),
  without(
    'guard: a route may name no roles',
    'access/boot-check.ts',
    'if (forgotten.length === 0) return;',
    'return;',
    { stories: ['src/access/boot-check'] },
  ),
];

const CHANGES = [
  without(
    'If-Match: stale changes are taken',
    'audit/assert-revision.ts',
    '!isExpected(expected, held.revision)',
    'false',
    STALE,
  ),
  without(
    'If-Match: not needed',
    'platform/http/request.ts',
    "if (revision === undefined) throw refuse('precondition-required', 'if-match-missing');",
    'if (revision === undefined) return null;',
    { stories: ['test/declarations/drafts', 'test/http/stale', 'test/declarations/declarations.spec'] },
  ),
  without(
    'Idempotency-Key: another body is replayed',
    'platform/database/idempotency-keys.ts',
    '|| first.fingerprint !== fingerprint',
    '',
    { stories: ['test/http/idempotency', 'test/http/http-door'] },
  ),
  without(
    'Idempotency-Key: another route is replayed',
    'platform/database/idempotency-keys.ts',
    '|| first.route !== route ',
    '',
    { stories: ['test/http/idempotency'] },
  ),
];

const REQUESTS = [
  without(
    'limit: of keys is not counted',
    'platform/http/limits/request-quotas.ts',
    '...(this.key && keyId !== null ? [this.key.count(keyId)] : []),',
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
    'firm.inWork >= partOf(firm)',
    'false',
    SLOW,
  ),
  without(
    'limit: places are lost with callers that go',
    'platform/http/limits/fair-admission.ts',
    '} else place?.leave();',
    '}',
    SLOW,
  ),
  without('limit: depth of a body', 'platform/http/shapes/json-limits.ts', 'depth: 16,', 'depth: 1_600,', {
    stories: ['test/http/bad-input'],
  }),
  without('limit: keys of an object', 'platform/http/shapes/json-limits.ts', 'keys: 200,', 'keys: 200_000,', {
    stories: ['test/http/bad-input'],
  }),
];

const MASKS = [
  without(
    'mask: answers to officials are whole',
    'application.ts',
    'isWhole ? payload : withMaskedNumbers(payload)',
    'payload',
    NUMBERS,
  ),
  without(
    'mask: paper is whole',
    'declarations/printing/printing.service.ts',
    "tx.actor.role === 'broker' ? read : (withMaskedNumbers(read) as typeof read)",
    'read',
    NUMBERS,
  ),
  without(
    'mask: numbers are found by their beginning',
    'parties/parties.service.ts',
    "($3 OR id_type IN ('USCC', 'name'))",
    '($3 OR true)',
    NUMBERS,
  ),
  without(
    'mask: reading numbers leaves no trace',
    'declarations/reading/document-numbers.service.ts',
    'await recordAudit(tx, this.clock, {',
    'void (tx, this.clock, {',
    NUMBERS,
  ),
];

export const MUTANTS = [...ROLES, ...FILTERS, ...ROWS, ...KEYS, ...CHANGES, ...REQUESTS, ...MASKS];
