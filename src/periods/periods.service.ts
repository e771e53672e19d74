import { Inject, Injectable, Logger } from '@nestjs/common';
import { hostname } from 'node:os';
import { Clock } from '../vocabulary/clock.js';
import { TrialClock } from '../platform/clock/trial-clock.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { FaultPoints } from '../platform/fault-points.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database, startsOver } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Every } from '../platform/periodic-work.js';
import { isDatabaseAway } from '../platform/database/unavailable.js';
import { type JobPayload, Processor } from '../platform/queue/job.js';
import { Markets } from '../markets/markets.service.js';
import { retryWaitMs } from './ledger/backoff.js';
import { duePeriods } from './ledger/due-periods.query.js';
import { Freezing } from './freezing.service.js';
import { PERIOD_KINDS } from './period-kind.js';
import { PeriodKinds } from './period-kinds.service.js';
import { type StartedAttempt, startAttempt, endAttempt } from './ledger/period-attempts.js';
import { warnUnlessOutage } from '../platform/queue/outage.js';
import {
  enterRuns,
  findRun,
  finishRun,
  lockRun,
  type PeriodKey,
  enqueueUnfinished,
  runPeriod,
} from './ledger/period-ledger.js';

/** After so many failed attempts a period is failed for good, with its reason, for a person to look at. */
const ATTEMPTS_MAX = 8;
/** With a look at the calendar every 30 s, what is due is enqueued again within a minute of the loss of its job. */
const SILENT_SECONDS = 25;

/** Keeps the period ledger: enters what is due, runs it once, in order. The queue only says when to look. */
@Injectable()
@Processor(runPeriod)
export class Periods {
  private readonly log = new Logger('periods');
  private readonly worker = `${hostname()}:${process.pid}`;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly faultPoints: FaultPoints,
    private readonly markets: Markets,
    private readonly kinds: PeriodKinds,
    private readonly freezing: Freezing,
    @Inject(CONFIG) private readonly config: Config,
    trial: TrialClock,
  ) {
    // Jobs that came while this process's clock was behind found nothing due: all that is due is enqueued again.
    trial.onFollowed(() => this.reconcile(0));
  }

  /** Every process may look: the ledger's unique key decides. */
  @Every(30_000, 'calendar not read')
  async lookAtCalendar(): Promise<void> {
    const entered = await this.reconcile();
    if (entered.length > 0) this.log.log(`${entered.length} periods became due`);
  }

  /**
   * Enters what is due between the beginning and now, also after weeks of standstill, and enqueues what nobody has finished.
   * Each kind for itself: one whose calendar cannot be read must not keep the others from being entered.
   */
  async reconcile(silentSeconds = SILENT_SECONDS): Promise<PeriodKey[]> {
    const now = this.clock.now().toISOString();
    const entered: PeriodKey[] = [];
    for (const [kind, declaration] of this.kinds.all()) {
      const enterDue = async (tx: Tx) => {
        const followed = await this.markets.followed(tx);
        return enterRuns(tx, await duePeriods(tx, kind, declaration, { followed, now }));
      };
      await this.database.transaction(SYSTEM, enterDue).then(
        (keys) => entered.push(...keys),
        (error: Error) => warnUnlessOutage(this.log, `${kind}: what is due is not known`, error),
      );
    }
    await this.database.transaction(SYSTEM, (tx) => enqueueUnfinished(tx, silentSeconds, now));
    return entered;
  }

  /**
   * Runs what the job of a period names. Older unfinished periods of the same market go first: days are cleared in their order, so one that
   * failed holds up its followers until it is done or has failed for good. A failure stands in the ledger with the time of the next
   * attempt, and the job ends well: the queue would try again at once. Only that the database is away is thrown, so that the job waits.
   * What is not due by this process's clock waits for a later job: another process's clock is ahead, or a trial has just been moved.
   */
  async process(payload: JobPayload): Promise<unknown> {
    const key = keyOf(payload);
    const waiting = await this.database.transaction(SYSTEM, (tx) =>
      tx.rows<PeriodKey>(
        `SELECT kind, market, period FROM period_run
         WHERE kind = $1 AND market = $2 AND state IN ('due', 'running') AND period <= $3 AND due_at <= $4 ORDER BY period`,
        [key.kind, key.market, key.period, this.clock.now().toISOString()],
      ),
    );
    const ran: string[] = [];
    for (const period of waiting) {
      if (!(await this.attemptPeriod(period, true).catch(throwIfAway))) break;
      ran.push(period.period);
    }
    return { ran };
  }

  /** Does a period somebody asks for, also one that waits after a failure or has failed for good; throws what its work throws. */
  async runNow(key: PeriodKey): Promise<void> {
    await this.attemptPeriod(key, false);
  }

  /** Work and finish are one commit: killed anywhere in between, nothing has happened. True when it is finished. */
  private async attemptPeriod(key: PeriodKey, isScheduled: boolean): Promise<boolean> {
    const by = { at: this.now(), worker: this.worker, codeVersion: this.config.codeVersion, isScheduled };
    const started = await this.database.transaction(
      SYSTEM,
      async (tx) => (await startAttempt(tx, key, by)) ?? (await findRun(tx, key))?.state === 'finished',
    );
    if (typeof started === 'boolean') return started;
    this.faultPoints.reached('period-claimed');
    const ended = await this.database
      .transaction(SYSTEM, (tx) => this.finish(tx, key, started))
      .catch(async (error: Error) => {
        if (isDatabaseAway(error)) return this.endInterrupted(started, error);
        await this.database.transaction(SYSTEM, (tx) => this.markFailed(tx, key, started, error));
        return error;
      });
    this.faultPoints.reached('period-finished');
    if (ended instanceof Error) throw ended;
    return ended;
  }

  /** Whether it is finished, or why its work failed: that is written under the same lock, so that nobody tries in between. */
  private async finish(tx: Tx, key: PeriodKey, started: StartedAttempt): Promise<boolean | Error> {
    const run = await lockRun(tx, key);
    const mustWait = started.isScheduled && (run?.state === 'failed' || (run?.nextAttemptAt ?? '') > this.now());
    if (!run || run.state === 'finished' || mustWait) {
      await endAttempt(tx, started, { at: this.now(), outcome: 'superseded' });
      return run?.state === 'finished';
    }
    await tx.run('SAVEPOINT work');
    try {
      const { result, digest } = await this.freezing.run(tx, key);
      this.faultPoints.reached('period-worked');
      await finishRun(tx, key, { at: this.now(), result, digest });
    } catch (error) {
      if (startsOver(error) || isDatabaseAway(error)) throw error;
      await tx.run('ROLLBACK TO SAVEPOINT work').catch(() => Promise.reject(error as Error));
      await this.markFailed(tx, key, started, error as Error);
      return error as Error;
    }
    await endAttempt(tx, started, { at: this.now(), outcome: 'finished' });
    return true;
  }

  /** The period has failed at nothing: its attempt ends, if that can be written by now, and is not counted. */
  private async endInterrupted(started: StartedAttempt, error: Error): Promise<never> {
    const end = { at: this.now(), outcome: 'failed' as const, error: error.message.slice(0, 2_000) };
    await this.database.transaction(SYSTEM, (tx) => endAttempt(tx, started, end)).catch(() => undefined);
    throw error;
  }

  private async markFailed(tx: Tx, key: PeriodKey, started: StartedAttempt, error: Error): Promise<void> {
    this.log.error(`${key.kind} ${key.market} ${key.period}: ${error.message}`, error.stack);
    const now = this.clock.now();
    const attempts = ((await lockRun(tx, key))?.attempts ?? 0) + 1;
    const isFinal = attempts >= ATTEMPTS_MAX;
    const message = error.message.slice(0, 2_000);
    const nextAttemptAt = isFinal ? null : new Date(now.getTime() + retryWaitMs(attempts, Math.random())).toISOString();
    await tx.run(
      `UPDATE period_run SET state = $5, error = $4, next_attempt_at = $6, attempts = attempts + 1
       WHERE kind = $1 AND market = $2 AND period = $3 AND state = 'running'`,
      [key.kind, key.market, key.period, message, isFinal ? 'failed' : 'due', nextAttemptAt],
    );
    await endAttempt(tx, started, { at: now.toISOString(), outcome: 'failed', error: message, nextAttemptAt });
  }

  private now(): string {
    return this.clock.now().toISOString();
  }
}

/** A failure of the period itself stands in the ledger. */
function throwIfAway(error: unknown): false {
  if (isDatabaseAway(error)) throw error;
  return false;
}

function keyOf(payload: JobPayload): PeriodKey {
  const kind = PERIOD_KINDS.find((known) => known === payload['kind']);
  const { market, period } = payload;
  if (!kind || typeof market !== 'string' || typeof period !== 'string')
    throw new Error('A period job without its key.');
  return { kind, market, period };
}
