import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Role } from '../platform/database/actor.js';
import { ALLOWED } from '../platform/http/allow.js';
import { PUBLIC } from '../platform/http/public.js';

/** Refuses to start with a route of which nobody has said who may call it: such a route would be closed to everybody, by oversight. */
@Injectable()
export class BootCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const forgotten = this.routes().filter(({ targets }) => !this.isDecided(targets));
    if (forgotten.length === 0) return;
    const names = forgotten.map(({ name }) => name).join(', ');
    throw new Error(`Routes with neither @Allow nor @Public: ${names}.`);
  }

  private routes() {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      const prototype = metatype?.prototype as Record<string, unknown> | undefined;
      if (!metatype || !prototype) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
        const handler = prototype[method];
        if (typeof handler !== 'function' || Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
        return [{ name: `${metatype.name}.${method}`, targets: [handler, metatype] as Targets }];
      });
    });
  }

  private isDecided(targets: Targets): boolean {
    const allowed = this.reflector.getAllAndOverride<Role[] | undefined, string>(ALLOWED, targets) ?? [];
    return (
      allowed.length > 0 || this.reflector.getAllAndOverride<boolean | undefined, string>(PUBLIC, targets) === true
    );
  }
}

type Targets = Parameters<Reflector['getAllAndOverride']>[1];
