import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A handler that answers a route, with its class: where decorators leave what they know. */
export interface Handler {
  readonly controller: string;
  readonly method: string;
  readonly targets: [handler: () => unknown, controller: new () => unknown];
}

/** Every handler of a route in the service. */
export function handlersOf(discovery: DiscoveryService): Handler[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype }) => {
    const prototype = metatype?.prototype as Record<string, unknown> | undefined;
    if (!metatype || !prototype) return [];
    return scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      if (typeof handler !== 'function' || Reflect.getMetadata(METHOD_METADATA, handler) === undefined) return [];
      return [{ controller: metatype.name, method, targets: [handler, metatype] as Handler['targets'] }];
    });
  });
}
