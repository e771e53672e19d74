import type { EventStream, StreamedState } from '../../platform/http/event-stream.js';

/** Proxies end connections on which nothing moves, the impatient ones after half a minute. */
const HEARTBEAT_AFTER_MS = 15_000;
/** A stream on which nothing happens ends about so long after its key or session. */
const CHECK_AFTER_MS = 3_000;

/** One stream of a caller: nothing is sent after its key or session has ended, or means somebody else's rows. */
export class GuardedStream {
  private lastId: string | null = null;
  private sentAt = -Infinity;
  private checkedAt = -Infinity;

  /** `isAllowed` says whether the caller still may have the stream. */
  constructor(
    private readonly stream: EventStream,
    private readonly isAllowed: () => Promise<boolean>,
  ) {}

  /** Resolves when the connection is over. */
  get gone(): Promise<void> {
    return this.stream.gone;
  }

  get isOver(): boolean {
    return this.stream.isOver || this.stream.destroyed;
  }

  /** Sends the present state, if it is not the one sent last; else, from time to time, a comment that keeps the connection open. */
  async send(state: StreamedState): Promise<void> {
    if (this.lastId === state.id) return this.keepOpen();
    if (!(await this.admit())) return;
    this.stream.send(state);
    this.lastId = state.id;
  }

  /** Sends events, each once and in order; `id` says where who connects again goes on. */
  async append(id: string, events: readonly string[]): Promise<void> {
    // What cannot be sent is not lost: the receiver connects again, and goes on where it stopped.
    if ((await this.admit()) && !this.stream.append(id, events)) this.stream.cut();
  }

  /**
   * Sends a comment if nothing was sent for long, or how far the receiver is. Ends a stream that is not allowed any more, or whose
   * receiver reads nothing.
   */
  async keepOpen(id?: string): Promise<void> {
    const now = performance.now();
    if (now - this.checkedAt < CHECK_AFTER_MS || !(await this.isAdmitted())) return;
    if (now - this.sentAt < HEARTBEAT_AFTER_MS) return;
    this.sentAt = now;
    // A receiver that has not even read what came before is gone, or will never catch up.
    if (!this.stream.beat(id)) this.stream.cut();
  }

  /** Ends the stream after what was sent, however long its receiver takes. */
  end(): void {
    this.stream.finish();
  }

  /** Ends it, if need be by ending the connection, and resolves when that is over. */
  async finish(withinMs: number): Promise<void> {
    const late = setTimeout(() => this.stream.cut(), withinMs);
    this.stream.finish();
    await this.gone;
    clearTimeout(late);
  }

  private async admit(): Promise<boolean> {
    const isAdmitted = await this.isAdmitted();
    this.sentAt = performance.now();
    return isAdmitted;
  }

  private async isAdmitted(): Promise<boolean> {
    this.checkedAt = performance.now();
    if (!(await this.isAllowed())) this.stream.finish();
    return !this.isOver;
  }
}
