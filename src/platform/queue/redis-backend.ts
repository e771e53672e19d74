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
import { RedisLine } from './redis-line.js';

/** At start it is waited for so long: a Redis that comes later is used when it comes. */
const FIRST_CONNECT_MS = 3_000;

/**
 * BullMQ on Redis. Nobody who is answered needs it, so a process starts and serves while Redis is away: writes wait in the outbox,
 * workers begin when it comes. Never falls back to another queue.
 */
export async function redisBackend(redisUrl: string, prefix: string): Promise<QueueBackend> {
  const forQueue = new RedisLine(redisUrl, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: true });
  const forWorker = new RedisLine(redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
  forWorker.on('error', () => undefined);
  const link = new Link(forQueue);
  await link.open();
  void forWorker.connect().catch(() => undefined);
  return {
    name: 'redis',
    queue: (name) => {
      const queue = new Queue(name, { connection: forQueue, prefix, defaultJobOptions: JOB_DEFAULTS });
      return whileThere(queue as unknown as AnyQueue, link);
    },
    worker: (name, work, options) => {
      const settings: WorkerOptions = { connection: forWorker, prefix, ...workerSettings(options) };
      const make = () => {
        const { Worker } = withBackend(instrumented(createRedisBackend, options));
        return new Worker(name, work, settings) as unknown as AnyWorker;
      };
      return link.isThere ? make() : new LateWorker(link, make);
    },
    close: async () => {
      link.close();
      forWorker.disconnect();
    },
  };
}

/** Knows whether Redis is there; it going away and coming back are one line each in the log. */
class Link {
  private readonly log = new Logger('queue');
  private isAway = false;
  private lastError = 'the connection was closed';
  /** Fulfilled when it is there for the first time. */
  readonly opened: Promise<void>;

  constructor(private readonly redis: RedisLine) {
    redis.on('error', (error: Error) => (this.lastError = messageOf(error)));
    redis.on('close', () => this.isGone());
    redis.on('ready', () => this.isBack());
    this.opened = new Promise((resolve) => redis.once('ready', resolve));
  }

  /** A Redis that refuses us, or that may evict jobs, stops the start. */
  async open(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, FIRST_CONNECT_MS).unref());
    const refusal = new Promise<Error>((resolve) =>
      this.redis.on('error', (error: Error) => error.name === 'ReplyError' && resolve(error)),
    );
    const refused = await Promise.race([refusal, late, this.redis.connect().catch(() => undefined)]);
    if (refused instanceof Error) this.stop(`REDIS_URL is refused: ${refused.message}.`);
    if (!this.isThere) return this.isGone();
    const policy = await this.policy();
    if (policy !== NO_EVICTION) this.stop(`${EVICTS} (it is ${policy}).`);
  }

  get isThere(): boolean {
    return this.redis.status === 'ready';
  }

  close(): void {
    this.isAway = true; // Nothing more to tell.
    this.redis.removeAllListeners('ready');
    this.redis.disconnect();
  }

  private stop(reason: string): never {
    this.close();
    throw new ConfigurationError(reason);
  }

  private async policy(): Promise<string> {
    const answer = (await this.redis.config('GET', 'maxmemory-policy').catch(() => [])) as string[];
    return answer[1] ?? NO_EVICTION;
  }

  private isGone(): void {
    if (this.isAway) return;
    this.isAway = true;
    this.log.warn(`Redis is away, jobs wait: ${this.lastError}`);
  }

  private isBack(): void {
    if (!this.isAway) return;
    this.isAway = false;
    this.log.log('Redis answers again.');
    void this.policy().then((policy) => policy !== NO_EVICTION && this.log.error(`${EVICTS} (it is ${policy}).`));
  }
}

const NO_EVICTION = 'noeviction';
const EVICTS = `Redis may throw jobs away: set maxmemory-policy to ${NO_EVICTION}`;

/** BullMQ would hold what is added until Redis comes for the first time: whoever adds has a transaction open, and must fail instead. */
function whileThere(queue: AnyQueue, link: Link): AnyQueue {
  const check = () => {
    if (!link.isThere) throw new Error('Redis is away.');
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
    close: () => (link.isThere ? queue.close() : Promise.resolve()),
  };
}

/** A worker of BullMQ that is made when Redis is there: one that is made before would never come to work. */
class LateWorker implements AnyWorker {
  private worker: AnyWorker | null = null;
  private isClosed = false;
  private readonly listeners: ((worker: AnyWorker) => void)[] = [];

  constructor(
    private readonly link: Link,
    private readonly make: () => AnyWorker,
  ) {}

  on(event: 'error' | 'failed', listener: (...told: never[]) => void): void {
    const add = (worker: AnyWorker) => worker.on(event as 'error', listener as (error: Error) => void);
    this.listeners.push(add);
    if (this.worker) add(this.worker);
  }

  async waitUntilReady(): Promise<unknown> {
    return this.worker?.waitUntilReady();
  }

  async run(): Promise<unknown> {
    if (!this.worker) await this.link.opened;
    return this.isClosed ? null : this.begin().run();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.worker?.close();
  }

  private begin(): AnyWorker {
    if (this.worker) return this.worker;
    const worker = this.make();
    this.worker = worker;
    for (const add of this.listeners) add(worker);
    return worker;
  }
}

const messageOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map(String).join('; ') : error.message;
