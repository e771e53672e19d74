import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Call, currentCall, stuckMsOf } from './caller.js';
import { CALL_STUCK_MS, type Limits } from './limits.js';
import { DatabaseLiveness } from './liveness.js';
import { DatabaseUnavailable } from './unavailable.js';

const CHECK_EVERY_MS = 200;
/** After a longer wait it is checked whether the database answers at all. */
const UNUSUAL_MS = 1_000;
/** Shorter waits do not count against a call. */
const COUNTED_MS = 200;

/** A wait for the database: for a connection, or for the answers by one. */
export class Wait {
  private since: number | null = null;
  private open = 0;
  private readonly call: Call | undefined = currentCall();

  constructor(
    readonly limits: Limits,
    /** Ends the wait: what is waited for fails with this reason. */
    readonly cancel: (reason: DatabaseUnavailable) => void,
    /** When the connection was made, if it is waited for by way of one. */
    readonly connectedAt = Infinity,
  ) {}

  for<T>(answer: Promise<T>): Promise<T> {
    if (this.open++ === 0) this.since = performance.now();
    // Not with `finally`, which would cost every statement two objects more.
    answer.then(this.ended, this.ended);
    return answer;
  }

  get silentMs(): number {
    return this.since === null ? 0 : performance.now() - this.since;
  }

  /** How long its caller has waited for nothing so far: an ordinary call may wait several times. */
  get stuckMs(): number {
    const { call, limits } = this;
    return this.silentMs + (call && limits.answerMs <= CALL_STUCK_MS ? stuckMsOf(call) : 0);
  }

  private readonly ended = (): void => {
    this.note();
    this.since = --this.open > 0 ? performance.now() : null;
  };

  private note(): void {
    if (!this.call || this.silentMs < COUNTED_MS) return;
    this.call.stuckMs = stuckMsOf(this.call) + this.silentMs;
    this.call.stuckUntil = performance.now();
  }
}

/** Ends waits for a database that is away, by a dead connection, or longer than the kind of caller allows. */
@Injectable()
export class AnswerWatch implements OnApplicationShutdown {
  private readonly waits = new Set<Wait>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly liveness: DatabaseLiveness) {
    liveness.onAway((lost) => this.cancelUnusual(lost));
  }

  /** Watches until the returned function is called. */
  watch(wait: Wait): () => void {
    this.waits.add(wait);
    this.timer ??= setInterval(() => this.check(), CHECK_EVERY_MS).unref();
    return () => void this.waits.delete(wait);
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  private check(): void {
    // Answers that came while this process was busy are read first: setImmediate runs after the sockets were read.
    setImmediate(() => {
      const unusual = [...this.waits].filter(({ silentMs }) => silentMs > UNUSUAL_MS);
      if (unusual.length === 0) return;
      void this.liveness.check();
      for (const wait of unusual) {
        const silence = new Error(`no answer for ${Math.round(wait.silentMs)} ms`);
        if (wait.connectedAt < this.liveness.staleBefore) wait.cancel(new DatabaseUnavailable('away', silence));
        else if (wait.stuckMs > wait.limits.answerMs) wait.cancel(new DatabaseUnavailable('busy', silence));
      }
    });
  }

  private cancelUnusual(lost: DatabaseUnavailable): void {
    for (const wait of this.waits) if (wait.silentMs > UNUSUAL_MS) wait.cancel(lost);
  }
}
