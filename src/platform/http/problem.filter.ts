import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../messages/refusals/refusal.js';
import { languageOf } from '../../vocabulary/language.js';
import { AlreadyAnswered } from '../database/idempotency-keys.js';
import { AnswerWithoutBody, setResponseHeaders } from './response-headers.interceptor.js';
import { faultProblem, problemOf, refusalOf, RETRY_AFTER_SECONDS } from './problem.js';

/** The one place where refusals become HTTP. Nothing internal leaves: a fault of the service goes into the log only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    if (error instanceof AlreadyAnswered) {
      // Nest set the route's own status before the handler ran: a replay has the status of the first answer.
      void reply.header('Idempotency-Replayed', 'true').send(setResponseHeaders(error.body, request, reply));
      return;
    }
    if (error instanceof AnswerWithoutBody) {
      void reply.header('Preference-Applied', 'return=minimal').status(204).send();
      return;
    }
    this.refuse(error, request, reply);
  }

  private refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const language = languageOf(request.headers['accept-language']);
    const at = { path: request.url.split('?')[0] ?? '/', requestId: request.id };
    const refusal = refusalOf(error);
    // What the database could not do is logged where it was noticed (DatabaseLiveness).
    if (!refusal)
      this.log.error(`${request.method} ${at.path} ${request.id}: ${String(error)}`, (error as Error)?.stack);
    const problem = refusal ? problemOf(refusal, language, at) : faultProblem(language, at);
    if (problem.status === 401) void reply.header('WWW-Authenticate', challengeFor(request));
    const retryAfter = retryAfterOf(problem.status, refusal);
    if (retryAfter !== null) void reply.header('Retry-After', retryAfter);
    void reply
      .header('Content-Language', language)
      .status(problem.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}

/** When to try again, in seconds; null where trying again would change nothing. */
function retryAfterOf(status: number, refusal: Refusal | null): string | null {
  if (status !== 429 && status !== 503) return null;
  return refusal?.params['seconds'] ?? RETRY_AFTER_SECONDS;
}

/** A browser answers "Basic" with a window of its own for name and password, over the page that has a sign-in. */
const challengeFor = ({ headers }: FastifyRequest): string =>
  headers['sec-fetch-mode'] === undefined ? 'Bearer, Basic realm="loomgate"' : 'Bearer';
