import { createPostgresBackend, createRedisBackend, Queue, runMigrations, withBackend } from 'bullmq';
import type { BackendFactory, IQueueBackend, Job, JobsOptions, Processor as BullProcessor } from 'bullmq';
import type { QueueOptions, WorkerOptions } from 'bullmq';
import { Pool } from 'pg';
import { parse } from 'pg-connection-string';
import type { Config } from '../config/config.js';
import { ConfigurationError } from '../config/config.js';
import { jobLockMs } from '../config/pace.js';
import { RedisLine, SILENT_MS } from './redis-line.js';

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

/** What a worker is told of besides its jobs. */
interface Listeners {
  /** The queue has answered, with a job or with none. */
  readonly onAnswer: () => void;
  readonly onError: (error: Error) => void;
}

/** BullMQ on one of its two backends. Both carry the same jobs; the choice is made once, at start, and printed. */
export interface QueueBackend {
  readonly name: 'postgres' | 'redis';
  queue(name: string): AnyQueue;
  worker(name: string, work: BullProcessor, options: { concurrency: number } & Listeners): AnyWorker;
  close(): Promise<void>;
}

/**
 * The queue only wakes a worker: one attempt, and nothing is kept of a job that has ended. Attempts are counted in the outbox; a job
 * that were kept as failed would keep its message from being enqueued again under the same id.
 */
const JOB_DEFAULTS: JobsOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** A connection that the network has lost does not answer a farewell, and one that is listened on is not given up before. */
const FAREWELL_MS = 3_000;

export async function openBackend(config: Config, databaseUrl: string, prefix: string): Promise<QueueBackend> {
  return config.redisUrl ? redisBackend(config.redisUrl, prefix) : postgresBackend(databaseUrl);
}

async function postgresBackend(databaseUrl: string): Promise<QueueBackend> {
  const parsed = parse(databaseUrl);
  const pool = new Pool({
    host: parsed.host ?? undefined,
    port: parsed.port ? Number(parsed.port) : undefined,
    user: parsed.user,
    password: parsed.password,
    database: parsed.database ?? undefined,
    max: 12,
    keepAlive: true,
    query_timeout: SILENT_MS,
    options: '-c search_path=bullmq',
  } as ConstructorParameters<typeof Pool>[0]);
  pool.on('error', () => undefined); // An idle connection that dies is replaced; without a listener the process would end.
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const on = withBackend(createPostgresBackend);
  const connection = pool as never;
  return {
    name: 'postgres',
    queue: (name) =>
      new on.Queue(name, { connection, defaultJobOptions: JOB_DEFAULTS } as never) as unknown as AnyQueue,
    worker: (name, work, { concurrency, ...listeners }) =>
      new (withBackend(overheard(createPostgresBackend, listeners)).Worker)(
        name,
        work as never,
        { connection, autorun: false, ...tuning(), concurrency } as never,
      ) as unknown as AnyWorker,
    close: () => Promise.race([pool.end(), new Promise<void>((resolve) => setTimeout(resolve, FAREWELL_MS).unref())]),
  };
}

/** A server that did not answer is asked again after so long, and not after BullMQ's 15 s, nor at once. */
const ASK_AGAIN_MS = 1_000;
/** A worker asks so often, also where there is no job. On PostgreSQL BullMQ would rely on a notification for an hour after an error. */
const ASK_EVERY_SECONDS = 5;

/** A lock of 15 s lets another worker take over soon after a kill; work longer than that renews it by itself. */
const tuning = () => ({
  lockDuration: jobLockMs(),
  stalledInterval: Math.round((2 * jobLockMs()) / 3),
  maxStalledCount: 10,
  runRetryDelay: ASK_AGAIN_MS,
});

/**
 * A worker asks its backend for the next job every few seconds, also where there is none: tells of each answer it got. What BullMQ
 * does wrong while a server is away is put right: it goes on at once after most errors, thousands of times a second, and never looks
 * for stalled jobs again after one look that failed, so that a job whose worker was lost stays active for ever.
 */
function overheard<B extends IQueueBackend, C>(
  factory: BackendFactory<B, C>,
  { onAnswer, onError }: Listeners,
): BackendFactory<B, C> {
  return (...given) => {
    const backend = factory(...given);
    const ask = backend.moveToActive.bind(backend);
    backend.moveToActive = async (...question) => {
      const answer = await ask(...question).catch(async (error: Error) => {
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
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
    Object.defineProperty(backend, 'maximumBlockTimeout', { value: ASK_EVERY_SECONDS });
    return backend;
  };
}

async function redisBackend(redisUrl: string, prefix: string): Promise<QueueBackend> {
  const forQueue = new RedisLine(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true });
  const forWorker = new RedisLine(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  for (const client of [forQueue, forWorker]) client.on('error', () => undefined);
  await assertUsable(forQueue);
  await forWorker.connect();
  const queueOptions: QueueOptions = { connection: forQueue, prefix, defaultJobOptions: JOB_DEFAULTS };
  const workerOptions: WorkerOptions = { connection: forWorker, prefix, autorun: false, ...tuning() };
  return {
    name: 'redis',
    queue: (name) => new Queue(name, queueOptions) as unknown as AnyQueue,
    worker: (name, work, { concurrency, ...listeners }) =>
      new (withBackend(overheard(createRedisBackend, listeners)).Worker)(name, work, {
        ...workerOptions,
        concurrency,
      }) as unknown as AnyWorker,
    close: async () => {
      forQueue.disconnect();
      forWorker.disconnect();
    },
  };
}

/** A configured Redis that does not answer, or that may evict jobs, stops the start: never a silent fall-back. */
async function assertUsable(redis: RedisLine): Promise<void> {
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new ConfigurationError(`REDIS_URL does not answer: ${(error as Error).message.replace(/\.$/, '')}.`);
  }
  const answer = (await redis.config('GET', 'maxmemory-policy').catch(() => [])) as string[];
  const policy = answer[1];
  if (policy !== undefined && policy !== 'noeviction') {
    redis.disconnect();
    throw new ConfigurationError(`Redis may throw jobs away: set maxmemory-policy to noeviction (it is ${policy}).`);
  }
}
