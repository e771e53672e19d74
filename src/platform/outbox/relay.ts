import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import { batchesAgain, batchesOf, type OutboxMessage } from '../queue/batches.js';
import { CONCURRENCY, Jobs } from '../queue/jobs.service.js';
import { outboxSignal } from './outbox-signal.js';
import { MessageOutcomes } from './message-outcomes.js';
import { isOutage, warnUnlessOutage } from '../queue/outage.js';

const POLL_MS = 200;
/** Few enough to lie in memory and to be added in one go, many enough that a look costs little beside what is done. */
const ROWS_MAX = 1_000;
/** With a sweep every 15 s, and the period ledger that enqueues by itself, everything lost is back within a minute. */
const UNPROCESSED_SECONDS = 40;
const SWEEP_EVERY_MS = 15_000;
const SWEEP_BATCHES_MAX = 250;

/** Carries messages from the outbox to the queue: at least once, in the order they were written. */
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
  private stopListening: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly outcomes: MessageOutcomes,
  ) {}

  start(): void {
    this.stopListening = outboxSignal.onNotify(() => this.nudge());
    this.timer = setInterval(() => this.nudge(), POLL_MS);
    this.sweeper = setInterval(() => this.sweep(), SWEEP_EVERY_MS);
    this.nudge();
  }

  async stop(): Promise<void> {
    this.stopListening();
    if (this.timer) clearInterval(this.timer);
    if (this.sweeper) clearInterval(this.sweeper);
    this.timer = null;
    this.sweeper = null;
    await this.running;
    await this.sweeping;
  }

  /**
   * Sends what is pending, so many rows at once; returns how many. SKIP LOCKED lets several relays work side by side, and "sent_at IS
   * NULL" (never "id > last seen") finds rows whose transaction committed late. What failed is pending again from the time of its next
   * attempt on, behind what was never tried. A crash between enqueue and COMMIT enqueues twice: every processor is idempotent.
   */
  async sendBatch(): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const rows = await tx.rows<OutboxMessage>(
        `SELECT id, job, payload, attempts FROM outbox
         WHERE sent_at IS NULL AND coalesce(next_attempt_at, '-infinity') <= now()
         ORDER BY coalesce(next_attempt_at, '-infinity'), id LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [ROWS_MAX],
      );
      if (rows.length === 0) return 0;
      const batches = batchesOf(rows, CONCURRENCY);
      await this.jobs.enqueue(batches);
      const sent = batches.flatMap(({ id: batch, messages }) => messages.map(({ id }) => ({ id, batch })));
      await tx.run(
        `UPDATE outbox o SET sent_at = clock_timestamp(), batch = s.batch, next_attempt_at = NULL
         FROM unnest($1::uuid[], $2::uuid[]) AS s (id, batch) WHERE o.id = s.id`,
        [sent.map(({ id }) => id), sent.map(({ batch }) => batch)],
      );
      return rows.length;
    });
  }

  /**
   * Enqueues once more what was sent long ago and is not processed: the queue may have lost it. What it still has, waiting or
   * running, is not added twice. Goes on until nothing is left: a queue that lost everything is filled again in one go.
   */
  async enqueueUnprocessed(olderThanSeconds = UNPROCESSED_SECONDS): Promise<number> {
    await this.outcomes.writeProcessed();
    const before = await this.database.transaction(SYSTEM, (tx) =>
      tx.one<{ at: string }>('SELECT (clock_timestamp() - make_interval(secs => $1))::text AS at', [olderThanSeconds]),
    );
    for (let total = 0; ;) {
      const count = await this.enqueueUnprocessedBatches(before?.at ?? null);
      if (count === 0) return total;
      total += count;
    }
  }

  /** Whole batches: the queue would not take the second part of one under its id while it has the first. */
  private enqueueUnprocessedBatches(before: string | null): Promise<number> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const rows = await tx.rows<OutboxMessage & { batch: string }>(
        `UPDATE outbox SET sent_at = clock_timestamp() WHERE id IN (
           SELECT id FROM outbox WHERE sent_at < $1 AND coalesce(batch, id) IN (
             SELECT DISTINCT coalesce(batch, id) FROM outbox WHERE sent_at < $1 LIMIT $2)
           FOR UPDATE SKIP LOCKED)
         RETURNING id, job, payload, attempts, coalesce(batch, id) AS batch`,
        [before, SWEEP_BATCHES_MAX],
      );
      if (rows.length > 0) await this.jobs.enqueue(batchesAgain(rows));
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
    this.sweeping = this.enqueueUnprocessed().catch((error: Error) =>
      warnUnlessOutage(this.log, 'messages not enqueued again', error),
    );
  }

  private async drain(): Promise<void> {
    try {
      do {
        this.again = false;
        while ((await this.sendBatch()) === ROWS_MAX);
      } while (this.again);
      if (this.waits) this.log.log('outbox goes on');
      this.waits = false;
    } catch (error) {
      // Once, and not at each of five looks a second for as long as the queue is away.
      if (isOutage(error)) return;
      if (!this.waits) this.log.warn(`outbox waits: ${(error as Error).message}`);
      this.waits = true;
    }
  }
}
