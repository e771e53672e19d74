import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DATABASE_URL } from './database-url.js';
import { probeConfig } from './data-source.js';
import { type ProbeResult, Probe } from './probe.js';
import { DatabaseUnavailable, unavailabilityOf } from './unavailable.js';

const CHECK_EVERY_MS = 300;
const ROOM_EVERY_MS = 3_000;

/** What is missing, so that the service cannot do all of its work; null: nothing. */
export type Missing = 'database-away' | 'database-full' | 'database-read-only' | 'database-schema-missing';

/**
 * Knows whether the database answers. While it does not, transactions fail at once instead of each waiting, and it is checked
 * until it is back; going away and coming back are one line each in the log.
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

  /** Connections opened before this instant (of `performance.now`) may be dead: the one of the last check was. */
  get staleBefore(): number {
    return this.cutAt;
  }

  /** The listener is called when the database is found not to answer: it ends the waits for it. */
  onAway(listener: (lost: DatabaseUnavailable) => void): void {
    this.listeners.add(listener);
  }

  /** Checks now; answers within 2 s. */
  async missing(): Promise<Missing | null> {
    const runProbe = await this.look();
    if (!runProbe) return 'database-away';
    if (!runProbe.hasSchema) return 'database-schema-missing';
    if (runProbe.isReadOnly) return 'database-read-only';
    return this.roomTimer ? 'database-full' : null;
  }

  /** Logs why a transaction failed, unless the cause is in the log already. */
  async observe({ kind, message }: DatabaseUnavailable, requestId: string | null): Promise<void> {
    if (kind === 'full') return this.markFull(message);
    if (this.lost) return;
    if (kind === 'away') await this.check();
    if (!this.lost) this.log.warn(requestId ? `${message} (request ${requestId})` : message);
  }

  /** Checks whether the database answers; resolves when that is known. */
  async check(): Promise<void> {
    await this.look();
  }

  onApplicationShutdown(): void {
    for (const timer of [this.timer, this.roomTimer]) if (timer) clearInterval(timer);
    this.probe.close();
  }

  private async look(): Promise<ProbeResult | null> {
    try {
      const result = await this.probe.run();
      if (result.wasCut) this.cutAt = performance.now();
      this.markBack();
      return result;
    } catch (error) {
      // All connections are in use by others (too_many_connections): the database is there.
      if ((error as { code?: string }).code !== '53300') this.markAway(error as Error);
      return null;
    }
  }

  private markAway(error: Error): void {
    const lost = new DatabaseUnavailable(unavailabilityOf(error) ?? 'away', error);
    if (!this.lost) {
      this.log.error(lost.message);
      this.timer = setInterval(() => void this.check(), CHECK_EVERY_MS).unref();
    }
    this.lost = lost;
    for (const listener of this.listeners) listener(lost);
  }

  private markFull(message: string): void {
    if (this.roomTimer) return;
    this.log.error(message);
    this.roomTimer = setInterval(() => void this.checkRoom(), ROOM_EVERY_MS).unref();
  }

  private markBack(): void {
    if (!this.lost) return;
    this.lost = null;
    if (this.timer) clearInterval(this.timer);
    this.log.log('The database answers again.');
  }

  private async checkRoom(): Promise<void> {
    try {
      await this.probe.checkRoom();
    } catch (error) {
      if (unavailabilityOf(error)) return;
    }
    if (!this.roomTimer) return;
    clearInterval(this.roomTimer);
    this.roomTimer = null;
    this.log.log('The database has room again.');
  }
}
