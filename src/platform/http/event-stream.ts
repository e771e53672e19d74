import { finished, Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** How long a client waits before it connects anew. */
const RECONNECT_MS = 2_000;

/** What a slow reader may leave waiting of events that are each sent; several times what a page is behind after a second. */
const WAITING_MAX = 256 * 1024;

/** A state as it is sent: the same id means the same state. */
export interface StreamedState {
  readonly id: string;
  readonly json: string;
}

/**
 * Server-sent events. Of a state only the present one matters (`send`): one that waits for its reader is replaced by the next, so that
 * a slow reader skips and nothing piles up. What happened is sent whole and in order (`append`), or the stream is over.
 */
export class EventStream extends Readable {
  private waiting: string | null = null;
  private ended = false;
  private isAsked = false;
  /** Resolves when the connection is over, whoever ended it. */
  readonly gone: Promise<void>;

  /** Answers with the stream, in a way that proxies pass on as it comes. The connection is used for nothing else afterwards. */
  constructor(private readonly reply: FastifyReply) {
    super({ highWaterMark: 1 });
    this.gone = new Promise((resolve) => finished(reply.raw, () => resolve()));
    // Also where nobody reads the body: a HEAD request is over at once.
    void this.gone.then(() => this.destroy());
    this.push(`retry: ${RECONNECT_MS}\n\n`);
    void reply
      .type('text/event-stream; charset=utf-8')
      .header('X-Accel-Buffering', 'no')
      .header('Connection', 'close')
      .send(this);
  }

  /** Whether its end was asked for. */
  get isOver(): boolean {
    return this.ended;
  }

  /** Sends this, and not what still waits. */
  send({ id, json }: StreamedState): void {
    this.waiting = `id: ${id}\ndata: ${json}\n\n`;
    this.flush();
  }

  /**
   * Sends events after what still waits. The id comes last and by itself, which is no event to the reader: who is cut off between two
   * of them gets all of them again. False when the reader is too far behind: then nothing was added.
   */
  append(id: string, events: readonly string[]): boolean {
    const text = [...events.map((json) => `data: ${json}`), `id: ${id}`].map((line) => `${line}\n\n`).join('');
    const waiting = (this.waiting ?? '') + text;
    if (waiting.length > WAITING_MAX) return false;
    this.waiting = waiting;
    this.flush();
    return true;
  }

  /** Sends a comment, or an id alone, so that nobody takes the connection for dead. False when the reader has not taken what came before. */
  beat(id?: string): boolean {
    if (!this.isAsked) return false;
    this.waiting = id === undefined ? ': \n\n' : `id: ${id}\n\n`;
    this.flush();
    return true;
  }

  /** Ends the answer, after what waits. */
  finish(): void {
    if (this.ended || this.destroyed) return;
    this.ended = true;
    if (this.waiting !== null) this.push(this.waiting);
    this.push(null);
  }

  /** Ends the connection, whatever is still under way. */
  cut(): void {
    this.reply.raw.destroy();
  }

  override _read(): void {
    this.isAsked = true;
    this.flush();
  }

  private flush(): void {
    if (!this.isAsked || this.waiting === null || this.ended || this.destroyed) return;
    this.isAsked = false;
    const event = this.waiting;
    this.waiting = null;
    this.push(event);
  }
}
