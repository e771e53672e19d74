import { createHash } from 'node:crypto';
import type { Board } from './board.query.js';
import type { Count } from './boards.service.js';
import type { Told, Watcher } from './watcher.js';

/** The board also moves with the clock: something becomes overdue, a day begins. No commit tells of that. */
const COUNTED_ANEW_AFTER_MS = 10_000;

/** One board that somebody watches, counted once for all who do. */
export class WatchedBoard {
  private readonly watchers = new Set<Watcher>();
  private told: Told | null = null;
  private commits: string | null = null;
  private countedAt = -Infinity;

  /** `count` counts the board, unless nothing was committed since. */
  constructor(private readonly count: (since: string | null) => Promise<Count>) {}

  get isWatched(): boolean {
    return this.watchers.size > 0;
  }

  get all(): readonly Watcher[] {
    return [...this.watchers];
  }

  /** Tells the watcher the board as it is known, and from now on whenever it is another one. */
  async join(watcher: Watcher): Promise<void> {
    this.watchers.add(watcher);
    void watcher.gone.then(() => this.watchers.delete(watcher));
    if (this.told) await watcher.tell(this.told);
  }

  /** Looks whether the board has changed, and tells it to whoever does not know it yet. */
  async look(): Promise<void> {
    const now = performance.now();
    const isOld = now - this.countedAt >= COUNTED_ANEW_AFTER_MS;
    const { commits, board } = await this.count(isOld ? null : this.commits);
    this.commits = commits;
    if (board) {
      this.countedAt = now;
      this.told = toldOf(board);
    }
    const { told } = this;
    if (told) await Promise.all(this.all.map((watcher) => watcher.tell(told)));
  }
}

/** When it was counted makes no other board of it. */
function toldOf({ at, ...figures }: Board): Told {
  const json = JSON.stringify({ at, ...figures });
  return { id: createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 16), json };
}
