import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../vocabulary/id.js';
import { languageOf } from '../../vocabulary/language.js';
import { type Refusal, refuse } from '../../messages/refusals/refusal.js';
import type { RequestQuotas } from './limits/request-quotas.js';
import { problemOf, refusalOf } from './problem.js';

/** How long the connection of a client that sent no HTTP stays open after the answer. */
const LINGER_MS = 2_000;
const answered = new WeakSet<Socket>();

/** What Node would answer itself, or not at all: an unknown expectation, which may be ignored, and CONNECT. */
export function answerOddRequests(server: Server, quotas: RequestQuotas): void {
  const answerClientError = answerClientErrors(quotas);
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket: Socket) =>
    answerClientError(Object.assign(new Error('a tunnel'), { code: 'CONNECT' }), socket),
  );
}

/** RFC 9112 3.2. Node's own check answers without a body. */
export function refuseWithoutHost({ raw, headers }: FastifyRequest): void {
  if (raw.httpVersion === '1.1' && headers.host === undefined)
    throw refuse('malformed', 'request-broken', { reason: 'Host' });
}

/** What the router itself refuses: no hook and no filter sees it. */
export const answerFrameworkErrors =
  (quotas: RequestQuotas) =>
  (error: Error, request: FastifyRequest, reply: FastifyReply): void =>
    void quotas.headersFor(request.ip).then((headers) => answerFrameworkError(error, request, reply.headers(headers)));

function answerFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request.headers['accept-language']);
  const refusal = refusalOf(error) ?? refuse('malformed', 'request-broken');
  const problem = problemOf(refusal, language, { path: pathOf(request.raw.url), requestId: request.id });
  void reply
    .status(problem.status)
    .header('X-Request-Id', request.id)
    .header('X-Content-Type-Options', 'nosniff')
    .header('Cache-Control', 'no-store')
    .header('Content-Language', language)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** What the parser of Node refuses: there is no request, only a connection. */
export const answerClientErrors =
  (quotas: RequestQuotas) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (answered.has(socket)) return;
    answered.add(socket);
    void quotas.headersFor(socket.remoteAddress).then((headers) => answerClientError(error, socket, headers));
  };

function answerClientError(
  error: Error & { code?: string },
  socket: Socket,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable || hasAnswerUnderWay(socket)) {
    socket.destroy();
    return;
  }
  const requestId = newId();
  const problem = problemOf(clientRefusal(error.code), languageOf(undefined), { path: '', requestId });
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Content-Language: zh',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Node keeps the answer that a connection is giving in a field of its own. */
const hasAnswerUnderWay = (socket: Socket): boolean =>
  (socket as { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent === true;

function clientRefusal(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('headers-too-large', 'headers-too-large', { max: '16384' });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse('timed-out', 'request-timeout');
  return refuse('malformed', 'request-broken', { reason: code?.slice(0, 60) ?? '' });
}

const pathOf = (url: string | undefined): string => (url ?? '/').split('?')[0]?.slice(0, 200) ?? '/';
