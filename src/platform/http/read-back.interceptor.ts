import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  RequestMethod,
} from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { RESPONSE_EXAMPLES } from './description/describe.js';
import { type Schema, schemaOf } from './description/example.js';
import { withoutDerivedFields } from './shapes/derived-fields.js';

type Handler = (...args: never[]) => unknown;
type Controller = new (...args: never[]) => object;

/** What the body of a PUT is read into, and how the resource is answered by the GET of the same path and by the PUT itself. */
interface ReadBack {
  readonly type: new () => object;
  readonly answer: Schema;
}

/** Lets a resource be read and sent back by PUT as it is: what the service has added to it is left out before the body is looked at. */
@Injectable()
export class ReadBackInterceptor implements NestInterceptor {
  private readonly known = new WeakMap<Handler, ReadBack | null>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method === 'PUT') {
      const readBack = this.of(context.getClass<object>() as Controller, context.getHandler() as Handler);
      if (readBack) request.body = withoutDerivedFields(request.body, readBack.type, readBack.answer);
    }
    return next.handle();
  }

  private of(controller: Controller, handler: Handler): ReadBack | null {
    const known = this.known.get(handler);
    if (known !== undefined) return known;
    const type = bodyTypeOf(controller, handler.name);
    const answers = [handler, readingOf(controller, handler)].flatMap(
      (each) => (each && (Reflect.getMetadata(RESPONSE_EXAMPLES, each) as object[] | undefined)) ?? [],
    );
    const found = type && answers.length > 0 ? { type, answer: schemaOf(answers) } : null;
    this.known.set(handler, found);
    return found;
  }
}

function bodyTypeOf(controller: Controller, method: string): ReadBack['type'] | null {
  const bound = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { index: number }
  >;
  const body = Object.entries(bound).find(([key]) => Number(key.split(':')[0]) === Number(RouteParamtypes.BODY));
  if (!body) return null;
  const types = Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) as unknown[];
  return (types[body[1].index] as ReadBack['type'] | undefined) ?? null;
}

/** The handler of GET at the path of another one. */
function readingOf(controller: Controller, handler: Handler): Handler | undefined {
  const prototype = controller.prototype as Record<string, Handler>;
  const path: unknown = Reflect.getMetadata(PATH_METADATA, handler);
  return Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name])
    .find(
      (each) =>
        typeof each === 'function' &&
        Reflect.getMetadata(METHOD_METADATA, each) === RequestMethod.GET &&
        Reflect.getMetadata(PATH_METADATA, each) === path,
    );
}
