import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../platform/database/actor.js';
import { PUBLIC } from '../platform/http/public.js';
import type { AuthenticatedRequest } from '../platform/http/request.js';
import type { Handler } from '../platform/http/description/routes.js';
import { refuse } from '../messages/refusals/refusal.js';
import { ROLES_ALLOWED } from '../platform/http/roles.js';
import { Authentication, type Caller } from './authentication.service.js';
import { type Scope, scopesFor } from './domain/scopes.js';
import { SCOPE } from './scope.js';
import { FOR_DISPLAYS, NO_USE, WITH_TEMPORARY_PASSWORD } from './sessions/session-routes.js';

/** Deny by default, in a guard and never in path middleware: a re-written URL must not find a way around. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    await this.admit(request, [context.getHandler(), context.getClass()] as Handler['targets']);
    return true;
  }

  /**
   * Authenticates the caller and refuses one whose roles are not allowed. Called twice: by a hook before the body is read, so that
   * the megabytes of an unknown caller cost nothing, and as the guard of every handler, which holds whatever reaches one.
   */
  async admit(request: AuthenticatedRequest, targets: Handler['targets']): Promise<void> {
    if (this.has(PUBLIC, targets)) return;
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined, string>(ROLES_ALLOWED, targets) ?? [];
    if (request.actor && allowed.includes(request.actor.role)) return;
    const caller = await this.authentication.callerOf(request, { isUse: !this.has(NO_USE, targets) });
    const role = caller.roles.find((each) => allowed.includes(each));
    const [anyRole] = caller.roles;
    if (role === undefined) {
      // Who asks for what is not allowed is counted against the quota too.
      if (anyRole) request.actor = caller.as(anyRole);
      throw refuse('forbidden', 'not-allowed', { role: caller.roles.join(', ') });
    }
    refuseByScope(caller, request.method, this.reflector.getAllAndOverride<Scope | undefined, string>(SCOPE, targets));
    this.refuseBySession(caller, role, targets);
    request.actor = await this.authentication.actorOf(request, caller, role);
  }

  /** A display reads what displays are for, and who has a password of somebody else's choice only changes it. */
  private refuseBySession({ session }: Caller, role: Role, targets: Handler['targets']): void {
    if (session?.displayMarket && !this.has(FOR_DISPLAYS, targets)) throw refuse('forbidden', 'not-allowed', { role });
    if (session?.mustChangePassword && !this.has(WITH_TEMPORARY_PASSWORD, targets)) {
      throw refuse('forbidden', 'password-change-needed');
    }
  }

  private has(mark: string, targets: Handler['targets']): boolean {
    return this.reflector.getAllAndOverride<boolean | undefined, string>(mark, targets) === true;
  }
}

function refuseByScope({ scopes }: Caller, method: string, ofRoute: Scope | undefined): void {
  const enough = scopesFor(method, ofRoute);
  if (scopes === null || enough.some((scope) => scopes.includes(scope))) return;
  throw refuse('forbidden', 'scope-missing', { needed: enough.join(', ') });
}
