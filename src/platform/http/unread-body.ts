import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** A refused body is thrown away up to here, so that its sender reads the refusal; beyond, the connection is cut. */
const DISCARDED_BYTES_MAX = 256 * 1024 * 1024;
const DISCARDED_MS_MAX = 8_000;

/**
 * An answer given before the body was read: it goes out at once, the connection ends when the sender is done. Ending it at once
 * would reset it, and most clients, which write before they read, would see a broken pipe and never the refusal.
 */
export function answerBeforeTheBodyIsRead(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    if (!isUnread(request.raw) || typeof payload !== 'string') return payload;
    // Compression would hold the answer back until its stream ends.
    request.headers['x-no-compression'] = '1';
    void reply.header('Content-Length', Buffer.byteLength(payload)).header('Connection', 'close');
    return new HeldOpen(payload, request.raw);
  });
}

const isUnread = (request: IncomingMessage): boolean =>
  !request.complete &&
  !request.readableEnded &&
  !request.destroyed &&
  (request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0);

/** The whole answer at once, its end when the body is over. */
class HeldOpen extends Readable {
  private discarded = 0;
  private isOver = false;

  constructor(
    answer: string,
    private readonly request: IncomingMessage,
  ) {
    super();
    this.push(answer);
    const timer = setTimeout(() => this.over(), DISCARDED_MS_MAX);
    timer.unref();
    for (const event of ['end', 'close', 'error']) request.once(event, () => this.over());
    request.unpipe();
    request.on('data', (chunk: Buffer) => {
      this.discarded += chunk.length;
      if (this.discarded > DISCARDED_BYTES_MAX) this.over();
    });
    request.resume();
    this.once('close', () => clearTimeout(timer));
  }

  override _read(): void {
    // Everything was pushed at the start.
  }

  private over(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.request.removeAllListeners('data');
    this.request.resume();
    this.push(null);
  }
}
