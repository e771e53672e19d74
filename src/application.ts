import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LogLevel } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { asCall } from './platform/database/caller.js';
import { FILE_BYTES_MAX, registerBodyParsers, registerFileParsers } from './platform/http/body.js';
import { describeApi } from './platform/http/openapi.js';
import type { Foundation } from './platform/platform.module.js';
import { newId } from './vocabulary/id.js';

const FILE_MEDIA_TYPES = ['text/csv', 'application/octet-stream'];
/** A client that sends its request slower than this is not a broker's office. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Builds the whole service on a foundation. Main listens with it; tests talk to it without a port. */
export async function createApplication(foundation: Foundation, logger: LogLevel[]): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    requestIdHeader: false,
    genReqId: () => newId(),
    requestTimeout: REQUEST_TIMEOUT_MS,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    void reply
      .header('X-Request-Id', request.id)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Cache-Control', 'no-store');
  });
  // Bodies are read by events of the socket, which do not know the call: it is entered again for the handler.
  fastify.addHook('onRequest', (_request, _reply, done) => asCall(done));
  fastify.addHook('preHandler', (_request, _reply, done) => asCall(done));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(foundation), adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  registerBodyParsers(fastify as never);
  registerFileParsers(fastify as never, FILE_MEDIA_TYPES);
  await app.register(multipart as never, { limits: { fileSize: FILE_BYTES_MAX, files: 1 } });
  describeApi(app);
  return app;
}
