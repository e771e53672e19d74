import type { EventStream } from '../platform/http/event-stream.js';

/** Proxies end connections on which nothing moves, the impatient ones after half a minute. */
const HEARTBEAT_AFTER_MS = 15_000;

/** A board as it is sent: the same id means the same figures, whoever counted them and when. */
export interface BoardEvent {
  readonly id: string;
  readonly json: string;
}

/** One stream of a board. */
export class Subscriber {
  private lastId: string | null = null;
  private sentAt = -Infinity;

  /** `isAllowed` says whether the key is still good: under one that is not, nothing is sent. */
  constructor(
    private readonly stream: EventStream,
    private readonly isAllowed: () => Promise<boolean>,
  ) {}

  /** Resolves when the connection is over. */
  get gone(): Promise<void> {
    return this.stream.gone;
  }

  /** Sends the board, if it is not the one sent last; else, from time to time, a comment that keeps the connection open. */
  async send({ id, json }: BoardEvent): Promise<void> {
    const isChanged = this.lastId !== id;
    if (!isChanged && performance.now() - this.sentAt < HEARTBEAT_AFTER_MS) return;
    if (!(await this.isAllowed())) return this.stream.finish();
    if (isChanged) this.stream.send(id, json);
    // A receiver that has not even read what came before is gone, or will never catch up.
    else if (!this.stream.beat()) this.stream.cut();
    this.lastId = id;
    this.sentAt = performance.now();
  }

  /** Ends the stream, if need be by ending the connection, and resolves when that is over. */
  async finish(withinMs: number): Promise<void> {
    const late = setTimeout(() => this.stream.cut(), withinMs);
    this.stream.finish();
    await this.gone;
    clearTimeout(late);
  }
}
