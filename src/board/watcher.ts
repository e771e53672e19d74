import type { EventStream } from '../platform/http/event-stream.js';

/** Proxies end connections on which nothing moves, the impatient ones after half a minute. */
const SIGN_OF_LIFE_AFTER_MS = 15_000;

/** A board as it is told: the same id means the same figures, whoever counted them and when. */
export interface Told {
  readonly id: string;
  readonly json: string;
}

/** Somebody who watches a board. */
export class Watcher {
  private knows: string | null = null;
  private toldAt = -Infinity;

  /** `mayWatch` tells whether the key is still good: under one that is not, nothing is told. */
  constructor(
    private readonly stream: EventStream,
    private readonly mayWatch: () => Promise<boolean>,
  ) {}

  /** Resolves when the connection is over. */
  get gone(): Promise<void> {
    return this.stream.gone;
  }

  /** Tells the board, if it is not the one told last; else, once in a while, that we are still there. */
  async tell({ id, json }: Told): Promise<void> {
    const isNews = this.knows !== id;
    if (!isNews && performance.now() - this.toldAt < SIGN_OF_LIFE_AFTER_MS) return;
    if (!(await this.mayWatch())) return this.stream.finish();
    if (isNews) this.stream.send(id, json);
    // Who did not take even what came before is gone, or will never catch up.
    else if (!this.stream.beat()) this.stream.cut();
    this.knows = id;
    this.toldAt = performance.now();
  }

  /** Ends the stream, if need be by ending the connection, and resolves when that is over. */
  async finish(withinMs: number): Promise<void> {
    const late = setTimeout(() => this.stream.cut(), withinMs);
    this.stream.finish();
    await this.gone;
    clearTimeout(late);
  }
}
