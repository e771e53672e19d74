import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LoggerService, LogLevel } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { asCall } from './platform/database/caller.js';
import { AccessGuard } from './access/access.guard.js';
import { registerBodyParsers, registerFileParsers } from './platform/http/shapes/body.js';
import { answerClientErrors, answerFrameworkErrors, answerOddRequests } from './platform/http/broken-requests.js';
import { refuseEarly } from './platform/http/early-refusals.js';
import { Metrics } from './platform/health/metrics.js';
import { serveConsole } from './platform/http/console-pages.js';
import { describeApi } from './platform/http/description/openapi.js';
import { withMaskedNumbers } from './parties/masked-numbers.js';
import type { AuthenticatedRequest } from './platform/http/request.js';
import { logRequests } from './platform/http/request-log.js';
import { CONNECTIONS_LOOK_MS, limitConnections } from './platform/http/limits/connections.js';
import { admitFairly } from './platform/http/limits/fair-admission.js';
import { RequestQuotas } from './platform/http/limits/request-quotas.js';
import { RouteTable } from './platform/http/description/route-table.js';
import { answerBeforeTheBodyIsRead } from './platform/http/unread-body.js';
import { sendSecurityHeaders } from './platform/http/security-headers.js';
import { registerForms } from './platform/http/upload.js';
import type { Infrastructure } from './platform/platform.module.js';
import type { Clock } from './vocabulary/clock.js';
import { newId } from './vocabulary/id.js';

const DOCUMENT_NUMBERS = '/v1/declarations/:id/document-numbers';
const FILE_MEDIA_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];

/** Of answers, never of requests: a small body must not become a large one. Event streams go out as they come. */
/** The fastest level: answers are made anew each time, and the next level saves 5 % of the bytes for three times the work. */
const COMPRESSION = {
  threshold: 1024,
  encodings: ['br', 'gzip', 'deflate'],
  globalDecompression: false,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  zlibOptions: { level: 1 },
};

/** Builds the whole service on an opened infrastructure. service.ts listens with it; tests call it without a port. */
export async function createApplication(
  infrastructure: Infrastructure,
  logger: LoggerService | LogLevel[],
): Promise<NestFastifyApplication> {
  const { limits } = infrastructure.config;
  const quotas = new RequestQuotas(limits);
  const adapter = new FastifyAdapter({
    requestIdHeader: false,
    genReqId: () => newId(),
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.idleConnectionTimeoutMs,
    trustProxy: limits.trustedProxies.length > 0 ? [...limits.trustedProxies] : false,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerFrameworkErrors(quotas),
    clientErrorHandler: answerClientErrors(quotas),
    http: {
      requireHostHeader: false,
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: CONNECTIONS_LOOK_MS,
    },
  });
  const fastify = adapter.getInstance();
  answerOddRequests(fastify.server, quotas);
  limitConnections(fastify.server, limits);
  sendSecurityHeaders(fastify as never);
  // Bodies are read by events of the socket, which do not know the call: it is entered again for the handler.
  fastify.addHook('onRequest', (request, _reply, done) => asCall(request, done));
  fastify.addHook('preHandler', (request, _reply, done) => asCall(request, done));
  const routes = new RouteTable(fastify as never);
  answerBeforeTheBodyIsRead(fastify as never);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(infrastructure), adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  registerBodyParsers(fastify as never);
  registerFileParsers(fastify as never, FILE_MEDIA_TYPES);
  await registerForms(fastify as never);
  await app.register(compress as never, COMPRESSION);
  routes.fill(app.get(DiscoveryService, { strict: false }));
  const access = app.get(AccessGuard, { strict: false });
  maskNumbersForOfficials(fastify as never);
  refuseEarly(fastify as never, routes, { quotas, admit: (request, targets) => access.admit(request, targets) });
  admitFairly(fastify as never, routes, limits);
  logRequests(fastify as never, app.get(Metrics).registry);
  describeApi(app);
  await serveConsole(fastify as never, { hasIssuer: Boolean(infrastructure.config.oidc?.clientId) });
  return app;
}

/** Document numbers are whole for the firm that has declared them alone; nobody else's answer can be forgotten (POST …/document-numbers). */
function maskNumbersForOfficials(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', (request: AuthenticatedRequest, _reply, payload, done) => {
    const isWhole = request.actor?.role === 'broker' || request.routeOptions.url === DOCUMENT_NUMBERS;
    done(null, isWhole ? payload : withMaskedNumbers(payload));
  });
}

/** A second application beside the first, on a clock of its own. Closing it leaves the queue to the first, which closes it. */
export function createSecondApplication(infrastructure: Infrastructure, clock: Clock): Promise<NestFastifyApplication> {
  const queue = { ...infrastructure.queue, close: async () => undefined };
  return createApplication({ ...infrastructure, clock, queue }, ['error']);
}
