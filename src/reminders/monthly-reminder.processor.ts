import { Injectable } from '@nestjs/common';
import { missingPeriods, startsOf } from '../periods/missing-periods.query.js';
import { Markets } from '../markets/markets.service.js';
import { followUpSettings } from '../markets/domain/follow-up-settings.js';
import type { Tx } from '../platform/database/tx.js';
import type { PeriodKey } from '../periods/period-ledger.js';
import { type PeriodicWork, Periods } from '../periods/periods.service.js';
import { Clock } from '../vocabulary/clock.js';
import { daysOfMonth, type Instant, lastInstantOf, monthOf } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { reminderDueAt } from './domain/due.js';
import { FirmReminders } from './firm-reminders.service.js';

/** 月提醒: on the first of a month every firm is told what it still owes or lacks of the months before. */
@Injectable()
export class MonthlyReminder implements PeriodicWork {
  readonly kind = 'monthly-reminder';

  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
    private readonly reminders: FirmReminders,
    periods: Periods,
  ) {
    periods.register(this);
  }

  async due(tx: Tx, now: Instant): Promise<(PeriodKey & { dueAt: Instant })[]> {
    const starts = startsOf(await this.markets.followed(tx), (since, { settings }) => ({
      first: daysOfMonth(monthOf(since))[0],
      timeOfDay: followUpSettings(settings).reminderTime,
    }));
    return missingPeriods(tx, this.kind, starts, now);
  }

  async run(tx: Tx, key: PeriodKey) {
    const market = await this.markets.byCode(tx, key.market);
    if (!market) throw refuse('rule-broken', 'market-unknown', { value: key.market });
    const now = this.clock.now().toISOString();
    const endsAt = reminderDueAt(key.period, market.settings);
    if (endsAt > now) throw refuse('rule-broken', 'period-not-over', { period: key.period, endsAt });
    const until = lastInstantOf(daysOfMonth(key.period)[1]);
    const { market: code, period: month } = key;
    return this.reminders.make(tx, market, { market: code, month, kind: 'reminder', until, calendarPublished: true });
  }
}
