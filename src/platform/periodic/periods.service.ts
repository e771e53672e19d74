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

  /** Enters what is due between the beginning and now, also after weeks of standstill, and rings for what nobody finished. */
  async reconcile(): Promise<PeriodKey[]> {
    return this.database.transaction(SYSTEM, async (tx) => {
      const now = this.clock.now().toISOString();
      const due: (PeriodKey & { dueAt: string })[] = [];
      for (const work of this.works.values()) due.push(...(await work.due(tx, now)));
      const entered = await enter(tx, due);
      await ringAgain(tx, SILENT_SECONDS);
      return entered;
    });
  }

  /** Answers the bell. Older unfinished periods of the same market go first: days are cleared in their order. */
  async process(payload: JobPayload): Promise<unknown> {
    const key = keyOf(payload);
    const waiting = await this.database.transaction(SYSTEM, (tx) =>
      tx.rows<PeriodKey>(
        `SELECT kind, market, period FROM period_run
         WHERE kind = $1 AND market = $2 AND state IN ('due', 'running') AND period <= $3 ORDER BY period`,
        [key.kind, key.market, key.period],
      ),
    );
    for (const period of waiting) await this.runOnce(period);
    return { ran: waiting.map((run) => run.period) };
  }

  /** Claim, work and finish are one commit: killed anywhere in between, nothing has happened. */
  async runOnce(key: PeriodKey): Promise<void> {
    const work = this.works.get(key.kind);
    if (!work) throw new Error(`Nobody does ${key.kind}.`);
    await this.markRunning(key);
    cutPoint('period-claimed');
    try {
      await this.database.transaction(SYSTEM, async (tx) => {
        const run = await lockRun(tx, key);
        if (!run || run.state === 'finished') return;
        const { result, digest } = await work.run(tx, key, run.dueAt);
        cutPoint('period-worked');
        await tx.run(
          `UPDATE period_run SET state = 'finished', finished_at = $4, result = $5, digest = $6, error = NULL
           WHERE kind = $1 AND market = $2 AND period = $3`,
          [key.kind, key.market, key.period, this.clock.now().toISOString(), result, digest],
        );
      });
      cutPoint('period-finished');
    } catch (error) {
      await this.markFailed(key, error as Error);
      throw error;
    }
  }

  private async markRunning(key: PeriodKey): Promise<void> {
    await this.database.transaction(SYSTEM, (tx) =>
      tx.run(
        `UPDATE period_run SET state = 'running', attempts = attempts + 1, started_at = $4, worker = $5, code_version = $6
         WHERE kind = $1 AND market = $2 AND period = $3 AND state IN ('due', 'running')`,
        [key.kind, key.market, key.period, this.clock.now().toISOString(), this.worker, this.config.codeVersion],
      ),
    );
  }

  private async markFailed(key: PeriodKey, error: Error): Promise<void> {
    this.log.error(`${key.kind} ${key.market} ${key.period}: ${error.message}`, error.stack);
    await this.database.transaction(SYSTEM, (tx) =>
      tx.run(
        `UPDATE period_run SET state = CASE WHEN attempts >= $5 THEN 'parked' ELSE 'due' END, error = $4
         WHERE kind = $1 AND market = $2 AND period = $3 AND state = 'running'`,
        [key.kind, key.market, key.period, error.message.slice(0, 2_000), ATTEMPTS_MAX],
      ),
    );
  }
}

function keyOf(payload: JobPayload): PeriodKey {
  const kind = PERIOD_KINDS.find((known) => known === payload['kind']);
  const { market, period } = payload;
  if (!kind || typeof market !== 'string' || typeof period !== 'string')
    throw new Error('A period job without its key.');
  return { kind, market, period };
}
