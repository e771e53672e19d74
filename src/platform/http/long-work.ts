import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { allowLongStatements } from '../database/caller.js';

const LONG_WORK = 'loomgate:long-work';

/** A route that may have to go through much: a statement of it may work for a minute, not for seconds only. */
export const LongWork = (): ClassDecorator & MethodDecorator => SetMetadata(LONG_WORK, true);

/** Whether a handler, or its class, may have to go through much. */
export const isLongWork = (targets: readonly object[]): boolean =>
  targets.some((target) => Reflect.getMetadata(LONG_WORK, target) === true);

@Injectable()
export class LongWorkInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.getAllAndOverride<boolean>(LONG_WORK, [context.getHandler(), context.getClass()])) {
      allowLongStatements();
    }
    return next.handle();
  }
}
