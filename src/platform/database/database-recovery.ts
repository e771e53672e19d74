import { Injectable } from '@nestjs/common';
import { DatabaseLiveness } from './liveness.js';
import { isDatabaseAway } from './unavailable.js';

const CHECK_EVERY_MS = 250;
const LONGEST_WAIT_MS = 4_000;
/** Work that fails so often although the database answers in between has a cause of its own: its error is passed on. */
const REPEATS_MAX = 5;

/** Work was given up because the process stops while the database is away: it failed at nothing. */
export class InterruptedWhileAway extends Error {
  override readonly name = 'InterruptedWhileAway';

  constructor(override readonly cause: Error) {
    super(`The process stops while the database is away: ${cause.message}`);
  }
}

/** Lets background work wait for a database that is away, and does the work again as soon as it is back. */
@Injectable()
export class DatabaseRecovery {
  constructor(private readonly liveness: DatabaseLiveness) {}

  /**
   * Does the work; when it fails because the database is away, waits until that answers and does it again, so it must be harmless
   * when done twice. Any other error is thrown as it is. `isStopping` ends the wait with InterruptedWhileAway.
   */
  async repeat<T>(work: () => Promise<T>, isStopping: () => boolean): Promise<T> {
    for (let repeats = 0; ; repeats++) {
      await this.waitForDatabase(isStopping);
      try {
        return await work();
      } catch (error) {
        if (!isDatabaseAway(error) || repeats >= REPEATS_MAX) throw error;
        await this.liveness.check();
        if (repeats > 0) await wait(Math.min(CHECK_EVERY_MS * 2 ** repeats, LONGEST_WAIT_MS));
      }
    }
  }

  private async waitForDatabase(isStopping: () => boolean): Promise<void> {
    for (let { away } = this.liveness; away; { away } = this.liveness) {
      if (isStopping()) throw new InterruptedWhileAway(away);
      await wait(CHECK_EVERY_MS);
    }
  }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
