import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import { batchesAgain, batchesOf, type Promised } from '../queue/batches.js';
import { CONCURRENCY, Jobs } from '../queue/jobs.service.js';
import { bell } from './bell.js';

const POLL_MS = 200;
/** Few enough to lie in memory and to be added in one go, many enough that a look costs little beside what is done. */
const ROWS_AT_ONCE = 1_000;
/** Looked for every 15 s: with the period ledger's own rings, everything lost is back within a minute. */
const FORGOTTEN_SECONDS = 40;
const FORGOTTEN_EVERY_MS = 15_000;

/** Carries promised jobs from the outbox to the queue: at least once, in the order they were promised. */
@Injectable()
export class Relay {
  private readonly log = new Logger('relay');
  private timer: NodeJS.Timeout | null = null;
  private sweeper: NodeJS.Timeout | null = null;
  private sweeping: Promise<unknown> = Promise.resolve();
  private running: Promise<void> = Promise.resolve();
  private again = false;
  private busy = false;
  private waits = false;
  private offRing: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  start(): void {
    this.offRing = bell.onRing(() => this.nudge());
    this.timer = setInterval(() => this.nudge(), POLL_MS);
    this.sweeper = setInterval(() => this.sweep(), FORGOTTEN_EVERY_MS);
    this.nudge();
  }

  async stop(): Promise<void> {
    this.offRing();
    if (this.timer) clearInterval(this.timer);
    if (this.sweeper) clearInterval(this.sweeper);
    this.timer = null;
    this.sweeper = null;
    await this.running;
    await this.sweeping;
  }

  /**
   * Sends what is promised, so many rows at once; returns how many. SKIP LOCKED lets several relays work side by side, and "sent_at IS NULL"
   * (never "id > last seen") finds rows whose transaction committed late. A crash between ring and COMMIT rings twice:
   * every processor is idempotent.
   */
  async sendBatch(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const rows = await tx.rows<Promised>(
        'SELECT id, job, payload FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED',
        [ROWS_AT_ONCE],
      );
      if (rows.length === 0) return 0;
      const batches = batchesOf(rows, CONCURRENCY);
      await this.jobs.ring(batches);
      const sent = batches.flatMap(({ id: batch, promises }) => promises.map(({ id }) => ({ id, batch })));
      await tx.run(
        `UPDATE outbox o SET sent_at = clock_timestamp(), batch = s.batch
         FROM unnest($1::uuid[], $2::uuid[]) AS s (id, batch) WHERE o.id = s.id`,
        [sent.map(({ id }) => id), sent.map(({ batch }) => batch)],
      );
      return rows.length;
    });
  }

  /**
   * Rings once more for promises that were handed over long ago and are not kept: the queue may have lost them. One that it still
   * has, waiting, running or failed for good, is not added twice.
   */
  async ringForgotten(olderThanSeconds = FORGOTTEN_SECONDS): Promise<number> {
    await this.jobs.writeDone();
    return this.database.transaction(SYSTEM, async (tx) => {
      const rows = await tx.rows<Promised & { batch: string }>(
        `UPDATE outbox SET sent_at = clock_timestamp() WHERE id IN (
           SELECT id FROM outbox WHERE sent_at < clock_timestamp() - make_interval(secs => $1)
           ORDER BY sent_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING id, job, payload, coalesce(batch, id) AS batch`,
        [olderThanSeconds, ROWS_AT_ONCE],
      );
      if (rows.length > 0) await this.jobs.ring(batchesAgain(rows));
      return rows.length;
    });
  }

  private nudge(): void {
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    this.running = this.drain().finally(() => (this.busy = false));
  }

  private sweep(): void {
    this.sweeping = this.ringForgotten().catch((error: Error) => this.log.warn(`promises wait: ${error.message}`));
  }

  private async drain(): Promise<void> {
    try {
      do {
        this.again = false;
        while ((await this.sendBatch()) === ROWS_AT_ONCE);
      } while (this.again);
      if (this.waits) this.log.log('outbox goes on');
      this.waits = false;
    } catch (error) {
      // Once, and not at each of five looks a second for as long as the queue is away.
      if (!this.waits) this.log.warn(`outbox waits: ${(error as Error).message}`);
      this.waits = true;
    }
  }
}
