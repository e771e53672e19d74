import { Injectable } from '@nestjs/common';
import { missingPeriods, startsOf } from '../periods/missing-periods.query.js';
import { Markets } from '../markets/markets.service.js';
import { workingDays } from '../markets/working-days.js';
import { preCloseAt } from '../open-items/domain/month-close.js';
import type { Tx } from '../platform/database/tx.js';
import type { PeriodKey } from '../periods/period-ledger.js';
import { type PeriodicWork, Periods } from '../periods/periods.service.js';
import { Clock } from '../vocabulary/clock.js';
import { businessDayOf, daysOfMonth, type Instant, monthOf } from '../vocabulary/period.js';
import { refuse } from '../messages/refusal.js';
import { FirmReminders } from './firm-reminders.service.js';
import { digestOfAll } from './reminders.repository.js';

/** Three working days before a month closes every firm is told what will slip into the next month's statistics. */
@Injectable()
export class PreCloseWarning implements PeriodicWork {
  readonly kind = 'pre-close-warning';

  constructor(
    private readonly markets: Markets,
    private readonly clock: Clock,
    private readonly reminders: FirmReminders,
    periods: Periods,
  ) {
    periods.register(this);
  }

  /** Of the months that have begun and are not in the ledger those whose day, by the working calendar, has come. */
  async due(tx: Tx, now: Instant): Promise<(PeriodKey & { dueAt: Instant })[]> {
    const followed = await this.markets.followed(tx);
    const starts = startsOf(followed, (since) => ({ first: daysOfMonth(monthOf(since))[0], timeOfDay: '00:00' }));
    const begun = await missingPeriods(tx, this.kind, starts, now);
    const [first, last] = [begun.at(0), begun.at(-1)];
    if (!first || !last) return [];
    const calendar = await workingDays(tx, daysOfMonth(first.period)[0], daysOfMonth(last.period)[1]);
    const settings = new Map(followed.map((market) => [market.code, market.settings]));
    return begun
      .map((key) => ({ ...key, dueAt: preCloseAt(key.period, settings.get(key.market) ?? {}, calendar).at }))
      .filter(({ dueAt }) => dueAt <= now);
  }

  async run(tx: Tx, { market: code, period: month }: PeriodKey) {
    const market = await this.markets.byCode(tx, code);
    if (!market) throw refuse('rule-broken', 'market-unknown', { value: code });
    const now = this.clock.now().toISOString();
    const calendar = await workingDays(tx, ...daysOfMonth(month));
    const { at, calendarPublished } = preCloseAt(month, market.settings, calendar);
    if (at > now) throw refuse('rule-broken', 'period-not-over', { period: month, endsAt: at });
    // After a standstill the month may be over: a warning would come too late for anything, and the reminder tells it all.
    if (monthOf(businessDayOf(now)) > month) {
      return { result: { reminders: 0, items: 0, parked: 0, late: true }, digest: digestOfAll([]) };
    }
    const occasion = { market: code, month, kind: 'pre-close', until: at, calendarPublished } as const;
    const { result, digest } = await this.reminders.make(tx, market, occasion);
    return { result: { ...result, calendarPublished }, digest };
  }
}
