import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge } from 'prom-client';
import type { Actor } from '../platform/database/actor.js';
import { Metrics } from '../platform/health/metrics.js';
import type { EventStream } from '../platform/http/event-stream.js';
import { refuse, Refusal } from '../messages/refusal.js';
import { Boards } from './boards.service.js';
import { Places } from './places.js';
import { WatchedBoard } from './watched-board.js';
import { Watcher } from './watcher.js';
import { warnUnlessOutage } from '../platform/queue/outage.js';

/** A change is told within a second of its commit: that leaves time for a look, a rest and a count. */
const LOOK_EVERY_MS = 300;
const AFTER_A_FAULT_MS = 1_000;
const STREAMS_A_KEY_MAX = 10;
/** Of the connections to the database; the others are for those who ask something. */
const LOOKS_AT_ONCE = 3;
const LAST_WORDS_MS = 300;

/** Who comes to watch: `open` begins the answer, and `mayWatch` tells whether the key is still good. */
export interface Visit {
  readonly open: () => EventStream;
  readonly mayWatch: () => Promise<boolean>;
}

/**
 * Tells those who watch a board when it changes, whichever process changed it: while anybody watches, each board is looked
 * at a few times a second, once for all who may see the same. A look that takes long is followed by a rest as long.
 */
@Injectable()
export class BoardWatch implements BeforeApplicationShutdown {
  private readonly log = new Logger('board');
  private readonly boards = new Map<string, WatchedBoard>();
  private readonly streams = new Map<string, number>();
  private readonly keeping = new Set<Promise<void>>();
  private readonly places = new Places(LOOKS_AT_ONCE);
  private readonly ending = new AbortController();
  private readonly counts: Counter;

  constructor(
    private readonly source: Boards,
    metrics: Metrics,
  ) {
    const { streams } = this;
    const registers = [metrics.registry];
    const help = 'How often a board was counted for those who watch it.';
    this.counts = new Counter({ name: 'loomgate_board_counts_total', help, registers });
    new Gauge({
      ...{ name: 'loomgate_board_streams', help: 'Streams of boards that are open.', registers },
      collect() {
        this.set([...streams.values()].reduce((all, one) => all + one, 0));
      },
    });
  }

  /**
   * Tells a board from now on. Refuses, before anything is answered, an unknown market (400), another office's (404), and
   * more streams of one key than a person has screens (429).
   */
  async watch(actor: Actor, market: string, visit: Visit): Promise<void> {
    const place = JSON.stringify([actor.role, actor.organisationId, actor.office, market]);
    const found = this.boards.get(place) ?? (await this.firstLook(actor, market));
    const leave = this.enter(actor.keyId ?? actor.name);
    const watcher = new Watcher(visit.open(), visit.mayWatch);
    void watcher.gone.then(leave);
    // Somebody else may have come first while this one looked.
    const board = this.boards.get(place) ?? found;
    const joined = board.join(watcher);
    if (!this.boards.has(place)) this.keep(place, board);
    await joined;
  }

  /** Ends every stream before the server waits for its connections. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    const watchers = [...this.boards.values()].flatMap(({ all }) => all);
    await Promise.all(watchers.map((watcher) => watcher.finish(LAST_WORDS_MS)));
    await Promise.all(this.keeping);
  }

  private async firstLook({ idempotencyKey: _, ...actor }: Actor, market: string): Promise<WatchedBoard> {
    const board = new WatchedBoard(async (since) => {
      const count = await this.source.since(actor, market, since);
      if (count.board) this.counts.inc();
      return count;
    });
    await board.look();
    return board;
  }

  private enter(key: string): () => void {
    if (this.ending.signal.aborted) throw refuse('unavailable', 'service-unavailable');
    const open = this.streams.get(key) ?? 0;
    if (open >= STREAMS_A_KEY_MAX) throw refuse('too-many', 'streams-too-many', { max: String(STREAMS_A_KEY_MAX) });
    this.streams.set(key, open + 1);
    return () => {
      const left = (this.streams.get(key) ?? 1) - 1;
      if (left > 0) this.streams.set(key, left);
      else this.streams.delete(key);
    };
  }

  private keep(place: string, board: WatchedBoard): void {
    this.boards.set(place, board);
    const kept = this.lookOnAndOn(place, board);
    this.keeping.add(kept);
    void kept.finally(() => this.keeping.delete(kept));
  }

  private async lookOnAndOn(place: string, board: WatchedBoard): Promise<void> {
    const { signal } = this.ending;
    let restMs = LOOK_EVERY_MS;
    while (board.isWatched && !signal.aborted) {
      await pause(restMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (board.isWatched && !signal.aborted) restMs = await this.look(board);
    }
    this.boards.delete(place);
  }

  /** Looks once, and says how long to rest afterwards. */
  private async look(board: WatchedBoard): Promise<number> {
    const began = performance.now();
    try {
      await this.places.in(() => board.look());
    } catch (error) {
      if (error instanceof Refusal) board.all.forEach((watcher) => void watcher.finish(LAST_WORDS_MS));
      else warnUnlessOutage(this.log, 'A board could not be looked at', error);
      return AFTER_A_FAULT_MS;
    }
    const tookMs = performance.now() - began;
    return Math.max(LOOK_EVERY_MS - tookMs, tookMs);
  }
}
