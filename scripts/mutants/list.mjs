import { CONTROL } from './control.mjs';
import { ENDINGS } from './ends-with.mjs';
import { RELEASED } from './releases.mjs';
import { REQUESTS } from './requests.mjs';
import { FILTERS, ROWS } from './whose-rows.mjs';
import { without } from './without.mjs';

/** What is removed, and the stories that have to notice. `from` stands once in the file; `only` is a part of the names of the tests. */

const EVERY_ROLE = "@Roles('admin', 'broker', 'officer', 'analyst', 'channel')";
const TABLE_OF_ROLES = { stories: ['test/http/authorization'], only: 'is expected' };
const ACCESS = { stories: ['test/http/access'] };
const STALE = { stories: ['test/http/stale', 'test/http/http-door'] };
const NUMBERS = { stories: ['test/declarations/document-numbers', 'test/declarations/parties'] };

/** A route that anybody may call. */
const opened = (file, from, what = from) => ({
  name: `roles: ${what} of ${file.split('/').at(-1)} for everybody`,
  ...{ file: `src/${file}`, from, to: from.replace(/@Roles\([^)]*\)/, EVERY_ROLE), ...TABLE_OF_ROLES },
});

const ROLES = [
  opened('audit/audit.controller.ts', "@Roles('admin', 'auditor')"),
  opened('board/board.controller.ts', "@Roles('officer', 'admin')"),
  opened('parties/parties.controller.ts', "@Roles('broker', 'officer', 'admin')"),
  opened('declarations/decisions/decisions.controller.ts', "@Roles('officer')"),
  opened('declarations/reading/document-numbers.controller.ts', "@Roles('officer', 'admin')"),
  opened('reports/search/search.controller.ts', "@Roles('broker', 'officer', 'admin')"),
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
  without(
    'guard: roles are not compared',
    'access/access.guard.ts',
    'caller.roles.find((each) => allowed.includes(each))',
    'caller.roles[0]',
    {
      stories: ['test/http/authorization'],
      only: 'refuses the role',
    },
  ),
  without(
    'guard: nobody is asked for a key',
    'access/access.guard.ts',
    'if (this.has(PUBLIC, targets)) return;',
    'if (this.has(PUBLIC, targets) || !(request.headers.authorization ?? request.headers.cookie)) return;',
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
    'if (names.length === 0 || readsQuery(context)) {',
    'if (names.length >= 0) {',
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

const SESSIONS = [
  without(
    'session: no token against forgery is needed',
    'access/authentication.service.ts',
    "return headers['x-csrf-token'] === csrfTokenOf(token) ? null : refuse('forbidden', 'csrf-token-wrong');",
    'return null;',
    { stories: ['test/http/sessions'] },
  ),
  without(
    "session: another site's page may use it",
    'access/authentication.service.ts',
    "return refuse('forbidden', 'cross-site');",
    ';',
    { stories: ['test/http/sessions'] },
  ),
  without(
    'session: a display does everything',
    'access/access.guard.ts',
    'session?.displayMarket && !this.has(FOR_DISPLAYS, targets)',
    'false',
    { stories: ['test/http/displays'] },
  ),
  without(
    'session: a first password need not be changed',
    'access/access.guard.ts',
    'session?.mustChangePassword && !this.has(WITH_TEMPORARY_PASSWORD, targets)',
    'false',
    { stories: ['test/http/sessions', 'test/http/me'] },
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
    { stories: ['test/declarations/drafts', 'test/http/stale', 'test/declarations/declarations'] },
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
  without(
    'document numbers: an officer finds by them',
    'declarations/store/declaration-keys.repository.ts',
    "role === 'broker' ? [...SEARCHED, 'document'] : SEARCHED",
    "role === 'none' ? SEARCHED : [...SEARCHED, 'document']",
    { stories: ['test/declarations/finding'], only: 'numbers of documents' },
  ),
  without(
    'split: parts that do not add up to the draft',
    'declarations/recording/split.service.ts',
    'if (wanted.differs !== true) assertNoErrors(different);',
    '',
    { stories: ['test/declarations/splits'] },
  ),
];

export const MUTANTS = [
  ...ROLES,
  ...FILTERS,
  ...ROWS,
  ...KEYS,
  ...SESSIONS,
  ...ENDINGS,
  ...CHANGES,
  ...REQUESTS,
  ...MASKS,
  ...CONTROL,
  ...RELEASED,
];
