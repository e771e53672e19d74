import { Database } from '../src/platform/database/database.js';
import { SYSTEM } from '../src/platform/database/actor.js';
import { publishAll } from '../src/platform/outbox/outbox.js';
import { Relay } from '../src/platform/outbox/relay.js';
import { defineJob, type JobDefinition, withdrawJob } from '../src/platform/queue/job.js';
import { CONCURRENCY, Jobs } from '../src/platform/queue/jobs.service.js';
import { Processors } from '../src/platform/queue/processors.js';
import { median, PAIRS } from './pairs.js';
import { BARE_QUEUE, type Stage } from './stage.js';

const JOBS = Number.parseInt(process.env['BENCH_JOBS'] ?? '2000', 10);
const DELIVERIES = 200;
const INSERT = 'INSERT INTO bench_effect (n) VALUES ($1)';
let benchJob: JobDefinition<{ n: number }>;

/**
 * How soon a published job starts after its commit, beside a job that is put into a bare queue of the same backend; and how many
 * jobs with one small transaction are done in a second, beside the smaller of the two things they are made of: a bare queue whose
 * jobs do nothing, and the same transaction by raw pg at the same concurrency. On Redis when REDIS_URL is set.
 */
export async function run(stage: Stage): Promise<void> {
  await stage.raw.query('CREATE TABLE bench_effect (n integer); GRANT INSERT ON bench_effect TO loomgate_system');
  // After the service has started, which refuses to with a job that nobody does.
  benchJob = defineJob('bench-small-transaction', { small: true });
  const work = new Work(stage.app.get(Database));
  stage.app.get(Processors).register({ job: benchJob, process: ({ n }) => work.do(n) });
  const bare = await BareQueue.open(stage);
  const jobs = stage.app.get(Jobs);
  const relay = stage.app.get(Relay);
  await jobs.start();
  relay.start();
  try {
    await latency(stage, work, bare);
    await throughput(stage, work, bare);
  } finally {
    // The services of the benchmarks after this one have no processor for it.
    withdrawJob(benchJob.name);
    await relay.stop();
    await bare.close();
  }
}

/** What the job does, and who waits for it. */
class Work {
  private started: () => void = () => undefined;
  private missing = 0;
  private allDone: () => void = () => undefined;

  constructor(private readonly database: Database) {}

  async do(n: number): Promise<void> {
    this.started();
    await this.database.transaction(SYSTEM, (tx) => tx.run(INSERT, [n]));
    if (--this.missing === 0) this.allDone();
  }

  nextStart(): Promise<void> {
    return new Promise((resolve) => (this.started = resolve));
  }

  done(count: number): Promise<void> {
    this.missing = count;
    return new Promise((resolve) => (this.allDone = resolve));
  }
}

/** BullMQ as it is, on the same backend: added in bulk, jobs that do nothing. */
class BareQueue {
  private seen: () => void = () => undefined;

  private constructor(
    private readonly queue: ReturnType<Stage['queue']['queue']>,
    private readonly worker: ReturnType<Stage['queue']['worker']>,
  ) {}

  static async open(stage: Stage): Promise<BareQueue> {
    const queue = stage.queue.queue(BARE_QUEUE);
    const worker = stage.queue.worker(BARE_QUEUE, async () => opened.seen(), {
      concurrency: CONCURRENCY,
      jobLockMs: 15_000,
      onAnswer: () => undefined,
      onError: () => undefined,
    });
    const opened = new BareQueue(queue, worker);
    for (const each of [queue, worker]) each.on('error', () => undefined);
    await worker.waitUntilReady();
    void worker.run();
    return opened;
  }

  async through(count: number): Promise<void> {
    let missing = count;
    const all = new Promise<void>((resolve) => (this.seen = () => --missing === 0 && resolve()));
    await this.queue.addBulk(Array.from({ length: count }, (_, n) => ({ name: 'nothing', data: { n }, opts: {} })));
    await all;
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.queue.close();
  }
}

async function latency({ database, queue }: Stage, work: Work, bare: BareQueue): Promise<void> {
  const [ours, base]: number[][] = [[], []];
  for (let n = 0; n < DELIVERIES; n++) {
    const begun = work.nextStart();
    await database.transaction(SYSTEM, (tx) => publishAll(tx, benchJob, [{ n }]));
    ours?.push(await milliseconds(() => begun));
    base?.push(await milliseconds(() => bare.through(1)));
  }
  const p = (of: number[] = [], share = 0.5) => [...of].sort((a, b) => a - b)[Math.floor(of.length * share)] ?? 0;
  console.log(
    `from commit to the start of its job on ${queue.name}: p50 ${p(ours).toFixed(1)} ms, p95 ${p(ours, 0.95).toFixed(1)} ms ` +
      `(baseline: added to a bare queue p50 ${p(base).toFixed(1)} ms, p95 ${p(base, 0.95).toFixed(1)} ms)`,
  );
}

async function throughput({ database, raw, queue }: Stage, work: Work, bare: BareQueue): Promise<void> {
  const rates: { ours: number; queue: number; transaction: number }[] = [];
  for (let round = 0; round <= PAIRS; round++) {
    const ours = await perSecond(async () => {
      const all = work.done(JOBS);
      const payloads = Array.from({ length: JOBS }, (_, n) => ({ n }));
      await database.transaction(SYSTEM, (tx) => publishAll(tx, benchJob, payloads));
      await all;
    });
    const bareQueue = await perSecond(() => bare.through(JOBS));
    const transaction = await perSecond(() => rawTransactions(raw));
    // The first round warms up and does not count.
    if (round > 0) rates.push({ ours, queue: bareQueue, transaction });
  }
  const of = (which: 'ours' | 'queue' | 'transaction') => median(rates.map((rate) => rate[which]));
  const ratio = median(rates.map((rate) => rate.ours / Math.min(rate.queue, rate.transaction)));
  console.log(
    `jobs with one small transaction on ${queue.name}: ours ${of('ours').toFixed(0)}/s, bare queue ${of('queue').toFixed(0)}/s, ` +
      `raw transactions ${of('transaction').toFixed(0)}/s, ratio to the smaller ${ratio.toFixed(2)}`,
  );
}

/** As many at once as the worker has jobs at once. */
async function rawTransactions(pool: Stage['raw']): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let n = next++; n < JOBS; n = next++) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query(INSERT, [n]);
      await client.query('COMMIT');
      client.release();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, one));
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const perSecond = async (work: () => Promise<unknown>): Promise<number> => (JOBS * 1_000) / (await milliseconds(work));
