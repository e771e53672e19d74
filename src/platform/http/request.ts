import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { languageOf, type Language } from '../../vocabulary/language.js';
import { type Refusal, refuse, refuseAt } from '../../messages/refusals/refusal.js';
import { pointer } from '../../messages/refusals/violation.js';
import type { Actor } from '../database/actor.js';
import type { ExpectedRevisions } from '../../messages/refusals/revision.js';
import { bodySha256 } from './shapes/body.js';
import { revisionsOf } from './if-match.js';

const IDEMPOTENCY_KEY_MAX = 200;
const IDEMPOTENCY_KEY = /^(?=.*[\x21-\x7e])[\x20-\x7e]{1,200}$/;

function idempotencyKeyMalformed(): Refusal {
  const params = { header: 'Idempotency-Key', max: String(IDEMPOTENCY_KEY_MAX) };
  return refuseAt(pointer('headers', 'idempotency-key'), 'malformed', 'header-form-wrong', params);
}

export interface AuthenticatedRequest extends FastifyRequest {
  actor?: Actor;
}

/** The caller of the request; for a POST with an Idempotency-Key, together with that key. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!request.actor) throw refuse('unauthenticated', 'key-missing');
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return request.actor;
  if (typeof key !== 'string' || !IDEMPOTENCY_KEY.test(key)) throw idempotencyKeyMalformed();
  const route = `${request.method} ${request.url}`;
  return { ...request.actor, idempotencyKey: { key, route, fingerprint: bodySha256(request) } };
});

/** The language of the answer: Chinese unless Accept-Language prefers English. The type `Language` has the plain name. */
export const CurrentLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  return languageOf(context.switchToHttp().getRequest<FastifyRequest>().headers['accept-language']);
});

/** Says in the API description that the route reads the header: a parameter decorator of ours that is also one of the method. */
const describedHeader =
  (required: boolean, description: string): ParameterDecorator =>
  (target, key) => {
    if (key === undefined) return;
    const header = ApiHeader({ name: 'If-Match', required, description, schema: { type: 'string', example: '"r3"' } });
    header(target, key, Object.getOwnPropertyDescriptor(target, key) ?? {});
  };

/** The revisions a change may build on. Without If-Match 428; an ETag we never gave is simply stale. `*` means "as it is now" (null). */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): ExpectedRevisions => {
    const revision = ifMatchOf(context);
    if (revision === undefined) throw refuse('precondition-required', 'if-match-missing');
    return revision;
  },
  [describedHeader(true, 'The ETag of the last reading; `*` for whatever is there now.')],
);

/** The same where a first version may be put without having been read: undefined without the header. */
export const IfMatchGiven = createParamDecorator(
  (_: unknown, context: ExecutionContext) => ifMatchOf(context),
  [describedHeader(false, 'The ETag of the last reading; may be left out for the first version.')],
);

function ifMatchOf(context: ExecutionContext): ExpectedRevisions | undefined {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return header === undefined ? undefined : revisionsOf(header);
}
