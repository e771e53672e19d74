import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import type { AnyQueue, AnyWorker, QueueBackend } from './backend.js';
import type { Batch } from './batches.js';
import { definedJob } from './job.js';
import { Processors } from './processors.js';

export const QUEUE_BACKEND = Symbol('QueueBackend');
const QUEUE = 'loomgate';
/** BullMQ refuses ids that are digits only, and the id of a job that it still has is not added twice. */
const JOB_ID_PREFIX = 'b-';
/** Jobs at once in one process: half of the database connections, so that requests always find one. */
export const CONCURRENCY = 8;
const KNOCK = 'knock';
const CLOSE_WITHIN_MS = 25_000;
const DONE_WRITTEN_AFTER_MS = 100;

/** One queue, its worker, and the hand-over from the outbox. Business code never meets it: it writes to the outbox. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('jobs');
  private readonly queue: AnyQueue;
  private worker: AnyWorker | null = null;
  private readonly done: string[] = [];
  private doneTimer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private answers = 0;
  private active = 0;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly processors: Processors,
    private readonly database: Database,
  ) {
    this.queue = backend.queue(QUEUE);
    this.queue.on('error', (error: Error) => this.log.warn(`queue: ${error.message}`));
  }

  /** Hands batches to BullMQ, each as one job. */
  async ring(batches: readonly Batch[]): Promise<void> {
    await this.queue.addBulk(
      batches.map(({ id, job, promises }) => {
        const { attempts = 1, backoffMs: delay = 1_000 } = definedJob(job) ?? {};
        return {
          name: job,
          data: { promises: promises.map(({ id, payload }) => ({ id, payload })) },
          opts: { jobId: `${JOB_ID_PREFIX}${id}`, attempts, backoff: { type: 'exponential', delay } },
        };
      }),
    );
  }

  async start(): Promise<void> {
    this.processors.assertComplete();
    const onAnswer = () => void this.answers++;
    this.worker = this.backend.worker(QUEUE, (job: Job) => this.work(job), { concurrency: CONCURRENCY, onAnswer });
    this.worker.on('error', (error: Error) => this.log.warn(`worker: ${error.message}`));
    this.worker.on('failed', (job: Job | undefined, error: Error) =>
      this.log.error(`${job?.name ?? 'job'} failed: ${error.message}`, error.stack),
    );
    await this.worker.waitUntilReady();
    void this.worker.run();
  }

  /** Stops taking jobs, lets running ones end, but not for ever: worker.close() has no deadline of its own. */
  async pause(): Promise<void> {
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
    await Promise.race([this.worker?.close() ?? Promise.resolve(), deadline]);
    this.worker = null;
    await this.writeDone();
  }

  /** Ends for good. */
  async stop(): Promise<void> {
    await this.pause();
    await this.queue.close();
  }

  /** How much is open (waiting, running or put off), and how much has failed for good. */
  async counts(): Promise<{ open: number; failed: number }> {
    const {
      active = 0,
      waiting = 0,
      delayed = 0,
      prioritized = 0,
      failed = 0,
    } = await this.queue.getJobCounts('active', 'waiting', 'delayed', 'prioritized', 'failed');
    return { open: active + waiting + delayed + prioritized, failed };
  }

  /**
   * Takes the promises that are kept out of the outbox, many at once: a statement a job would cost as much as a small job itself.
   * A promise is kept when its job is done, not when the queue has heard of it: what a queue loses is rung again from the outbox.
   * Dying between the work and this means that it is rung again, which every processor bears. Ends when all that was kept before
   * it is taken out, also what another call is at: who rings for the forgotten, or closes the database, would be too early else.
   */
  writeDone(): Promise<void> {
    if (this.doneTimer) clearTimeout(this.doneTimer);
    this.doneTimer = null;
    return (this.writing = this.writing.then(() => this.takeOutKept()));
  }

  private async takeOutKept(): Promise<void> {
    const ids = this.done.splice(0);
    if (ids.length === 0) return;
    try {
      await this.database.transaction(SYSTEM, (tx) => tx.run('DELETE FROM outbox WHERE id = ANY ($1::uuid[])', [ids]));
    } catch (error) {
      this.log.warn(`${ids.length} kept promises not written: ${(error as Error).message}`);
      this.done.push(...ids);
    }
  }

  /**
   * How often the queue has answered this process's worker so far, with a job or with none, and whether the worker has its hands
   * full, so that it does not ask; null without a worker.
   */
  get hearing(): { answers: number; full: boolean } | null {
    return this.worker && { answers: this.answers, full: this.active >= CONCURRENCY };
  }

  /** Puts a job that does nothing into the queue, not by the outbox: it is not a promise, but a word to listen for. */
  async knock(): Promise<void> {
    await this.queue.addBulk([{ name: KNOCK, data: {}, opts: { removeOnComplete: true, removeOnFail: true } }]);
  }

  private async work(job: Job): Promise<unknown> {
    this.answers++; // The end of a job asks for the next in the same breath.
    if (job.name === KNOCK) return null;
    this.active++;
    try {
      await this.workOn(job);
      return null;
    } finally {
      this.active--;
    }
  }

  /** Keeps the promises of a batch, one after the other. One that fails does not keep the others from being kept. */
  private async workOn(job: Job): Promise<void> {
    const processor = this.processors.of(job.name);
    if (!processor) throw new Error(`No processor for "${job.name}".`);
    const failures: Error[] = [];
    for (const { id, payload } of await this.unkept(job)) {
      await processor.process(payload).then(
        () => this.kept(id),
        (error: Error) => failures.push(error),
      );
    }
    if (failures.length === 0) return;
    // The next attempt is for what failed only.
    await this.writeDone();
    throw failures.length === 1 ? failures[0] : new AggregateError(failures, failures.map(String).join('; '));
  }

  /**
   * What nobody has kept yet of a batch. At the first attempt that is all of it: no need to ask. A job that an earlier version
   * put into the queue carries none: what it was for is rung again from the outbox, as whatever the queue has lost.
   */
  private async unkept(job: Job): Promise<Batch['promises']> {
    const { promises = [] } = job.data as Partial<Batch>;
    if (job.attemptsMade === 0 || promises.length <= 1) return promises;
    const open = await this.database.transaction(SYSTEM, (tx) =>
      tx.rows<{ id: string }>('SELECT id FROM outbox WHERE id = ANY ($1::uuid[])', [promises.map(({ id }) => id)]),
    );
    return promises.filter(({ id }) => open.some((row) => row.id === id));
  }

  private kept(id: string): void {
    this.done.push(id);
    this.doneTimer ??= setTimeout(() => void this.writeDone(), DONE_WRITTEN_AFTER_MS);
  }
}
