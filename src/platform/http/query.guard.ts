import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../vocabulary/refusal.js';
import { pointer, violation } from '../../vocabulary/violation.js';

/** Nest's own key for what a handler's parameters are bound to. */
const ROUTE_ARGUMENTS = '__routeArguments__';
const QUERY_PARAMETER = '4';

/**
 * A route that takes no query refuses one; where a route takes one, its DTO does. An ignored parameter would be
 * an answer to another question than the one that was asked.
 */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys((request.query as object | undefined) ?? {});
    if (names.length === 0 || takesQuery(context)) return true;
    const violations = names.map((name) => violation('query-unknown', pointer('query', name)));
    throw refuse('malformed', 'query-unknown', {}, violations);
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const bound = Reflect.getMetadata(ROUTE_ARGUMENTS, context.getClass(), context.getHandler().name) as
    object | undefined;
  return Object.keys(bound ?? {}).some((key) => key.split(':')[0] === QUERY_PARAMETER);
}
