import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { DatabaseRecovery, InterruptedWhileAway } from '../database/database-recovery.js';
import { type Failure, MessageOutcomes } from '../outbox/message-outcomes.js';
import type { AnyQueue, AnyWorker, QueueBackend } from './backend.js';
import type { Batch } from './batches.js';
import type { JobPayload } from './job.js';
import { isOutage } from './outage.js';
import { Processors } from './processors.js';
import { QUEUE } from './queue-backend.js';
import { WORKER_TIMING, type WorkerTiming } from './worker-timing.js';

export const QUEUE_BACKEND = Symbol('QueueBackend');
/**
 * BullMQ refuses ids that are digits only, and does not add a job under the id of one that it still has. Earlier versions used another
 * prefix and left failed jobs behind under it: those ids would be refused for ever.
 */
const JOB_ID_PREFIX = 'm-';
/** Jobs at once in one process: half of the database connections, so that requests always find one. */
export const CONCURRENCY = 8;
const PING = 'ping';
const CLOSE_TIMEOUT_MS = 25_000;
const REPEATED_LINE_MS = 60_000;
const REPEATED_LINES_MAX = 100;

/** One queue, its worker, and the hand-over from the outbox. Business code does not use it: it writes to the outbox. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('jobs');
  private readonly queue: AnyQueue;
  private worker: AnyWorker | null = null;
  private isStopping = false;
  private readonly warnedAt = new Map<string, number>();
  private answers = 0;
  private active = 0;

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly processors: Processors,
    private readonly outcomes: MessageOutcomes,
    private readonly recovery: DatabaseRecovery,
    @Inject(WORKER_TIMING) private readonly timing: WorkerTiming,
  ) {
    this.queue = backend.queue(QUEUE);
    this.queue.on('error', (error: Error) => this.warn('queue', error));
  }

  /** Hands batches to BullMQ, each as one job. */
  async enqueue(batches: readonly Batch[]): Promise<void> {
    await this.queue.addBulk(
      batches.map(({ id, job, messages }) => ({
        name: job,
        data: { messages: messages.map(({ id, payload }) => ({ id, payload })) },
        opts: { jobId: `${JOB_ID_PREFIX}${id}` },
      })),
    );
  }

  async start(): Promise<void> {
    this.isStopping = false;
    const onAnswer = () => void this.answers++;
    const onError = (error: Error) => this.warn('worker', error);
    const options = { concurrency: CONCURRENCY, jobLockMs: this.timing.jobLockMs, onAnswer, onError };
    this.worker = this.backend.worker(QUEUE, (job: Job) => this.work(job), options);
    this.worker.on('error', onError);
    this.worker.on('failed', (job, error) => void this.failedInQueue(job, error));
    await this.worker.waitUntilReady();
    void this.worker.run();
  }

  /** Stops taking jobs, lets running ones end, but not for ever: worker.close() has no deadline of its own. */
  async pause(): Promise<void> {
    this.isStopping = true;
    const deadline = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS).unref());
    await Promise.race([this.worker?.close() ?? Promise.resolve(), deadline]);
    this.worker = null;
    await this.outcomes.writeProcessed();
  }

  /** Ends for good. */
  async stop(): Promise<void> {
    await this.pause();
    await this.queue.close();
  }

  /** Jobs of the queue by their state. It keeps none that is done or has failed: how those ended stands in the outbox. */
  async depth(): Promise<{ active: number; waiting: number; delayed: number }> {
    const states = ['active', 'waiting', 'prioritized', 'delayed'] as const;
    const { active = 0, waiting = 0, prioritized = 0, delayed = 0 } = await this.queue.getJobCounts(...states);
    return { active, waiting: waiting + prioritized, delayed };
  }

  /**
   * How often the queue has answered the worker of this process so far, with a job or with none, and whether the worker is busy,
   * so that it fetches none; null without a worker.
   */
  get workerActivity(): { answers: number; isBusy: boolean } | null {
    return this.worker && { answers: this.answers, isBusy: this.active >= CONCURRENCY };
  }

  /** Puts a job that does nothing into the queue. It needs no message of the outbox: its loss costs nothing. */
  async ping(): Promise<void> {
    await this.queue.addBulk([{ name: PING, data: {}, opts: {} }]);
  }

  /** A warning that BullMQ repeats is logged once a minute; that its server is away is logged where it is noticed. */
  private warn(of: string, error: Error): void {
    if (isOutage(error)) return;
    const line = `${of}: ${error.message}`;
    const now = performance.now();
    if (now - (this.warnedAt.get(line) ?? -Infinity) < REPEATED_LINE_MS) return;
    if (this.warnedAt.size >= REPEATED_LINES_MAX) this.warnedAt.clear();
    this.warnedAt.set(line, now);
    this.log.warn(line);
  }

  private async work(job: Job): Promise<unknown> {
    this.answers++; // BullMQ fetches the next job with the same command that ends one.
    if (job.name === PING) return null;
    this.active++;
    try {
      await this.processMessages(job);
      return null;
    } finally {
      this.active--;
    }
  }

  /**
   * Processes the messages of a batch, one after the other; one that fails does not keep the others from being processed. While the
   * database is away they wait here, so that its absence costs no attempt. A failure is written before the job ends: the outbox, not
   * the queue, says what is tried again and when. A job that an earlier version put into the queue carries no messages: what it was
   * for is enqueued again from the outbox, as whatever the queue has lost.
   */
  private async processMessages(job: Job): Promise<void> {
    const { messages = [] } = job.data as Partial<Batch>;
    const failures: Failure[] = [];
    for (const { id, payload } of messages) {
      const error = await this.process(job.name, payload);
      if (error) failures.push({ id, job: job.name, error });
      else this.outcomes.processed(id);
    }
    if (failures.length > 0) await this.repeatWhileDatabaseIsAway(() => this.outcomes.recordFailures(failures));
  }

  /** Null, or why it failed. */
  private async process(name: string, payload: JobPayload): Promise<Error | null> {
    const processor = this.processors.find(name);
    if (!processor) return new Error(`No processor for "${name}".`);
    try {
      await this.repeatWhileDatabaseIsAway(() => processor.process(payload));
      return null;
    } catch (error) {
      if (error instanceof InterruptedWhileAway) throw error;
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private repeatWhileDatabaseIsAway<T>(work: () => Promise<T>): Promise<T> {
    return this.recovery.repeat(work, () => this.isStopping);
  }

  /**
   * BullMQ itself gave a job up: its workers died again and again while they worked on it. That is a failed attempt of its messages.
   * What was interrupted, or could not be written, is no attempt: it is enqueued again from the outbox.
   */
  private async failedInQueue(job: Job | undefined, error: Error): Promise<void> {
    if (!(error instanceof UnrecoverableError)) return this.log.warn(`${job?.name ?? 'job'}: ${error.message}`);
    const { messages = [] } = (job?.data ?? {}) as Partial<Batch>;
    const failures = messages.map(({ id }) => ({ id, job: job?.name ?? '', error }));
    await this.repeatWhileDatabaseIsAway(() => this.outcomes.recordFailures(failures)).catch((failure: Error) =>
      this.log.warn(`${job?.name}: failure not recorded: ${failure.message}`),
    );
  }
}
