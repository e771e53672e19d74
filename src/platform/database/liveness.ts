import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DATABASE_URL } from './database-url.js';
import { probeConfig } from './data-source.js';
import { type Look, Probe } from './probe.js';
import { DatabaseUnavailable, unavailabilityOf } from './unavailable.js';

const LOOK_EVERY_MS = 300;
const ROOM_EVERY_MS = 3_000;

/** What is missing, so that the service cannot do all of its work; null: nothing. */
export type Missing = 'database-away' | 'database-full' | 'database-read-only' | 'database-schema-missing';

/**
 * Knows whether the database answers. While it does not, transactions fail at once instead of waiting each for itself, and it is
 * looked at until it is back; going away and coming back are one line each in the log.
 */
@Injectable()
export class DatabaseLiveness implements OnApplicationShutdown {
  private readonly log = new Logger('database');
  private readonly probe: Probe;
  private readonly listeners = new Set<(lost: DatabaseUnavailable) => void>();
  private timer: NodeJS.Timeout | null = null;
  private roomTimer: NodeJS.Timeout | null = null;
  private lost: DatabaseUnavailable | null = null;
  private cutAt = 0;

  constructor(@Inject(DATABASE_URL) url: string) {
    this.probe = new Probe(probeConfig(url));
  }

  /** Why the database does not answer; null while it does. */
  get away(): DatabaseUnavailable | null {
    return this.lost;
  }

  /** Connections opened before this instant (of `performance.now`) may be dead: the one of the last look was. */
  get suspectBefore(): number {
    return this.cutAt;
  }

  /** Called when the database is found not to answer, for whoever still waits for it. */
  onAway(listener: (lost: DatabaseUnavailable) => void): void {
    this.listeners.add(listener);
  }

  /** Looks now: within 2 s. */
  async missing(): Promise<Missing | null> {
    const look = await this.look();
    if (!look) return 'database-away';
    if (!look.hasSchema) return 'database-schema-missing';
    if (look.isReadOnly) return 'database-read-only';
    return this.roomTimer ? 'database-full' : null;
  }

  /** Takes note of what befell a transaction, and tells the log, unless it is by what the log knows already. */
  async observe({ kind, message }: DatabaseUnavailable, requestId: string | null): Promise<void> {
    if (kind === 'full') return this.isFull(message);
    if (this.lost) return;
    if (kind === 'away') await this.suspect();
    if (!this.lost) this.log.warn(requestId ? `${message} (request ${requestId})` : message);
  }

  /** Somebody waits longer than usual: is it for the database? Ends when that is known. */
  async suspect(): Promise<void> {
    await this.look();
  }

  onApplicationShutdown(): void {
    for (const timer of [this.timer, this.roomTimer]) if (timer) clearInterval(timer);
    this.probe.close();
  }

  private async look(): Promise<Look | null> {
    try {
      const look = await this.probe.look();
      if (look.wasCut) this.cutAt = performance.now();
      this.isBack();
      return look;
    } catch (error) {
      // Others have all connections: the database is there, and who has one goes on.
      if ((error as { code?: string }).code !== '53300') this.isGone(error as Error);
      return null;
    }
  }

  private isGone(error: Error): void {
    const lost = new DatabaseUnavailable(unavailabilityOf(error) ?? 'away', error);
    if (!this.lost) {
      this.log.error(lost.message);
      this.timer = setInterval(() => void this.suspect(), LOOK_EVERY_MS).unref();
    }
    this.lost = lost;
    for (const listener of this.listeners) listener(lost);
  }

  private isFull(message: string): void {
    if (this.roomTimer) return;
    this.log.error(message);
    this.roomTimer = setInterval(() => void this.lookForRoom(), ROOM_EVERY_MS).unref();
  }

  private isBack(): void {
    if (!this.lost) return;
    this.lost = null;
    if (this.timer) clearInterval(this.timer);
    this.log.log('The database answers again.');
  }

  private async lookForRoom(): Promise<void> {
    try {
      await this.probe.takeRoom();
    } catch (error) {
      if (unavailabilityOf(error)) return;
    }
    if (!this.roomTimer) return;
    clearInterval(this.roomTimer);
    this.roomTimer = null;
    this.log.log('The database has room again.');
  }
}
