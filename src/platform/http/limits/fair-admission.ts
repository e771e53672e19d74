import { finished } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../../messages/refusals/refusal.js';
import { countWaited } from '../../database/caller.js';
import type { RequestLimits } from '../../config/request-limits.js';
import { EventStream } from '../event-stream.js';
import type { RouteTable } from '../description/route-table.js';
import { isLongWork } from '../long-work.js';
import type { AuthenticatedRequest } from '../request.js';
import { FairShare, type AdmittedRequest } from './fair-share.js';

/** More of a firm's requests do not wait: their bodies are in memory by then. */
const WAITING_MAX = 500;
const WAITING_BYTES_MAX = 64 * 1024 * 1024;
/** Whoever waits longer is refused: an answer is due within 5 s, and the work has to wait for the database too. */
const WAIT_MS_MAX = 2_500;

interface Entered extends FastifyRequest {
  place?: AdmittedRequest;
}

/**
 * Lets as many requests of known callers be worked on at once as the setting says, in equal parts for each firm that asks. A firm that
 * sends ten times as much as the others waits for itself. What is waited for is the work, after the body has been read: who sends
 * slowly has no part of it. Reports and files, which may take a minute, have places of their own.
 */
export function admitFairly(fastify: FastifyInstance, routes: RouteTable, { requestsInWorkMax }: RequestLimits): void {
  if (requestsInWorkMax === 0) return;
  const shares = { ordinary: new FairShare(requestsInWorkMax), long: new FairShare(Math.ceil(requestsInWorkMax / 2)) };
  const bytesWaiting = new Map<string, number>();
  fastify.addHook('preHandler', async (request: AuthenticatedRequest, reply) => {
    const { actor } = request;
    const firm = actor?.organisationId ?? actor?.keyId ?? actor?.sessionId ?? null;
    if (firm === null) return;
    const targets = routes.handlerOf(request.method, request.routeOptions.url);
    const share = targets && isLongWork(targets) ? shares.long : shares.ordinary;
    const bytes = Number(request.headers['content-length'] ?? 0);
    const waiting = bytesWaiting.get(firm) ?? 0;
    if (share.waitingOf(firm) >= WAITING_MAX || waiting + bytes > WAITING_BYTES_MAX) {
      throw refuse('too-many', 'firm-busy', { seconds: '1' });
    }
    const place = share.enter(firm);
    if (place.isWaiting()) {
      bytesWaiting.set(firm, waiting + bytes);
      await entered(place, request).finally(() => {
        const left = (bytesWaiting.get(firm) ?? 0) - bytes;
        if (left > 0) bytesWaiting.set(firm, left);
        else bytesWaiting.delete(firm);
      });
    }
    (request as Entered).place = place;
    // Whatever becomes of the answer, its connection ends, or takes the next request.
    reply.raw.once('close', () => place.leave());
    if (reply.raw.destroyed || request.raw.socket.destroyed) place.leave();
  });
  leaveWithTheAnswer(fastify);
}

async function entered(place: AdmittedRequest, { raw }: FastifyRequest): Promise<void> {
  const ended = new AbortController();
  const late = new Promise<'late'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), WAIT_MS_MAX).unref();
    ended.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  const gone = new Promise<'gone'>((resolve) => {
    const leave = (): void => resolve('gone');
    raw.socket.once('close', leave);
    ended.signal.addEventListener('abort', () => raw.socket.off('close', leave));
  });
  const began = performance.now();
  const how = await Promise.race([place.entered, late, gone]);
  countWaited(performance.now() - began);
  ended.abort();
  if (how === undefined) return;
  place.leave();
  throw refuse('unavailable', 'firm-busy', { seconds: '1' });
}

/** The place is free when the answer is there, before it is sent; for a file at its end. */
function leaveWithTheAnswer(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request: Entered, _reply, payload, done) => {
    const { place } = request;
    // A stream of events lasts for hours and does nothing meanwhile; a file is work until its end.
    if (place && payload !== null && isStream(payload) && !(payload instanceof EventStream)) {
      finished(payload, () => place.leave());
    } else place?.leave();
    done(null, payload);
  });
}

const isStream = (payload: unknown): payload is NodeJS.ReadableStream =>
  typeof payload === 'object' && payload !== null && 'pipe' in payload;
