import { Redis, type RedisOptions } from 'ioredis';

/**
 * A network may lose a connection in silence, and the system would wait for a quarter of an hour: a command without an answer for so
 * long is sent again on a new connection. Longer than BullMQ's longest wait for a job, which is 10 s.
 */
export const ANSWER_TIMEOUT_MS = 15_000;

/** A client of Redis that gives up a connection that fell silent. ioredis' own timer for it would outlive the connection, and cut off the next. */
export class RedisConnection extends Redis {
  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    const stream = this.stream as Redis['stream'] | undefined;
    const silence = setTimeout(() => stream?.destroy(), ANSWER_TIMEOUT_MS).unref();
    const stop = () => clearTimeout(silence);
    args[0].promise.then(stop, stop);
    return super.sendCommand(...args);
  }

  override duplicate(changes?: Partial<RedisOptions>): RedisConnection {
    return new RedisConnection({ ...this.options, ...changes });
  }
}
