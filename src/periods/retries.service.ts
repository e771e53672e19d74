import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import type { Market } from '../markets/domain/market.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { Actor } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import { openExclusions, writeRetry } from './exclusions.repository.js';
import { Freezing } from './freezing.service.js';
import { asSystem } from './isolation.js';
import { PeriodKinds } from './period-kinds.service.js';
import { lockRun, type PeriodKey, type PeriodRun } from './ledger/period-ledger.js';
import { nameOf, PeriodRuns } from './ledger/period-runs.service.js';

/** A period, and how many firms it has included by this retry and still leaves out. */
export type RetriedPeriod = PeriodRun & { readonly included: number; readonly excluded: number };

/** Tries again what failed: an unfinished period as a whole, of a finished one the firms it left out. */
@Injectable()
export class PeriodRetries {
  constructor(
    private readonly database: Database,
    private readonly kinds: PeriodKinds,
    private readonly runs: PeriodRuns,
    private readonly freezing: Freezing,
    private readonly clock: Clock,
  ) {}

  /** Refuses (404) what is not there, and (409) a finished period that leaves out nobody, or whose kind includes nobody later. */
  retry(actor: Actor, key: PeriodKey): Promise<RetriedPeriod> {
    return this.database.transaction(actor, async (tx) => {
      const market = await this.runs.marketInPath(tx, key);
      const run = await this.runs.find(tx, key);
      if (run.state !== 'finished') return { ...(await this.runs.retry(tx, key)), included: 0, excluded: 0 };
      const counts = await asSystem(tx, () => this.includeFirms(tx, key, market));
      await recordAudit(tx, this.clock, {
        action: 'period.excluded-retried',
        subjectType: 'period',
        subjectId: nameOf(key),
        detail: { ...key, ...counts },
      });
      return { ...run, ...counts };
    });
  }

  /** Twice, or at once: each firm gets its result once. */
  private async includeFirms(tx: Tx, key: PeriodKey, market: Market): Promise<{ included: number; excluded: number }> {
    const declaration = this.kinds.of(key.kind);
    await lockRun(tx, key);
    const firms = declaration.includesLater ? await openExclusions(tx, key) : [];
    if (firms.length === 0) throw refuse('conflict', 'period-finished', { period: key.period });
    const period = { ...(await this.freezing.periodOf(tx, key, market)), firms };
    const frozen = await this.freezing.freeze(tx, period);
    await declaration.record?.(tx, period, frozen);
    await writeRetry(tx, key, { at: period.now, excluded: frozen.excluded });
    const excluded = (await openExclusions(tx, key)).length;
    return { included: firms.length - excluded, excluded };
  }
}
