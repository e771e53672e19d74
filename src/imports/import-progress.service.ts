import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '../messages/refusals/refusal.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { EventStream } from '../platform/http/event-stream.js';
import { isId } from '../vocabulary/id.js';
import type { ImportView } from './imports.dto.js';
import { viewById } from './imports.query.js';

const LOOK_EVERY_MS = 400;
/** Proxies end connections on which nothing moves, the impatient ones after half a minute. */
const BEAT_EVERY_MS = 15_000;
const STREAMS_A_KEY_MAX = 10;

export interface ProgressRequest {
  /** Begins the answer. */
  readonly open: () => EventStream;
  /** Whether the key is still good. */
  readonly isAllowed: () => Promise<boolean>;
}

/** Sends how far an import is, whichever process works on it, until it has ended. */
@Injectable()
export class ImportProgressService implements BeforeApplicationShutdown {
  private readonly ending = new AbortController();
  private readonly streams = new Map<string, number>();

  constructor(private readonly database: Database) {}

  /** Refuses, before anything is answered, an import that the caller cannot see (404), and too many streams of one key (429). */
  async follow(actor: Actor, id: string, { open, isAllowed }: ProgressRequest): Promise<void> {
    const first = await this.viewOf(actor, id);
    if (!first) throw refuse('not-found', 'not-found');
    const uncount = this.count(actor.keyId ?? actor.name);
    const stream = open();
    void stream.gone.then(uncount);
    await this.send(stream, first, async () => ((await isAllowed()) ? this.viewOf(actor, id) : null));
  }

  beforeApplicationShutdown(): void {
    this.ending.abort();
  }

  private async send(stream: EventStream, first: ImportView, look: () => Promise<ImportView | null>): Promise<void> {
    let [view, sent, sentAt]: [ImportView | null, string, number] = [first, '', 0];
    const { signal } = this.ending;
    while (view && !stream.destroyed && !signal.aborted) {
      const json = JSON.stringify(view);
      if (json !== sent) {
        stream.send(`${view.state}-${view.accepted + view.rejected + view.unchanged}`, json);
        [sent, sentAt] = [json, performance.now()];
      } else if (performance.now() - sentAt > BEAT_EVERY_MS) {
        if (!stream.beat()) return stream.cut();
        sentAt = performance.now();
      }
      if (view.state === 'finished' || view.state === 'failed') break;
      await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      view = await look().catch(() => view);
    }
    stream.finish();
  }

  private viewOf(actor: Actor, id: string): Promise<ImportView | null> {
    return this.database.transaction(actor, async (tx) => (isId(id) ? viewById(tx, id) : null));
  }

  private count(key: string): () => void {
    const open = this.streams.get(key) ?? 0;
    if (open >= STREAMS_A_KEY_MAX) throw refuse('too-many', 'streams-too-many', { max: String(STREAMS_A_KEY_MAX) });
    this.streams.set(key, open + 1);
    return () => this.streams.set(key, Math.max(0, (this.streams.get(key) ?? 1) - 1));
  }
}
