import { Redis, type RedisOptions } from 'ioredis';

/**
 * A network may lose a connection without a word, and the system would wait for a quarter of an hour: whoever was asked something
 * and says nothing for so long is asked again on a new connection. Longer than BullMQ's longest wait for a job, which is 10 s.
 */
export const SILENT_MS = 15_000;

/** A client of Redis that gives up a connection that fell silent. ioredis' own timer for it would outlive the connection, and cut off the next. */
export class RedisLine extends Redis {
  override sendCommand(...given: Parameters<Redis['sendCommand']>): unknown {
    const asked = this.stream as Redis['stream'] | undefined;
    const silence = setTimeout(() => asked?.destroy(), SILENT_MS).unref();
    const stop = () => clearTimeout(silence);
    given[0].promise.then(stop, stop);
    return super.sendCommand(...given);
  }

  override duplicate(changes?: Partial<RedisOptions>): RedisLine {
    return new RedisLine({ ...this.options, ...changes });
  }
}
