import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Clock, MovableClock } from '../../vocabulary/clock.js';
import { refuse } from '../../messages/refusals/refusal.js';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import { warnUnlessOutage } from '../queue/outage.js';

const CHECK_EVERY_MS = 500;

/** The clock of a trial (TRIAL_CLOCK=1): one for the API, the workers and the command line, because it stands in the database. */
@Injectable()
export class TrialClock implements BeforeApplicationShutdown {
  private readonly log = new Logger('clock');
  private timer: NodeJS.Timeout | null = null;
  private checking: Promise<unknown> = Promise.resolve();
  /** How often this process has moved the clock. */
  private moves = 0;
  private readonly listeners: (() => Promise<unknown>)[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Calls the listener whenever this process has followed another one to a new time. */
  onFollowed(listener: () => Promise<unknown>): void {
    this.listeners.push(listener);
  }

  /** Moves the trial to an instant; refuses (409) unless it is a trial. */
  async moveTo(instant: string): Promise<void> {
    const clock = this.movable();
    if (!clock) throw refuse('conflict', 'clock-not-movable');
    const aheadMs = MovableClock.aheadAt(instant);
    // The row first: a process that reads it meanwhile must not bring this clock back to where it was.
    await this.database.transaction(SYSTEM, (tx) =>
      tx.run(
        `INSERT INTO trial_clock (ahead_ms) VALUES ($1) ON CONFLICT (one) DO UPDATE SET ahead_ms = excluded.ahead_ms`,
        [aheadMs],
      ),
    );
    this.moves++;
    clock.beAheadBy(aheadMs);
  }

  /** Takes over where another process, or an earlier start, has moved the trial to. True when that was somewhere else. */
  async adopt(): Promise<boolean> {
    const clock = this.movable();
    if (!clock) return false;
    const moves = this.moves;
    const row = await this.database.transaction(SYSTEM, (tx) =>
      tx.one<{ aheadMs: number }>('SELECT ahead_ms::float8 AS "aheadMs" FROM trial_clock'),
    );
    // What was read while this process moved the clock may be older than the move.
    if (!row || moves !== this.moves || row.aheadMs === clock.aheadMs) return false;
    clock.beAheadBy(row.aheadMs);
    return true;
  }

  /** From now on this process goes with the trial: twice a second it looks whether somebody has moved it. */
  async follow(): Promise<void> {
    if (!this.movable()) return;
    await this.adopt();
    this.timer = setInterval(() => void (this.checking = this.check()), CHECK_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.checking;
  }

  private async check(): Promise<void> {
    try {
      if (await this.adopt()) for (const listener of this.listeners) await listener();
    } catch (error) {
      warnUnlessOutage(this.log, 'trial clock not read', error);
    }
  }

  private movable(): MovableClock | null {
    return this.clock instanceof MovableClock ? this.clock : null;
  }
}
