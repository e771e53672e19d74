import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ApiDocument, apiDocument, type Asked, type Sent, undescribed } from './described.js';

/** Every answer of a story, held against the API description: whatever the story asks, the description must know the answer. */
export interface Descriptions {
  /** The routes that were registered, as "get /v1/keys/{id}". */
  routes(): string[];
  assertDescribed(office: Asked): Promise<void>;
}

/** Depends on the code alone: the services of one process give the same, and each would take a while to make it. */
let known: ApiDocument | null = null;

/** Listens to what a service answers; before it is initialised, or the hook meets no route. */
export function listenTo(app: NestFastifyApplication): Descriptions {
  const sent: Sent[] = [];
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', async (request, reply, payload) => {
    const route = request.routeOptions.url;
    // A word that the router took for an id is another path than the route's.
    if (
      route !== undefined &&
      reply.statusCode !== 405 &&
      (typeof payload === 'string' || payload === null || payload === undefined)
    ) {
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
  return {
    routes: () => [...routes],
    async assertDescribed(office) {
      if (!office.isOpen) return;
      const document = (known ??= await apiDocument(office));
      const faults = sent.splice(0).flatMap((answer) => undescribed(document, answer));
      expect([...new Set(faults)]).toEqual([]);
    },
  };
}
