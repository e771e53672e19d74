import { DiscoveryService } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ANSWERS, ANSWERS_FILE } from '../../src/platform/http/describe.js';
import { handlersOf } from '../../src/platform/http/routes.js';
import { type ApiDocument, apiDocument, type Asked, type Sent, undescribed } from './described.js';

/** Every answer of a story, held against the API description: whatever the story asks, the description must know the answer. */
export interface Descriptions {
  /** The routes that were registered, as "get /v1/keys/{id}". */
  routes(): string[];
  assertKept(office: Asked): Promise<void>;
}

/** Listens to what a service answers; before it is initialised, or the hook meets no route. */
export function listenTo(app: NestFastifyApplication): Descriptions {
  const sent: Sent[] = [];
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (request, reply, payload) => {
    const route = request.routeOptions.url;
    if (route !== undefined && (typeof payload === 'string' || payload === null || payload === undefined)) {
      const text = request.method === 'HEAD' ? '' : (payload ?? '');
      sent.push({ method: request.method, route, status: reply.statusCode, headers: reply.getHeaders(), text });
    }
    return payload;
  });
  const routes = new Set<string>();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (one !== 'HEAD') routes.add(`${one.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`);
    }
  });
  let known: { document: ApiDocument; held: Set<string> } | null = null;
  return {
    routes: () => [...routes],
    async assertKept(office) {
      if (!office.isOpen) return;
      known ??= { document: await apiDocument(office), held: held(app) };
      const { document, held: operations } = known;
      const faults = sent.splice(0).flatMap((answer) => undescribed(document, operations, answer));
      expect([...new Set(faults)]).toEqual([]);
    },
  };
}

/** The routes that describe their answers by `@Answers`, as operation ids. */
const held = (app: NestFastifyApplication): Set<string> =>
  new Set(
    handlersOf(app.get(DiscoveryService))
      .filter(({ targets: [handler] }) => [ANSWERS, ANSWERS_FILE].some((key) => Reflect.hasMetadata(key, handler)))
      .map(({ controller, method }) => `${controller}_${method}`),
  );
