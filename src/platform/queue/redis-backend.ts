import { Logger } from '@nestjs/common';
import { createRedisBackend, Queue, withBackend, type WorkerOptions } from 'bullmq';
import { ConfigurationError } from '../config/config.js';
import {
  type AnyQueue,
  type AnyWorker,
  JOB_DEFAULTS,
  instrumented,
  type QueueBackend,
  workerSettings,
} from './queue-backend.js';
import { RedisConnection } from './redis-connection.js';

/** The start waits so long for Redis; one that comes later is used when it comes. */
const FIRST_CONNECT_MS = 3_000;

/**
 * BullMQ on Redis. No answer to a caller needs it, so a process starts and serves while Redis is away: writes wait in the outbox,
 * workers begin when it comes. Never falls back to another queue.
 */
export async function redisBackend(redisUrl: string, prefix: string): Promise<QueueBackend> {
  const forQueue = new RedisConnection(redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    lazyConnect: true,
  });
  const forWorker = new RedisConnection(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  forWorker.on('error', () => undefined);
  const availability = new RedisAvailability(forQueue);
  await availability.open();
  void forWorker.connect().catch(() => undefined);
  return {
    name: 'redis',
    queue: (name) => {
      const queue = new Queue(name, { connection: forQueue, prefix, defaultJobOptions: JOB_DEFAULTS });
      return failingWhileAway(queue as unknown as AnyQueue, availability);
    },
    worker: (name, work, options) => {
      const settings: WorkerOptions = { connection: forWorker, prefix, ...workerSettings(options) };
      const createWorker = () => {
        const { Worker } = withBackend(instrumented(createRedisBackend, options));
        return new Worker(name, work, settings) as unknown as AnyWorker;
      };
      return availability.isConnected ? createWorker() : new DeferredWorker(availability, createWorker);
    },
    close: async () => {
      availability.close();
      forWorker.disconnect();
    },
  };
}

/** Knows whether Redis is there. Its going away and coming back are one line each in the log. */
class RedisAvailability {
  private readonly log = new Logger('queue');
  private isAway = false;
  private lastError = 'the connection was closed';
  /** Resolves when Redis is there for the first time. */
  readonly opened: Promise<void>;

  constructor(private readonly redis: RedisConnection) {
    redis.on('error', (error: Error) => (this.lastError = messageOf(error)));
    redis.on('close', () => this.markAway());
    redis.on('ready', () => this.markBack());
    this.opened = new Promise((resolve) => redis.once('ready', resolve));
  }

  /** A Redis that refuses us, or that may evict jobs, stops the start. */
  async open(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, FIRST_CONNECT_MS).unref());
    const refusal = new Promise<Error>((resolve) =>
      this.redis.on('error', (error: Error) => error.name === 'ReplyError' && resolve(error)),
    );
    const refused = await Promise.race([refusal, late, this.redis.connect().catch(() => undefined)]);
    if (refused instanceof Error) this.refuseStart(`REDIS_URL is refused: ${refused.message}.`);
    if (!this.isConnected) return this.markAway();
    const evictionPolicy = await this.policy();
    if (evictionPolicy !== NO_EVICTION) this.refuseStart(`${EVICTS} (it is ${evictionPolicy}).`);
  }

  get isConnected(): boolean {
    return this.redis.status === 'ready';
  }

  close(): void {
    this.isAway = true; // Nothing is logged any more.
    this.redis.removeAllListeners('ready');
    this.redis.disconnect();
  }

  private refuseStart(reason: string): never {
    this.close();
    throw new ConfigurationError(reason);
  }

  private async policy(): Promise<string> {
    const answer = (await this.redis.config('GET', 'maxmemory-policy').catch(() => [])) as string[];
    return answer[1] ?? NO_EVICTION;
  }

  private markAway(): void {
    if (this.isAway) return;
    this.isAway = true;
    this.log.warn(`Redis is away, jobs wait: ${this.lastError}`);
  }

  private markBack(): void {
    if (!this.isAway) return;
    this.isAway = false;
    this.log.log('Redis answers again.');
    void this.policy().then((policy) => policy !== NO_EVICTION && this.log.error(`${EVICTS} (it is ${policy}).`));
  }
}

const NO_EVICTION = 'noeviction';
const EVICTS = `Redis may throw jobs away: set maxmemory-policy to ${NO_EVICTION}`;

/** BullMQ would hold what is added until Redis comes for the first time: the relay, which has a transaction open, must fail instead. */
function failingWhileAway(queue: AnyQueue, availability: RedisAvailability): AnyQueue {
  const check = () => {
    if (!availability.isConnected) throw new Error('Redis is away.');
  };
  return {
    addBulk: async (jobs) => {
      check();
      return queue.addBulk(jobs);
    },
    getJobCounts: async (...states) => {
      check();
      return queue.getJobCounts(...states);
    },
    on: (event, listener) => queue.on(event, listener),
    close: () => (availability.isConnected ? queue.close() : Promise.resolve()),
  };
}

/** A worker of BullMQ that is created when Redis is there: one created before would never start to work. */
class DeferredWorker implements AnyWorker {
  private worker: AnyWorker | null = null;
  private isClosed = false;
  private readonly listeners: ((worker: AnyWorker) => void)[] = [];

  constructor(
    private readonly availability: RedisAvailability,
    private readonly createWorker: () => AnyWorker,
  ) {}

  on(event: 'error' | 'failed', listener: (...args: never[]) => void): void {
    const add = (worker: AnyWorker) => worker.on(event as 'error', listener as (error: Error) => void);
    this.listeners.push(add);
    if (this.worker) add(this.worker);
  }

  async waitUntilReady(): Promise<unknown> {
    return this.worker?.waitUntilReady();
  }

  async run(): Promise<unknown> {
    if (!this.worker) await this.availability.opened;
    return this.isClosed ? null : this.startWorker().run();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.worker?.close();
  }

  private startWorker(): AnyWorker {
    if (this.worker) return this.worker;
    const worker = this.createWorker();
    this.worker = worker;
    for (const add of this.listeners) add(worker);
    return worker;
  }
}

const messageOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
