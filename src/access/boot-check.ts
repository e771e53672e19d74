import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Role } from '../platform/database/actor.js';
import { ROLES_ALLOWED } from '../platform/http/roles.js';
import { PUBLIC } from '../platform/http/public.js';
import { type Handler, handlersOf } from '../platform/http/description/routes.js';

/** Refuses to start with a route that names no roles: by oversight it would be closed to everybody. */
@Injectable()
export class BootCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const forgotten = handlersOf(this.discovery).filter(({ targets }) => !this.isDecided(targets));
    if (forgotten.length === 0) return;
    const names = forgotten.map(({ controller, method }) => `${controller}.${method}`).join(', ');
    throw new Error(`Routes with neither @Roles nor @Public: ${names}.`);
  }

  private isDecided(targets: Handler['targets']): boolean {
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined, string>(ROLES_ALLOWED, targets) ?? [];
    return (
      allowed.length > 0 || this.reflector.getAllAndOverride<boolean | undefined, string>(PUBLIC, targets) === true
    );
  }
}
