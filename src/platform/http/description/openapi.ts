import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeOperation, type Operation, type Schemas } from './operation.js';
import { PROBLEM_COMPONENTS } from './problem-answers.js';
import { handlersOf } from './routes.js';

/** As access/domain/cookie.ts has it, with what it is for. */
const SESSION_COOKIE = '__Host-loomgate';
const OF_SESSIONS =
  'Set by `POST /v1/session`. With it every method but GET and HEAD needs the `csrfToken` of that answer as `X-CSRF-Token`.';

/**
 * `/openapi.json` describes every route; `/docs` shows it, from our own origin. Made when it is first asked for: a command
 * of the command line, or the application that plays the demo, never is, and would start later for it.
 */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => documentOf(app), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
  });
}

export function documentOf(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Loomgate 织关')
    .setDescription(
      '市场采购贸易（监管方式 1039）申报、监管、统计服务。Declarations, follow-up and statistics of market-procurement trade.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addBasicAuth()
    .addCookieAuth(
      SESSION_COOKIE,
      { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: OF_SESSIONS },
      'session',
    )
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('basic')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, description);
  completeRoutes(app, document.paths, (document.components?.schemas ?? {}) as Schemas);
  const { schemas, ...components } = PROBLEM_COMPONENTS;
  document.components = {
    ...document.components,
    ...(components as object),
    schemas: { ...document.components?.schemas, ...(schemas as object) },
  };
  return document;
}

/** What holds for every route of its kind is said here, once; what is a route's own stands beside it, in its decorators. */
function completeRoutes(app: INestApplication, paths: object, schemas: Schemas): void {
  const reflector = app.get(Reflector);
  const handlers = new Map(
    handlersOf(app.get(DiscoveryService)).map((handler) => [`${handler.controller}_${handler.method}`, handler]),
  );
  for (const [path, methods] of Object.entries(paths as Record<string, Record<string, Operation>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      const handler = handlers.get(operation.operationId);
      if (!handler) throw new Error(`The API description names ${operation.operationId}, which answers no route.`);
      const metadataOf = <T>(key: string) => reflector.getAllAndOverride<T | undefined, string>(key, handler.targets);
      describeOperation(operation, { path, method, schemas }, metadataOf);
    }
  }
}
