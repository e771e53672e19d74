import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../messages/refusals/refusal.js';
import type { Actor } from '../../platform/database/actor.js';
import { EventStream } from '../../platform/http/event-stream.js';
import { Authentication } from '../authentication.service.js';
import { GuardedStream } from './guarded-stream.js';

/** Each kind is counted for itself: boards do not keep an import from being watched. */
export type StreamKind = 'board' | 'import' | 'events';

/** The request that asks for a stream, and its answer. */
export interface StreamRequest {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A person has so many screens, or tabs, and no more. */
const STREAMS_A_CALLER_MAX = 10;
const FINISH_WITHIN_MS = 300;

/** The one door to streams of events: who may have one, how many, and that they end with the caller's key or session, or this process. */
@Injectable()
export class Streams implements BeforeApplicationShutdown {
  private readonly open = new Map<GuardedStream, { readonly kind: StreamKind; readonly caller: string }>();
  private isEnding = false;

  constructor(private readonly authentication: Authentication) {}

  /** Begins a stream. Refuses, before anything is answered, one too many of the caller (429), and any while this process stops (503). */
  begin(kind: StreamKind, actor: Actor, { request, reply }: StreamRequest): GuardedStream {
    if (this.isEnding) throw refuse('unavailable', 'service-unavailable');
    const caller = actor.sessionId ?? actor.keyId ?? actor.personId ?? actor.name;
    const already = [...this.open.values()].filter((one) => one.kind === kind && one.caller === caller);
    if (already.length >= STREAMS_A_CALLER_MAX) {
      throw refuse('too-many', 'streams-too-many', { max: String(STREAMS_A_CALLER_MAX) });
    }
    const isAllowed = () => this.authentication.isStillGood(request, actor);
    const stream = new GuardedStream(new EventStream(reply), isAllowed);
    this.open.set(stream, { kind, caller });
    void stream.gone.then(() => this.open.delete(stream));
    return stream;
  }

  /** How many of a kind are open in this process. */
  count(kind: StreamKind): number {
    return [...this.open.values()].filter((one) => one.kind === kind).length;
  }

  /** Ends every stream before the server waits for its connections. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isEnding = true;
    await Promise.all([...this.open.keys()].map((stream) => stream.finish(FINISH_WITHIN_MS)));
  }
}
