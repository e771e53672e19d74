import { Injectable } from '@nestjs/common';
import type { Market } from '../markets/domain/market.js';
import { MONTH } from '../periods/domain/period-unit.js';
import {
  type FrozenPeriod,
  type Isolation,
  type PeriodDeclaration,
  PeriodKind,
  type PeriodToFreeze,
} from '../periods/period-kind.js';
import type { Tx } from '../platform/database/tx.js';
import { daysOfMonth, type Instant, lastInstantOf, type Month } from '../vocabulary/period.js';
import { reminderDueAt } from './domain/due.js';
import { FirmReminders } from './firm-reminders.service.js';
import type { Occasion } from './reminders.repository.js';

/** 月提醒: on the first of a month every firm is reminded of what it still owes or lacks of the months before. */
@Injectable()
@PeriodKind('monthly-reminder')
export class MonthlyReminder implements PeriodDeclaration {
  readonly unit = MONTH;
  readonly includesLater = true;

  constructor(private readonly reminders: FirmReminders) {}

  get isolation(): Isolation {
    return this.reminders.isolation((_, period) => Promise.resolve(occasionOf(period)));
  }

  dueAt({ settings }: Market, month: Month): Instant {
    return reminderDueAt(month, settings);
  }

  freeze(tx: Tx, period: PeriodToFreeze) {
    return this.reminders.freeze(tx, period, occasionOf(period));
  }

  revise(tx: Tx, period: PeriodToFreeze) {
    return this.reminders.revise(tx, period, occasionOf(period));
  }

  record(tx: Tx, period: PeriodToFreeze, frozen: FrozenPeriod) {
    return this.reminders.record(tx, period, frozen, 'reminder');
  }
}

function occasionOf({ key }: PeriodToFreeze): Occasion {
  const until = lastInstantOf(daysOfMonth(key.period)[1]);
  return { market: key.market, month: key.period, kind: 'reminder', until, calendarPublished: true };
}
