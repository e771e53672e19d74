import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../messages/refusals/refusal.js';
import { tokenFrom } from '../domain/cookie.js';

export const FOR_DISPLAYS = 'loomgate:for-displays';
export const WITH_TEMPORARY_PASSWORD = 'loomgate:with-temporary-password';

/** A route that a display on the wall may read; all others are closed to it. */
export const ForDisplays = () => SetMetadata(FOR_DISPLAYS, true);

/** A route that serves a person who has still to choose a password. */
export const WithTemporaryPassword = () => SetMetadata(WITH_TEMPORARY_PASSWORD, true);

export const NO_USE = 'loomgate:no-use';

/** A route that a page asks by itself, to see how long the session lasts: it does not extend it. */
export const NoUse = () => SetMetadata(NO_USE, true);

/** The token of the session that asks; a key has none (not-found). */
export const SessionToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const token = headers.authorization === undefined ? tokenFrom(headers.cookie) : null;
  if (token === null) throw refuse('not-found', 'session-missing');
  return token;
});
