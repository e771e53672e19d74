import { finished, Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** How long a client waits before it connects anew. */
const RECONNECT_MS = 2_000;

/**
 * Server-sent events of something of which only the present state matters. An event goes out when the reader takes it; one
 * that waits is replaced by the next, so that a slow reader skips and nothing piles up.
 */
export class EventStream extends Readable {
  private waiting: string | null = null;
  private isAsked = false;
  private isOver = false;
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

  /** Sends this, and not what still waits. */
  send(id: string, json: string): void {
    this.waiting = `id: ${id}\ndata: ${json}\n\n`;
    this.flush();
  }

  /** Sends a comment, so that nobody takes the connection for dead. False when the reader has not taken what came before. */
  beat(): boolean {
    if (!this.isAsked) return false;
    this.waiting = ': \n\n';
    this.flush();
    return true;
  }

  /** Ends the answer. */
  finish(): void {
    if (this.isOver || this.destroyed) return;
    this.isOver = true;
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
    if (!this.isAsked || this.waiting === null || this.isOver || this.destroyed) return;
    this.isAsked = false;
    const event = this.waiting;
    this.waiting = null;
    this.push(event);
  }
}
