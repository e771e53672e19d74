import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notAcceptable, preferredMediaType } from './accept.js';
import { PAGE_HEADERS } from './security-headers.js';

/** Beside src/ in a working copy, one folder further up from a build. */
const PLACES = ['../../../console/dist', '../../../../console/dist'];
const HTML = 'text/html';
const FILE_NAME = /^[\w-]+(\.[\w-]+)+$/;

interface ConsoleOptions {
  /** People sign in at an issuer as well. */
  readonly hasIssuer: boolean;
}

/**
 * Serves the console: `/` and the paths of its pages (`routes.json` of the build names them) answer with the one page, `/assets` with
 * its files. Their names hold a digest of their content, so that a browser asks for each once; the page itself is asked for anew each time.
 * Every other path stays the API's. Without a build there are no pages, and the service runs all the same.
 */
export async function serveConsole(fastify: FastifyInstance, { hasIssuer }: ConsoleOptions): Promise<void> {
  const root = PLACES.map((path) => join(__dirname, path)).find((path) => existsSync(join(path, 'index.html')));
  if (!root) return;
  const routes = JSON.parse(readFileSync(join(root, 'routes.json'), 'utf8')) as string[];
  await fastify.register(fastifyStatic, { root, serve: false, preCompressed: true });
  const html = hasIssuer ? withIssuer(readFileSync(join(root, 'index.html'), 'utf8')) : null;
  const page = (request: FastifyRequest, reply: FastifyReply) => sendPage(request, reply, html);
  for (const path of ['', ...routes]) fastify.get(`/${path}`, page);
  for (const path of routes) fastify.get(`/${path}/*`, page);
  fastify.get('/icon.svg', (_request, reply) => reply.headers(PAGE_HEADERS).sendFile('icon.svg'));
  // A parameter ends at a slash: the name cannot lead out of the folder.
  fastify.get<{ Params: { name: string } }>('/assets/:name', ({ params: { name } }, reply) => {
    if (!FILE_NAME.test(name)) return reply.callNotFound();
    return reply.headers(PAGE_HEADERS).sendFile(`assets/${name}`, { immutable: true, maxAge: '365d' });
  });
}

/** Writes into the page that people may sign in at the issuer: whether one is set up is known only when the service starts. */
const withIssuer = (html: string): string => html.replace('</head>', '<meta name="sign-in" content="oidc" /></head>');

/** The page as it was built; or, where something was written into it at the start, this text of it. */
function sendPage({ headers }: FastifyRequest, reply: FastifyReply, html: string | null): FastifyReply {
  const { accept } = headers;
  if (preferredMediaType(accept, [HTML]) === null) throw notAcceptable(accept ?? '', HTML);
  if (html !== null)
    return reply
      .headers({ ...PAGE_HEADERS, 'Cache-Control': 'public, max-age=0' })
      .type(HTML)
      .send(html);
  return reply.headers(PAGE_HEADERS).sendFile('index.html', { maxAge: 0 });
}
