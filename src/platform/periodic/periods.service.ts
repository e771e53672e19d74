import { Inject, Injectable, Logger } from '@nestjs/common';
import { hostname } from 'node:os';
import { Clock } from '../../vocabulary/clock.js';
import { CONFIG, type Config } from '../config/config.js';
import { cutPoint } from '../config/cut-point.js';
import { SYSTEM } from '../database/actor.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { JobPayload, Processor } from '../queue/job.js';
import { Processors } from '../queue/processors.js';
import { retryWaitMs } from './backoff.js';
import { type Claim, claim, endAttempt } from './period-attempts.js';
import {
  enter,
  lockRun,
  PERIOD_KINDS,
  type PeriodKey,
  type PeriodKind,
  ringAgain,
  runPeriod,
} from './period-ledger.js';

/** What one kind of period means. Registered by the folder that owns it. */
export interface PeriodicWork {
  readonly kind: PeriodKind;
  /** Every period of every market that has ended and counts by now, oldest first; the ledger drops the known ones. */
  due(tx: Tx, now: string): Promise<(PeriodKey & { dueAt: string })[]>;
  /** The whole effect of the period, in the transaction that will also finish it. */
  run(tx: Tx, key: PeriodKey, dueAt: string): Promise<{ result: Record<string, unknown>; digest: string }>;
}

/** After so many failed attempts a period is parked with its reason, for a person to look at. */
const ATTEMPTS_MAX = 8;
const SILENT_SECONDS = 45;

/** Keeps the period ledger: enters what is due, runs it once, in order. The queue only rings. */
@Injectable()
export class Periods implements Processor {
  readonly job = runPeriod as Processor['job'];
  private readonly log = new Logger('periods');
  private readonly works = new Map<PeriodKind, PeriodicWork>();
  private readonly worker = `${hostname()}:${process.pid}`;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    processors: Processors,
  ) {
    processors.register(this);
  }

  register(work: PeriodicWork): void {
    this.works.set(work.kind, work);
  }

  /**
   * Enters what is due between the beginning and now, also after weeks of standstill, and rings for what nobody finished.
   * Each kind for itself: one whose calendar cannot be read must not keep the others from being entered.
   */
  async reconcile(): Promise<PeriodKey[]> {
    const now = this.clock.now().toISOString();
    const entered: PeriodKey[] = [];
    for (const work of this.works.values()) {
      const enterDue = async (tx: Tx) => enter(tx, await work.due(tx, now));
      await this.database.transaction(SYSTEM, enterDue).then(
        (keys) => entered.push(...keys),
        (error: Error) => this.log.error(`${work.kind}: what is due is not known: ${error.message}`, error.stack),
      );
    }
    await this.database.transaction(SYSTEM, (tx) => ringAgain(tx, SILENT_SECONDS, now));
    return entered;
  }

  /**
   * Answers the bell. Older unfinished periods of the same market go first: days are cleared in their order, so one that
   * failed holds up its followers until it is done or parked. A failure stands in the ledger with the time of the next
   * attempt; the queue is told nothing, or it would try again at once.
   */
  async process(payload: JobPayload): Promise<unknown> {
    const key = keyOf(payload);
    const waiting = await this.database.transaction(SYSTEM, (tx) =>
      tx.rows<PeriodKey & { nextAttemptAt: string | null }>(
        `SELECT kind, market, period, next_attempt_at AS "nextAttemptAt" FROM period_run
         WHERE kind = $1 AND market = $2 AND state IN ('due', 'running') AND period <= $3 ORDER BY period`,
        [key.kind, key.market, key.period],
      ),
    );
    const ran: string[] = [];
    for (const { nextAttemptAt, ...period } of waiting) {
      if (nextAttemptAt !== null && nextAttemptAt > this.clock.now().toISOString()) break;
      const done = await this.runOnce(period).then(
        () => true,
        () => false,
      );
      if (!done) break;
      ran.push(period.period);
    }
    return { ran };
  }

  /** Claim, work and finish are one commit: killed anywhere in between, nothing has happened. */
  async runOnce(key: PeriodKey): Promise<void> {
    const work = this.works.get(key.kind);
    if (!work) throw new Error(`Nobody does ${key.kind}.`);
    const { worker } = this;
    const { codeVersion } = this.config;
    const claimed = await this.database.transaction(SYSTEM, (tx) =>
      claim(tx, key, { at: this.clock.now().toISOString(), worker, codeVersion }),
    );
    if (!claimed) return;
    cutPoint('period-claimed');
    try {
      await this.database.transaction(SYSTEM, (tx) => this.finish(tx, key, work, claimed));
      cutPoint('period-finished');
    } catch (error) {
      await this.markFailed(key, claimed, error as Error);
      throw error;
    }
  }

  private async finish(tx: Tx, key: PeriodKey, work: PeriodicWork, claimed: Claim): Promise<void> {
    const run = await lockRun(tx, key);
    const at = () => this.clock.now().toISOString();
    if (!run || run.state === 'finished') return endAttempt(tx, claimed, { at: at(), outcome: 'superseded' });
    const { result, digest } = await work.run(tx, key, run.dueAt);
    cutPoint('period-worked');
    await tx.run(
      `UPDATE period_run SET state = 'finished', finished_at = $4, result = $5, digest = $6, error = NULL, next_attempt_at = NULL
       WHERE kind = $1 AND market = $2 AND period = $3`,
      [key.kind, key.market, key.period, at(), result, digest],
    );
    await endAttempt(tx, claimed, { at: at(), outcome: 'finished' });
  }

  private async markFailed(key: PeriodKey, claimed: Claim, error: Error): Promise<void> {
    this.log.error(`${key.kind} ${key.market} ${key.period}: ${error.message}`, error.stack);
    const now = this.clock.now();
    const outcome = claimed.attempts >= ATTEMPTS_MAX ? 'parked' : 'failed';
    const told = error.message.slice(0, 2_000);
    const nextAttemptAt =
      outcome === 'parked'
        ? null
        : new Date(now.getTime() + retryWaitMs(claimed.attempts, Math.random())).toISOString();
    await this.database.transaction(SYSTEM, async (tx) => {
      await tx.run(
        `UPDATE period_run SET state = $5, error = $4, next_attempt_at = $6
         WHERE kind = $1 AND market = $2 AND period = $3 AND state = 'running'`,
        [key.kind, key.market, key.period, told, outcome === 'parked' ? 'parked' : 'due', nextAttemptAt],
      );
      await endAttempt(tx, claimed, { at: now.toISOString(), outcome, error: told, nextAttemptAt });
    });
  }
}

function keyOf(payload: JobPayload): PeriodKey {
  const kind = PERIOD_KINDS.find((known) => known === payload['kind']);
  const { market, period } = payload;
  if (!kind || typeof market !== 'string' || typeof period !== 'string')
    throw new Error('A period job without its key.');
  return { kind, market, period };
}
