import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Counter, Gauge } from 'prom-client';
import type { Actor } from '../platform/database/actor.js';
import { Metrics } from '../platform/health/metrics.js';
import type { EventStream } from '../platform/http/event-stream.js';
import { refuse, Refusal } from '../messages/refusals/refusal.js';
import { BoardsService } from './boards.service.js';
import { Semaphore } from '../platform/semaphore.js';
import { SubscribedBoard } from './subscribed-board.js';
import { Subscriber } from './subscriber.js';
import { warnUnlessOutage } from '../platform/queue/outage.js';

/** A change is sent within a second of its commit: that leaves time for a poll, a pause and a count. */
const POLL_EVERY_MS = 300;
const AFTER_A_FAULT_MS = 1_000;
const STREAMS_A_KEY_MAX = 10;
/** Of the connections to the database; the others are for requests. */
const COUNT_CONCURRENCY = 3;
const FINISH_WITHIN_MS = 300;

/** `open` begins the answer, and `isAllowed` says whether the key is still good. */
export interface SubscriptionRequest {
  readonly open: () => EventStream;
  readonly isAllowed: () => Promise<boolean>;
}

/**
 * Sends a board to its subscribers when it changes, whichever process changed it: while a board has subscribers, this process polls
 * it a few times a second, once for all who may see the same. A poll that takes long is followed by a pause as long.
 */
@Injectable()
export class BoardSubscriptionsService implements BeforeApplicationShutdown {
  private readonly log = new Logger('board');
  private readonly boards = new Map<string, SubscribedBoard>();
  private readonly streams = new Map<string, number>();
  private readonly polls = new Set<Promise<void>>();
  private readonly semaphore = new Semaphore(COUNT_CONCURRENCY);
  private readonly ending = new AbortController();
  private readonly counts: Counter;

  constructor(
    private readonly source: BoardsService,
    metrics: Metrics,
  ) {
    const { streams } = this;
    const registers = [metrics.registry];
    const help = 'How often a board was counted for its subscribers.';
    this.counts = new Counter({ name: 'loomgate_board_counts_total', help, registers });
    new Gauge({
      ...{ name: 'loomgate_board_streams', help: 'Streams of boards that are open.', registers },
      collect() {
        this.set([...streams.values()].reduce((all, one) => all + one, 0));
      },
    });
  }

  /**
   * Sends a board from now on. Refuses, before anything is answered, an unknown market (400), another office's (404), and
   * more streams of one key or session than a person has screens (429).
   */
  async subscribe(actor: Actor, market: string, request: SubscriptionRequest): Promise<void> {
    const place = JSON.stringify([actor.role, actor.organisationId, actor.office, actor.onlyMarket, market]);
    const found = this.boards.get(place) ?? (await this.loadBoard(actor, market));
    const uncount = this.countStream(actor.sessionId ?? actor.keyId ?? actor.name);
    const subscriber = new Subscriber(request.open(), request.isAllowed);
    void subscriber.gone.then(uncount);
    // Another subscriber may have come first while this one counted.
    const board = this.boards.get(place) ?? found;
    const joined = board.join(subscriber);
    if (!this.boards.has(place)) this.startPolling(place, board);
    await joined;
  }

  /** Ends every stream before the server waits for its connections. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    const subscribers = [...this.boards.values()].flatMap(({ all }) => all);
    await Promise.all(subscribers.map((subscriber) => subscriber.finish(FINISH_WITHIN_MS)));
    await Promise.all(this.polls);
  }

  private async loadBoard({ idempotencyKey: _, ...actor }: Actor, market: string): Promise<SubscribedBoard> {
    const board = new SubscribedBoard(async (since) => {
      const count = await this.source.since(actor, market, since);
      if (count.board) this.counts.inc();
      return count;
    });
    await board.refresh();
    return board;
  }

  private countStream(key: string): () => void {
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

  private startPolling(place: string, board: SubscribedBoard): void {
    this.boards.set(place, board);
    const polling = this.poll(place, board);
    this.polls.add(polling);
    void polling.finally(() => this.polls.delete(polling));
  }

  private async poll(place: string, board: SubscribedBoard): Promise<void> {
    const { signal } = this.ending;
    let pauseMs = POLL_EVERY_MS;
    while (board.hasSubscribers && !signal.aborted) {
      await pause(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (board.hasSubscribers && !signal.aborted) pauseMs = await this.refresh(board);
    }
    this.boards.delete(place);
  }

  /** Refreshes once, and returns how long to pause afterwards. */
  private async refresh(board: SubscribedBoard): Promise<number> {
    const began = performance.now();
    try {
      await this.semaphore.run(() => board.refresh());
    } catch (error) {
      if (error instanceof Refusal) board.all.forEach((subscriber) => void subscriber.finish(FINISH_WITHIN_MS));
      else warnUnlessOutage(this.log, 'A board could not be counted', error);
      return AFTER_A_FAULT_MS;
    }
    const tookMs = performance.now() - began;
    return Math.max(POLL_EVERY_MS - tookMs, tookMs);
  }
}
