import { createHash } from 'node:crypto';
import type { Board } from './board.query.js';
import type { Count } from './boards.service.js';
import type { GuardedStream } from '../access/streams/guarded-stream.js';
import type { StreamedState } from '../platform/http/event-stream.js';

/** The board also moves with the clock: something becomes overdue, a day begins. No commit shows that. */
const COUNT_ANEW_AFTER_MS = 10_000;

/** One board with its subscribers, counted once for all of them. */
export class SubscribedBoard {
  private readonly subscribers = new Set<GuardedStream>();
  private lastEvent: StreamedState | null = null;
  private commits: string | null = null;
  private countedAt = -Infinity;

  /** `count` counts the board, unless nothing was committed since. */
  constructor(private readonly count: (since: string | null) => Promise<Count>) {}

  get hasSubscribers(): boolean {
    return this.subscribers.size > 0;
  }

  get all(): readonly GuardedStream[] {
    return [...this.subscribers];
  }

  /** Sends the subscriber the board as it is known, and from now on whenever it has changed. */
  async join(subscriber: GuardedStream): Promise<void> {
    this.subscribers.add(subscriber);
    void subscriber.gone.then(() => this.subscribers.delete(subscriber));
    if (this.lastEvent) await subscriber.send(this.lastEvent);
  }

  /** Counts the board if it may have changed, and sends it to every subscriber that does not have it yet. */
  async refresh(): Promise<void> {
    const now = performance.now();
    const isOld = now - this.countedAt >= COUNT_ANEW_AFTER_MS;
    const { commits, board } = await this.count(isOld ? null : this.commits);
    this.commits = commits;
    if (board) {
      this.countedAt = now;
      this.lastEvent = toEvent(board);
    }
    const { lastEvent } = this;
    if (lastEvent) await Promise.all(this.all.map((subscriber) => subscriber.send(lastEvent)));
  }
}

/** The instant of the count does not change the id. */
function toEvent({ at, ...figures }: Board): StreamedState {
  const json = JSON.stringify({ at, ...figures });
  return { id: createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 16), json };
}
