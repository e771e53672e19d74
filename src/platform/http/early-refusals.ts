import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../messages/refusals/refusal.js';
import { notAcceptable, preferredMediaType } from './accept.js';
import { refuseWithoutHost } from './broken-requests.js';
import { RESPONSE_EXAMPLES, RESPONSE_FILE_EXAMPLES } from './description/describe.js';
import type { RouteTable } from './description/route-table.js';
import type { Handler } from './description/routes.js';
import type { RequestQuotas } from './limits/request-quotas.js';
import type { AuthenticatedRequest } from './request.js';

/** Where @ApiConsumes leaves its media types; the package does not export the name. */
const CONSUMES = 'swagger/apiConsumes';

/** The media type that programs send for a file of unknown type. */
const UNTYPED = 'application/octet-stream';

/** Authenticates the caller and refuses one whose role the route does not allow. */
export type Admit = (request: FastifyRequest, targets: Handler['targets']) => Promise<void>;

interface Admission {
  readonly quotas: RequestQuotas;
  readonly admit: Admit;
}

/**
 * Refuses what the head of a request already shows, before its body is read: more requests than the quotas of the address, the key and
 * the firm allow, a path or a method that is not there, a caller whose role is not allowed, a body or an answer in a form that the
 * route does not have.
 */
export function refuseEarly(fastify: FastifyInstance, routes: RouteTable, { quotas, admit }: Admission): void {
  fastify.addHook('onRequest', async (request: AuthenticatedRequest, reply) => {
    await quotas.admitAddress(request, reply);
    refuseWithoutHost(request);
    // The router takes a word for an id where the word has no such method.
    const isWord =
      request.routeOptions.url?.includes('/:') && !routes.methodsOf(pathOf(request)).includes(request.method);
    if (request.is404 || isWord) return refuseUnknown(request, reply, routes);
    const targets = routes.handlerOf(request.method, request.routeOptions.url);
    if (!targets) return;
    await admit(request, targets).finally(() => countCaller(request, reply));
    refuseMediaType(request, targets);
    refuseAccept(request, targets);
  });
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode === 401) await quotas.countFailure(request);
    return payload;
  });

  /** Counts also a caller whose role is not allowed: whose key it is, is known. */
  async function countCaller(request: AuthenticatedRequest, reply: FastifyReply): Promise<void> {
    if (request.actor) await quotas.admitCaller(request.actor, request, reply);
  }
}

function refuseUnknown(request: FastifyRequest, reply: FastifyReply, routes: RouteTable): void {
  const path = pathOf(request);
  const methods = routes.methodsOf(path);
  const params = { method: request.method, path: path.slice(0, 100) };
  if (methods.length === 0) throw refuse('not-found', 'route-unknown', params);
  const allowed = [...methods, 'OPTIONS'].join(', ');
  void reply.header('Allow', allowed);
  if (request.method !== 'OPTIONS') throw refuse('method-not-allowed', 'method-not-allowed', { ...params, allowed });
  void reply.status(204).send();
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '/';

/** The media types of bodies that a route accepts: JSON unless it says otherwise. */
function refuseMediaType({ headers, method }: FastifyRequest, targets: Handler['targets']): void {
  if (method === 'GET' || method === 'HEAD') return;
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    const params = { value: `Content-Encoding: ${encoding.slice(0, 40)}`, allowed: 'identity' };
    throw refuse('unsupported-media', 'media-type-unsupported', params);
  }
  const value = headers['content-type'];
  if (value === undefined) return;
  const files = metadata<string[]>(CONSUMES, targets);
  const accepted = files ? [...files, UNTYPED] : JSON_TYPES;
  const type = value.split(';')[0]?.trim().toLowerCase() ?? '';
  if (accepted.includes(type)) return;
  const params = { value: value.slice(0, 100), allowed: accepted.join(', ') };
  throw refuse('unsupported-media', 'media-type-unsupported', params);
}

const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

function refuseAccept({ headers, query }: FastifyRequest, targets: Handler['targets']): void {
  const { accept } = headers;
  // A format named in the query counts more than the header a program always sends.
  if (accept === undefined || (query as { format?: string }).format !== undefined) return;
  const files = Object.keys(metadata<Record<string, string>>(RESPONSE_FILE_EXAMPLES, targets) ?? {});
  const offered = metadata(RESPONSE_EXAMPLES, targets) === undefined ? files : ['application/json', ...files];
  if (offered.length === 0 || preferredMediaType(accept, offered) !== null) return;
  throw notAcceptable(accept, offered.join(', '));
}

const metadata = <T>(key: string, [handler, controller]: Handler['targets']): T | undefined =>
  (Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller)) as T | undefined;
