import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { type Handler, handlersOf } from './routes.js';

/** Which methods a path has, and which handler answers a route: known before a body is read. */
export class RouteTable {
  private readonly routes: { method: string; segments: readonly string[] }[] = [];
  private readonly handlers = new Map<string, Handler['targets']>();

  /** Notes every route that is registered with the server, those without a handler of ours too. */
  constructor(fastify: FastifyInstance) {
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) this.routes.push({ method: one, segments: url.split('/') });
    });
  }

  /** Notes which handler answers which route. */
  fill(discovery: DiscoveryService): void {
    for (const { targets } of handlersOf(discovery)) {
      const [handler, controller] = targets;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod;
      for (const base of pathsOf(controller)) {
        for (const path of pathsOf(handler)) {
          this.handlers.set(`${RequestMethod[method]} ${joined(base, path)}`, targets);
        }
      }
    }
  }

  /** The handler of a route as the router names it; undefined for what is no handler of ours. */
  handlerOf(method: string, url: string | undefined): Handler['targets'] | undefined {
    return this.handlers.get(`${method === 'HEAD' ? 'GET' : method} ${url}`);
  }

  /**
   * The methods a path has, without its query; none for a path that is not there. Of a word in a path, as `preview`, those of its own routes: it is no
   * id, and what is answered of an id is not answered of it.
   */
  methodsOf(path: string): string[] {
    const asked = path.split('/');
    const fitting = this.routes.filter(({ segments }) => fits(segments, asked));
    const nearest = Math.max(...fitting.map(({ segments }) => wordsOf(segments)));
    const found = fitting.filter(({ segments }) => wordsOf(segments) === nearest).map(({ method }) => method);
    return [...new Set(found)].sort();
  }
}

const wordsOf = (segments: readonly string[]): number => segments.filter((segment) => !/^[:*]/.test(segment)).length;

const pathsOf = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();

const joined = (...paths: string[]): string =>
  `/${paths
    .flatMap((path) => path.split('/'))
    .filter((segment) => segment !== '')
    .join('/')}`;

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  if (segments.at(-1) === '*') return segments.slice(0, -1).every((segment, index) => segment === asked[index]);
  return (
    segments.length === asked.length &&
    segments.every((segment, index) => segment === asked[index] || (segment.startsWith(':') && asked[index] !== ''))
  );
}
