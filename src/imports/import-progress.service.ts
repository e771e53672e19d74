import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { GuardedStream } from '../access/streams/guarded-stream.js';
import { type StreamRequest, Streams } from '../access/streams/streams.service.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { isId } from '../vocabulary/id.js';
import type { ImportView } from './imports.dto.js';
import { viewById } from './imports.query.js';

const LOOK_EVERY_MS = 400;

/** Sends how far an import is, whichever process works on it, until it has ended. */
@Injectable()
export class ImportProgressService implements BeforeApplicationShutdown {
  private readonly ending = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly streams: Streams,
  ) {}

  /** Refuses, before anything is answered, an import that the caller cannot see (404), and too many streams of one caller (429). */
  async follow(actor: Actor, id: string, request: StreamRequest): Promise<void> {
    const first = await this.viewOf(actor, id);
    if (!first) throw refuse('not-found', 'not-found');
    await this.send(this.streams.begin('import', actor, request), first, () => this.viewOf(actor, id));
  }

  beforeApplicationShutdown(): void {
    this.ending.abort();
  }

  private async send(stream: GuardedStream, first: ImportView, look: () => Promise<ImportView | null>): Promise<void> {
    let view: ImportView | null = first;
    const { signal } = this.ending;
    while (view && !stream.isOver && !signal.aborted) {
      const done = view.accepted + view.rejected + view.unchanged;
      // While the database is away nothing is known of the caller either.
      await stream.send({ id: `${view.state}-${done}`, json: JSON.stringify(view) }).catch(() => undefined);
      if (view.state === 'finished' || view.state === 'failed') break;
      await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      view = await look().catch(() => view);
    }
    stream.end();
  }

  private viewOf(actor: Actor, id: string): Promise<ImportView | null> {
    return this.database.transaction(actor, async (tx) => (isId(id) ? viewById(tx, id) : null));
  }
}
