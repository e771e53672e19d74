import type { BackendFactory, IQueueBackend, Job, JobsOptions, Processor as BullProcessor } from 'bullmq';

/** The one queue of the service. */
export const QUEUE = 'loomgate';

/** What we use of a BullMQ queue. Its own type is bound to one backend. */
export interface AnyQueue {
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...states: ('active' | 'waiting' | 'delayed' | 'prioritized')[]): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What we use of a BullMQ worker. */
export interface AnyWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  run(): Promise<unknown>;
  close(): Promise<void>;
}

/** What a worker reports besides its jobs. */
interface Listeners {
  /** The queue has answered, with a job or with none. */
  readonly onAnswer: () => void;
  readonly onError: (error: Error) => void;
}

export interface WorkerOptions extends Listeners {
  readonly concurrency: number;
  /** How long a job stays with a worker that does not renew its lock. */
  readonly jobLockMs: number;
}

/** BullMQ on one of its two backends. Both carry the same jobs; the choice is made once, at start, and printed. */
export interface QueueBackend {
  readonly name: 'postgres' | 'redis';
  queue(name: string): AnyQueue;
  worker(name: string, work: BullProcessor, options: WorkerOptions): AnyWorker;
  close(): Promise<void>;
}

/**
 * The queue only wakes a worker: one attempt, and nothing is kept of a job that has ended. Attempts are counted in the outbox; a job
 * that were kept as failed would keep its message from being enqueued again under the same id.
 */
export const JOB_DEFAULTS: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** A failed command is repeated after so long, and not after BullMQ's 15 s, nor at once. */
const RETRY_DELAY_MS = 1_000;
/** A worker fetches so often, also where there is no job. On PostgreSQL BullMQ would rely on a notification for an hour after an error. */
const POLL_SECONDS = 5;

/** What both backends set alike. Another worker takes a job over soon after the lock of one that was killed has ended. */
export const workerSettings = ({ concurrency, jobLockMs }: WorkerOptions) => ({
  autorun: false,
  concurrency,
  lockDuration: jobLockMs,
  stalledInterval: Math.round((2 * jobLockMs) / 3),
  maxStalledCount: 10,
  runRetryDelay: RETRY_DELAY_MS,
});

/**
 * A backend that calls `onAnswer` for each answer to a worker's fetch, which comes every few seconds also where there is no job. It
 * mends what BullMQ does wrong while a server is away: it repeats most failed commands at once, thousands of times a second, and never
 * looks for stalled jobs again after one look that failed, so that a job whose worker was lost stays active for ever.
 */
export function instrumented<B extends IQueueBackend, C>(
  factory: BackendFactory<B, C>,
  { onAnswer, onError }: Listeners,
): BackendFactory<B, C> {
  return (...given) => {
    const backend = factory(...given);
    const ask = backend.moveToActive.bind(backend);
    backend.moveToActive = async (...question) => {
      const answer = await ask(...question).catch(async (error: Error) => {
        await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
        throw error;
      });
      onAnswer();
      return answer;
    };
    const lookForStalled = backend.moveStalledJobsToWait.bind(backend);
    backend.moveStalledJobsToWait = (...question) =>
      lookForStalled(...question).catch((error: Error) => {
        onError(error);
        return [];
      });
    Object.defineProperty(backend, 'maximumBlockTimeout', { value: POLL_SECONDS });
    return backend;
  };
}
