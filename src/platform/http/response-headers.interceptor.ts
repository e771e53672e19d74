import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { markCursor } from './list-cursors.js';

/** Sets the headers that follow from a body: ETag of a mutable resource, Link to the next page. */
@Injectable()
export class ResponseHeadersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    return next.handle().pipe(
      map((body) => {
        const answer = setResponseHeaders(body, request, reply);
        if (request.method === 'PUT' && prefersMinimal(request.headers['prefer'])) throw new AnswerWithoutBody();
        return answer;
      }),
    );
  }
}

/** Ends a request that is done and whose caller does not want the echo (RFC 7240). Nest would set the status of the route again. */
export class AnswerWithoutBody extends Error {}

const RETURN_MINIMAL = /^\s*return\s*=\s*"?minimal"?\s*(;|$)/i;

/** Preferences are a list; one that is not known, or not understood, is left aside. */
const prefersMinimal = (prefer: string | string[] | undefined): boolean =>
  [prefer ?? []].flat().some((header) => header.split(',').some((preference) => RETURN_MINIMAL.test(preference)));

/** `revision` counts every change of a row; it is what If-Match compares. */
export const etagOf = (revision: number): string => `"r${revision}"`;

/** The headers of an answer, and the answer: the cursor of a list belongs to what was asked. */
export function setResponseHeaders(body: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  if (body === null || typeof body !== 'object') return body;
  if ('revision' in body && typeof body.revision === 'number') {
    // For If-Match only. No 304 depends on it: an answer may show other rows too, which have revisions of their own.
    void reply.header('ETag', etagOf(body.revision));
  }
  if ('nextCursor' in body && typeof body.nextCursor === 'string') {
    const nextCursor = markCursor(body.nextCursor, request.url);
    const url = new URL(request.url, 'http://local');
    url.searchParams.set('cursor', nextCursor);
    void reply.header('Link', `<${url.pathname}${url.search}>; rel="next"`);
    return { ...body, nextCursor };
  }
  return body;
}
