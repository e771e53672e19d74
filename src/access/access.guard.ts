import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../platform/database/actor.js';
import { PUBLIC } from '../platform/http/public.js';
import type { AuthenticatedRequest } from '../platform/http/request.js';
import { refuse } from '../vocabulary/refusal.js';
import { ALLOWED } from '../platform/http/allow.js';
import { Keys } from './keys.service.js';

/** Deny by default, in a guard and never in path middleware: a re-written URL must not find a way around. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: Keys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { authorization } = request.headers;
    const actor = await this.keys.authenticate(authorization, request.id);
    if (!actor) throw refuse('unauthenticated', authorization ? 'key-invalid' : 'key-missing');
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined>(ALLOWED, targets) ?? [];
    if (!allowed.includes(actor.role)) throw refuse('forbidden', 'not-allowed', { role: actor.role });
    request.actor = actor;
    return true;
  }
}
