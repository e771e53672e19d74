import { Injectable } from '@nestjs/common';
import type { WorkingDays } from '../markets/domain/due.js';
import type { Market } from '../markets/domain/market.js';
import { workingDays } from '../markets/working-days.js';
import { preCloseAt } from '../open-items/domain/month-close.js';
import { MONTH } from '../periods/domain/period-unit.js';
import {
  type FrozenPeriod,
  type Isolation,
  type PeriodDeclaration,
  PeriodKind,
  type PeriodToFreeze,
} from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { businessDayOf, daysOfMonth, type Instant, type Month, monthOf } from '../vocabulary/period.js';
import { FirmReminders } from './firm-reminders.service.js';
import { digestOfAll, type Occasion } from './reminders.repository.js';

/** Three working days before a month closes every firm is warned of what will slip into the next month's statistics. */
@Injectable()
@PeriodKind('pre-close-warning')
export class PreCloseWarning implements PeriodDeclaration {
  readonly unit = MONTH;
  readonly includesLater = true;

  constructor(private readonly reminders: FirmReminders) {}

  get isolation(): Isolation {
    return this.reminders.isolation(occasionOf);
  }

  async dueAt({ settings }: Market, month: Month, calendar: () => Promise<WorkingDays>): Promise<Instant> {
    return preCloseAt(month, settings, await calendar()).at;
  }

  /** After a standstill the month may be over: a warning would come too late for anything, and the reminder says it all. */
  async freeze(tx: Tx, period: PeriodToFreeze): Promise<FrozenPeriod> {
    if (period.firms === null && monthOf(businessDayOf(period.now)) > period.key.period) {
      const content = () => Promise.resolve({ reminders: [] });
      return { result: { reminders: 0, items: 0, late: true }, digest: digestOfAll([]), excluded: [], content };
    }
    const occasion = await occasionOf(tx, period);
    const { result, ...frozen } = await this.reminders.freeze(tx, period, occasion);
    return { ...frozen, result: { ...result, calendarPublished: occasion.calendarPublished } };
  }

  async revise(tx: Tx, period: PeriodToFreeze) {
    return this.reminders.revise(tx, period, await occasionOf(tx, period));
  }

  async record(tx: Tx, period: PeriodToFreeze, frozen: FrozenPeriod): Promise<void> {
    if (frozen.result['late'] !== true) await this.reminders.record(tx, period, frozen, 'pre-close');
  }
}

/** As it stands when the warning is due, or now while that is to come. */
async function occasionOf(tx: Tx, { key, market, asOf }: PeriodToFreeze): Promise<Occasion> {
  const calendar = await workingDays(tx, ...daysOfMonth(key.period));
  const { calendarPublished } = preCloseAt(key.period, market.settings, calendar);
  return { market: key.market, month: key.period, kind: 'pre-close', until: asOf, calendarPublished };
}
