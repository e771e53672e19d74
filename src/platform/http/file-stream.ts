import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Files up to here are sent whole, with their length and digest in the head. */
const SMALL_BYTES = 1024 * 1024;
/** What may wait for a reader. */
const WAITING_BYTES = 512 * 1024;
const DIGEST = 'X-Content-SHA256';
/** A reader that takes nothing for so long is given up. */
const STALLED_MS = 60_000;
const LOOK_EVERY_MS = 4_000;

export interface FileToSend {
  readonly mediaType: string;
  readonly disposition: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: AsyncIterable<Buffer>;
  /** Called every few seconds while a slow reader is waited for: what is open behind the pieces stays open. */
  readonly keepOpen?: () => Promise<unknown>;
}

/** Writes a file while what it is read from is open. */
export type Send = (file: FileToSend) => Promise<void>;

/**
 * The answer with a file. `open` opens what the file is read from, calls `send` with it, and closes it when that has resolved: after
 * the last byte was handed over, or the reader has gone. What `open` refuses before that is refused.
 */
export function answerWithFile(
  reply: FastifyReply,
  open: (send: Send) => Promise<unknown>,
): Promise<Buffer | StreamableFile> {
  return new Promise((resolve, reject) => {
    open((file) => sendFile(reply, file, resolve)).catch(reject);
  });
}

/**
 * A small file has its SHA-256 in the head, `X-Content-SHA256`; of a long one it is the trailer of the same name, since it is known
 * only at the end. A file is complete or refused: where a piece fails, the connection is broken off, and no program takes what has
 * come for the whole.
 */
async function sendFile(
  reply: FastifyReply,
  file: FileToSend,
  answer: (body: Buffer | StreamableFile) => void,
): Promise<void> {
  const hash = createHash('sha256');
  const pieces = file.pieces[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let bytes = 0;
  let next = await pieces.next();
  for (; next.done !== true && bytes + next.value.length <= SMALL_BYTES; next = await pieces.next()) {
    first.push(next.value);
    bytes += next.value.length;
    hash.update(next.value);
  }
  void reply
    .type(file.mediaType)
    .header('Content-Disposition', file.disposition)
    .headers({ ...file.headers });
  if (next.done === true) {
    void reply.header(DIGEST, hash.digest('hex'));
    return answer(Buffer.concat(first));
  }
  const body = new PassThrough({ writableHighWaterMark: WAITING_BYTES });
  // A reader that goes away is no fault of ours; the loop below sees it.
  body.on('error', () => undefined);
  // By Node itself: what Fastify does for trailers comes after the end of a stream.
  void reply.header('Trailer', DIGEST);
  answer(new StreamableFile(body));
  try {
    for (const piece of first) body.write(piece);
    for (; next.done !== true; next = await pieces.next()) {
      hash.update(next.value);
      if (!body.write(next.value)) await taken(body, file.keepOpen);
      if (body.destroyed) return;
    }
    reply.raw.addTrailers({ [DIGEST]: hash.digest('hex') });
    body.end();
  } catch (error) {
    body.destroy(error as Error);
    throw error;
  } finally {
    await pieces.return?.();
  }
}

/** Waits until the reader has taken what waits, or is gone. */
async function taken(body: PassThrough, keepOpen: FileToSend['keepOpen']): Promise<void> {
  for (let waitedMs = 0; body.writableNeedDrain && !body.destroyed; waitedMs += LOOK_EVERY_MS) {
    if (waitedMs >= STALLED_MS) throw new Error('The reader of a file takes nothing any more.');
    await drainedWithin(body, LOOK_EVERY_MS);
    if (body.writableNeedDrain && !body.destroyed) await keepOpen?.();
  }
}

function drainedWithin(body: PassThrough, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      body.off('drain', done);
      body.off('close', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    body.once('drain', done);
    body.once('close', done);
  });
}
