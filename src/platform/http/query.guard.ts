import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isForbiddenText } from './shapes/body.js';
import { unmarkedCursor } from './list-cursors.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { pointer, violation } from '../../messages/refusals/violation.js';

/** Nest's own key for what a handler's parameters are bound to. */
const ROUTE_ARGUMENTS = '__routeArguments__';
const QUERY_PARAMETER = '4';

/**
 * A route without a query refuses all parameters; where a route has one, its DTO refuses unknown ones. To ignore a parameter would
 * answer another question than the one that was asked.
 */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseForbidden(request.params);
    const query = (request.query ?? {}) as Record<string, unknown>;
    const names = Object.keys(query);
    const repeated = names.filter((name) => Array.isArray(query[name]));
    if (repeated.length > 0) {
      const faults = repeated.map((name) => violation('query-repeated', pointer('query', name)));
      throw refuse('malformed', 'query-repeated', {}, faults);
    }
    refuseBroken(request.url);
    if (names.length === 0 || readsQuery(context)) {
      if (typeof query['cursor'] === 'string') query['cursor'] = unmarkedCursor(query['cursor'], request.url);
      return true;
    }
    const violations = names.map((name) => violation('query-unknown', pointer('query', name)));
    throw refuse('malformed', 'query-unknown', {}, violations);
  }
}

/** Fastify leaves an escape that is no UTF-8 as it is: no row has such a text, and the answer would say that there is nothing. */
function refuseBroken(url: string): void {
  const parts = url.slice(url.indexOf('?') + 1).split('&');
  const broken = parts.filter((part) => decoded(part) === null).map((part) => decoded(part.split('=')[0] ?? ''));
  if (!url.includes('?') || broken.length === 0) return;
  const faults = broken.map((name) => violation('text-forbidden-character', pointer('query', ...(name ? [name] : []))));
  throw refuse('malformed', 'text-forbidden-character', {}, faults);
}

/** Null for what is no UTF-8, or no escape. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** PostgreSQL takes no NUL: it would refuse it where the name of the parameter is not known any more. */
function refuseForbidden(params: unknown): void {
  const faults = Object.entries((params ?? {}) as Record<string, unknown>)
    .filter(([, value]) => typeof value === 'string' && isForbiddenText(value))
    .map(([name]) => violation('text-forbidden-character', pointer('path', name)));
  if (faults.length > 0) throw refuse('malformed', 'text-forbidden-character', {}, faults);
}

function readsQuery(context: ExecutionContext): boolean {
  const bound = Reflect.getMetadata(ROUTE_ARGUMENTS, context.getClass(), context.getHandler().name) as
    object | undefined;
  return Object.keys(bound ?? {}).some((key) => key.split(':')[0] === QUERY_PARAMETER);
}
