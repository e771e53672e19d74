import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import { isId } from '../../vocabulary/id.js';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import type { AnyQueue, AnyWorker, QueueBackend } from './backend.js';
import { definedJobs } from './job.js';
import { Processors } from './processors.js';

export const QUEUE_BACKEND = Symbol('QueueBackend');
const QUEUE = 'loomgate';
/** BullMQ refuses ids that are digits only, and the id of a job that it still has is not added twice. */
const JOB_ID_PREFIX = 'o-';
const CONCURRENCY = 4;
const CLOSE_WITHIN_MS = 25_000;

/** One queue, its worker, and the hand-over from the outbox. Business code never meets it: it writes to the outbox. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('jobs');
  private readonly queue: AnyQueue;
  private worker: AnyWorker | null = null;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly processors: Processors,
    private readonly database: Database,
  ) {
    this.queue = backend.queue(QUEUE);
    this.queue.on('error', (error: Error) => this.log.warn(`queue: ${error.message}`));
  }

  /** Hands outbox rows to BullMQ. */
  async ring(rows: readonly { id: string; job: string; payload: unknown }[]): Promise<void> {
    const byName = new Map(definedJobs().map((job) => [job.name, job]));
    await this.queue.addBulk(
      rows.map((row) => {
        const job = byName.get(row.job);
        const backoff = { type: 'exponential', delay: job?.backoffMs ?? 1_000 };
        return {
          name: row.job,
          data: row.payload,
          opts: { jobId: `${JOB_ID_PREFIX}${row.id}`, attempts: job?.attempts ?? 1, backoff },
        };
      }),
    );
  }

  async start(): Promise<void> {
    this.processors.assertComplete();
    this.worker = this.backend.worker(QUEUE, (job: Job) => this.work(job), { concurrency: CONCURRENCY });
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
  }

  /** Ends for good. */
  async stop(): Promise<void> {
    await this.pause();
    await this.queue.close();
  }

  /** How much is waiting, running and failed: what a drain waits for. */
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

  private async work(job: Job): Promise<unknown> {
    const processor = this.processors.of(job.name);
    if (!processor) throw new Error(`No processor for "${job.name}".`);
    const result = await processor.process(job.data);
    await this.markDone(job.id);
    return result;
  }

  /**
   * A promise is kept when its job is done, not when the queue has heard of it: what a queue loses is rung again from here.
   * Dying between the work and this line means that it is rung again, which every processor bears.
   */
  private async markDone(jobId: string | undefined): Promise<void> {
    const id = jobId?.replace(JOB_ID_PREFIX, '');
    if (id === undefined || !isId(id)) return;
    await this.database.transaction(SYSTEM, (tx) =>
      tx.run('UPDATE outbox SET done_at = clock_timestamp() WHERE id = $1', [id]),
    );
  }
}
