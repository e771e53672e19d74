import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../platform/database/actor.js';
import { PUBLIC } from '../platform/http/public.js';
import type { AuthenticatedRequest } from '../platform/http/request.js';
import type { Handler } from '../platform/http/description/routes.js';
import { refuse } from '../messages/refusal.js';
import { ROLES_ALLOWED } from '../platform/http/roles.js';
import { Keys } from './keys.service.js';

/** Deny by default, in a guard and never in path middleware: a re-written URL must not find a way around. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: Keys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    await this.admit(request, [context.getHandler(), context.getClass()] as Handler['targets']);
    return true;
  }

  /**
   * Authenticates the caller and refuses one whose role is not allowed. Called twice: by a hook before the body is read, so that
   * the megabytes of an unknown caller cost nothing, and as the guard of every handler, which holds whatever reaches one.
   */
  async admit(request: AuthenticatedRequest, targets: Handler['targets']): Promise<void> {
    if (this.reflector.getAllAndOverride<boolean | undefined, string>(PUBLIC, targets)) return;
    const { authorization } = request.headers;
    const actor = request.actor ?? (await this.keys.authenticate(authorization, request.id));
    if (!actor) throw refuse('unauthenticated', authorization ? 'key-invalid' : 'key-missing');
    request.actor = actor;
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined, string>(ROLES_ALLOWED, targets) ?? [];
    if (!allowed.includes(actor.role)) throw refuse('forbidden', 'not-allowed', { role: actor.role });
  }
}
