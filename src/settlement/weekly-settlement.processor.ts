import { recordStatementEvents } from './settlements.repository.js';
import { Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/audit.js';
import { missingPeriods, startsOf } from '../periods/missing-periods.query.js';
import { Markets } from '../markets/markets.service.js';
import { followUpSettings } from '../markets/domain/follow-up-settings.js';
import type { Tx } from '../platform/database/tx.js';
import type { PeriodKey } from '../periods/period-ledger.js';
import { type PeriodicWork, Periods } from '../periods/periods.service.js';
import { closeWeek } from '../statistics/settlement-weeks.js';
import { Clock } from '../vocabulary/clock.js';
import { daysOfWeek, type Instant, weekOf } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { settlementDueAt } from './domain/due.js';
import { freezeStatements } from './settlements.repository.js';
import { marketFigures } from './settlements.query.js';

/** 周结: on Monday the ISO week before is closed and stated, per firm and for the market. */
@Injectable()
export class WeeklySettlement implements PeriodicWork {
  readonly kind = 'weekly-settlement';

  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
    periods: Periods,
  ) {
    periods.register(this);
  }

  async due(tx: Tx, now: Instant): Promise<(PeriodKey & { dueAt: Instant })[]> {
    const starts = startsOf(await this.markets.followed(tx), (since, { settings }) => ({
      first: daysOfWeek(weekOf(since))[0],
      timeOfDay: followUpSettings(settings).settlementTime,
    }));
    return missingPeriods(tx, this.kind, starts, now);
  }

  async run(tx: Tx, key: PeriodKey) {
    const market = await this.markets.byCode(tx, key.market);
    if (!market) throw refuse('rule-broken', 'market-unknown', { value: key.market });
    const now = this.clock.now().toISOString();
    const endsAt = settlementDueAt(key.period, market.settings);
    if (endsAt > now) throw refuse('rule-broken', 'period-not-over', { period: key.period, endsAt });
    // Before anything is read: a writer that holds the week commits first, every later one finds it closed.
    await closeWeek(tx, key.market, key.period, now);
    const { statements, parked, digest } = await freezeStatements(tx, { market, week: key.period, run: 1, now });
    const { closed, adjustments } = (await marketFigures(tx, key.market, key.period)) ?? {};
    await recordAudit(tx, this.clock, {
      action: 'settlement.finished',
      subjectType: 'settlement-week',
      subjectId: `${key.market} ${key.period}`,
      detail: { statements, parked, digest },
    });
    await recordStatementEvents(tx, this.clock, { market: key.market, week: key.period, run: 1 });
    return { result: { statements, parked, closed, adjustments }, digest };
  }
}
