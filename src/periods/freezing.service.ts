import { Injectable } from '@nestjs/common';
import type { Market } from '../markets/domain/market.js';
import { Markets } from '../markets/markets.service.js';
import { refuse } from '../messages/refusals/refusal.js';
import type { Tx } from '../platform/database/tx.js';
import { Clock } from '../vocabulary/clock.js';
import type { Instant } from '../vocabulary/period.js';
import { dueAtOf } from './ledger/due-periods.query.js';
import { writeExclusions } from './exclusions.repository.js';
import { withoutFailingFirms } from './isolation.js';
import type { FrozenPeriod, PeriodToFreeze, RevisedPeriod } from './period-kind.js';
import { PeriodKinds } from './period-kinds.service.js';
import type { PeriodKey } from './ledger/period-ledger.js';

/** Makes the result of a period, by the declaration of its kind. */
@Injectable()
export class Freezing {
  constructor(
    private readonly kinds: PeriodKinds,
    private readonly markets: Markets,
    private readonly clock: Clock,
  ) {}

  /** The whole effect of a period, in the transaction that also finishes it in the ledger. */
  async run(tx: Tx, key: PeriodKey): Promise<{ result: Record<string, unknown>; digest: string }> {
    const declaration = this.kinds.of(key.kind);
    const market = await this.markets.ofBody(tx, key.market);
    const period = await this.periodOf(tx, key, market);
    // The ledger may say "due" too early (a cut-off was moved, a clock was wrong): an unfinished period must not be frozen.
    if (period.dueAt > period.now) {
      throw refuse('rule-broken', 'period-not-over', { period: key.period, endsAt: period.dueAt });
    }
    await declaration.close?.(tx, period);
    const frozen = await this.freeze(tx, period);
    await declaration.record?.(tx, period, frozen);
    return { result: { ...frozen.result, excluded: frozen.excluded.length }, digest: frozen.digest };
  }

  /** Freezes a period for those whose data allow it, and writes down whom it leaves out. */
  async freeze(tx: Tx, period: PeriodToFreeze): Promise<FrozenPeriod> {
    const declaration = this.kinds.of(period.key.kind);
    const frozen = await withoutFailingFirms(tx, declaration, period, (some) => declaration.freeze(tx, some));
    if (period.firms === null) await this.exclude(tx, period, frozen);
    return frozen;
  }

  /** Computes a finished period again for those whose data allow it. */
  async revise(tx: Tx, period: PeriodToFreeze): Promise<RevisedPeriod> {
    const declaration = this.kinds.of(period.key.kind);
    const revised = await withoutFailingFirms(tx, declaration, period, (some) => declaration.revise(tx, some));
    await this.exclude(tx, period, revised);
    return revised;
  }

  async periodOf(tx: Tx, key: PeriodKey, market: Market): Promise<PeriodToFreeze> {
    const now = this.clock.now().toISOString();
    const dueAt: Instant = await dueAtOf(tx, this.kinds.of(key.kind), market, key.period);
    return { key, market, now, dueAt, asOf: dueAt < now ? dueAt : now, revision: 1, failing: [], firms: null };
  }

  private exclude(tx: Tx, { key, revision, now }: PeriodToFreeze, { excluded }: FrozenPeriod): Promise<void> {
    return writeExclusions(tx, key, { revision, at: now, excluded });
  }
}
