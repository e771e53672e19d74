import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Histogram, type Registry } from 'prom-client';
import type { AuthenticatedRequest } from './request.js';

/** From a look-up by key to a report of years. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Asked every few seconds by machines: of no interest while they answer. */
const PROBES = ['/health/live', '/health/ready', '/metrics'];

/**
 * One line and one observation a request, when its answer has gone out. Neither holds a URL, a query or a body: names and
 * numbers of firms stand there.
 */
export function logRequests(fastify: FastifyInstance, registry: Registry): void {
  const log = new Logger('requests');
  const durations = new Histogram({
    name: 'loomgate_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer, by route and status; streams until they end.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  fastify.addHook('onResponse', (request: AuthenticatedRequest, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    durations.observe({ method: request.method, route, status }, reply.elapsedTime / 1_000);
    const entry = {
      requestId: request.id,
      key: request.actor?.keyId ?? null,
      ...(request.actor?.personId ? { person: request.actor.personId } : {}),
      method: request.method,
      route,
      status,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      ...(wasCutOff(reply) ? { cutOff: true } : {}),
    };
    if (PROBES.includes(route) && status < 500) log.debug(entry);
    else log.log(entry);
    done();
  });
}

/** Whether the caller went away before the answer was out. */
const wasCutOff = (reply: FastifyReply): boolean => reply.raw.destroyed && !reply.raw.writableFinished;
