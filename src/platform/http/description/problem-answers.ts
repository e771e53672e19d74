import { type Refusal, refuse } from '../../../messages/refusals/refusal.js';
import { staleRefusal } from '../../../messages/refusals/revision.js';
import { violation } from '../../../messages/refusals/violation.js';
import { problemOf, VIOLATIONS_SHOWN } from '../problem.js';

const AT = {
  path: '/v1/declarations/01a20b0f-5a63-745c-85e5-20464bb23950',
  requestId: '01a20b0f-5a63-745c-85e5-20464bb23951',
};
const field = violation('type-wrong', '/packages', { expected: 'integer' });
const uscc = violation('uscc-invalid', '/consignor/uscc', { value: '91330621MA00000067' });

/** What a refusal of each status looks like: one of them as it is really made, and what to do about it. */
const PROBLEMS: readonly [description: string, example: Refusal][] = [
  [
    'A wrong shape, an unknown field or query parameter; every breach at once.',
    refuse('malformed', 'type-wrong', { expected: 'integer' }, [field]),
  ],
  ['No key, or one that is not valid.', refuse('unauthenticated', 'key-missing')],
  ["The key's role may not do this.", refuse('forbidden', 'not-allowed', { role: 'analyst' })],
  ["Not there, or another firm's or office's: the two cannot be told apart.", refuse('not-found', 'not-found')],
  [
    'None of the media types of Accept can be given.',
    refuse('not-acceptable', 'not-acceptable', { value: 'image/png', allowed: 'application/json' }),
  ],
  [
    'Its state does not allow this now, or somebody else was first.',
    refuse('conflict', 'state-forbids', { status: 'closed', action: 'replace' }),
  ],
  [
    'If-Match names a revision that is no longer the present one.',
    staleRefusal(
      {
        ...{ revision: 4, changedBy: 'brokerA', changedAt: '2021-12-28T04:00:00.000Z' },
        changed: ['/billOfLading', '/goods/0/netWeightKg'],
      },
      [3],
    ),
  ],
  ['The body is larger than is taken.', refuse('too-large', 'body-too-large', { max: '5242880' })],
  [
    'A media type that is not taken.',
    refuse('unsupported-media', 'media-type-unsupported', { value: 'application/xml', allowed: 'application/json' }),
  ],
  [
    'Trade rules are broken, all of them listed; or the Idempotency-Key was used with another body.',
    refuse('rule-broken', 'uscc-invalid', uscc.params ?? {}, [uscc]),
  ],
  ['If-Match is missing.', refuse('precondition-required', 'if-match-missing')],
  [
    'More requests than the quotas allow; Retry-After says when to try again.',
    refuse('too-many', 'rate-limited', { seconds: '7' }),
  ],
];

export const problemReference = (status: number) => ({ $ref: `#/components/responses/Problem${status}` });
export const OTHER_PROBLEM = { $ref: '#/components/responses/Problem' };

const text = (description: string) => ({ type: 'string', description });
/** What every answer carries. */
export const HEADERS_OF_ALL = ['X-Request-Id', 'RateLimit-Policy', 'RateLimit'] as const;

const RESPONSE_HEADERS = Object.fromEntries(
  HEADERS_OF_ALL.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
);
const RETRY_AFTER = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };
const answer = (description: string, example?: object, headers: object = {}) => ({
  description,
  headers: { ...RESPONSE_HEADERS, ...headers },
  content: {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, ...(example ? { example } : {}) },
  },
});

/** The one shape of every refusal (RFC 9457), and the headers answers carry. */
export const PROBLEM_COMPONENTS = {
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457. Texts are in the language of Accept-Language.',
      required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'requestId'],
      properties: {
        type: text('A URN that names the kind of problem.'),
        title: text('The status, in words.'),
        status: { type: 'integer' },
        detail: text('What is wrong.'),
        instance: text('The path that was asked for.'),
        code: text('The machine-readable name; stable.'),
        remedy: text('What to do about it.'),
        requestId: text('As in X-Request-Id.'),
        current: { $ref: '#/components/schemas/CurrentState' },
        violations: {
          type: 'array',
          description: 'The first hundred breaches.',
          maxItems: VIOLATIONS_SHOWN,
          items: { $ref: '#/components/schemas/Violation' },
        },
        violationsTotal: { type: 'integer', description: 'How many breaches there are.' },
      },
    },
    CurrentState: {
      type: 'object',
      description: 'What is there instead of the state that a stale change (412) builds on.',
      required: ['revision', 'changedBy', 'changedAt', 'changed'],
      properties: {
        revision: { type: 'integer', description: 'As in ETag, without its letter.' },
        changedBy: { type: ['string', 'null'], description: 'Who made it so.' },
        changedAt: { type: ['string', 'null'], format: 'date-time' },
        changed: {
          type: 'array',
          items: { type: 'string' },
          description:
            'JSON pointers of what differs from the revision that If-Match named; the empty pointer, the whole, where that is not known.',
        },
      },
    },
    Violation: {
      type: 'object',
      required: ['code', 'severity', 'pointer', 'message', 'remedy'],
      properties: {
        code: text('The machine-readable name; stable.'),
        severity: { type: 'string', enum: ['error', 'warning'] },
        pointer: text('JSON pointer into the body; /query/… and /path/… for parameters.'),
        message: text('What is wrong there.'),
        remedy: text('What to do about it.'),
        source: text('Where the rule stands, for rules of the trade.'),
        see: text('Where the service helps further: an address relative to that of the declaration.'),
      },
    },
  },
  responses: {
    ...Object.fromEntries(
      PROBLEMS.map(([description, refusal]) => [
        `Problem${refusal.status}`,
        answer(description, problemOf(refusal, 'en', AT), refusal.status === 429 ? RETRY_AFTER : {}),
      ]),
    ),
    Problem: answer('Any other refusal: 405, 500, 503.', undefined, RETRY_AFTER),
  },
  headers: {
    'X-Request-Id': { description: 'Names this request in logs and in the audit trail.', schema: { type: 'string' } },
    'RateLimit-Policy': {
      description:
        'The quotas that hold for the caller (draft-ietf-httpapi-ratelimit-headers): by name the requests (q) in a window of so many seconds (w).',
      schema: { type: 'string', examples: ['"address";q=12000;w=10, "key";q=3000;w=10, "firm";q=6000;w=10'] },
    },
    RateLimit: {
      description: 'What is left of each quota (r), and the seconds until it is whole again (t).',
      schema: { type: 'string', examples: ['"address";r=11990;t=9, "key";r=2990;t=9, "firm";r=5990;t=9'] },
    },
    'Retry-After': {
      description: 'With 429 and 503: after how many seconds to try again.',
      schema: { type: 'integer', examples: [7] },
    },
    ETag: { description: 'The revision, for If-Match.', schema: { type: 'string', examples: ['"r3"'] } },
    Link: { description: 'The next page, where there is one.', schema: { type: 'string' } },
    'Preference-Applied': {
      description: 'What of `Prefer` was followed.',
      schema: { type: 'string', enum: ['return=minimal'] },
    },
    'Idempotency-Replayed': {
      description: '`true` when this answer was given before to the same Idempotency-Key.',
      schema: { type: 'string', enum: ['true'] },
    },
  },
};
