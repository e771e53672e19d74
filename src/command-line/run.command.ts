import { cutOffOf } from '../clearance/domain/cut-off.js';
import { PeriodRuns } from '../periods/period-runs.service.js';
import type { WorkingDays } from '../markets/domain/due.js';
import type { Market } from '../markets/domain/market.js';
import { workingDays } from '../markets/working-days.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { findRun, PERIOD_KINDS, type PeriodKey, type PeriodKind } from '../periods/period-ledger.js';
import { Periods } from '../periods/periods.service.js';
import { preCloseAt } from '../open-items/domain/month-close.js';
import { reminderDueAt } from '../reminders/domain/due.js';
import { settlementDueAt } from '../settlement/domain/due.js';
import { type Day, daysOfMonth, type Instant, isDay, isMonth, isWeek } from '../vocabulary/period.js';
import { type Command, needed, TEXT, UsageError } from './command.js';

const FORMS = {
  'daily-clearance': isDay,
  'weekly-settlement': isWeek,
  'monthly-reminder': isMonth,
  'pre-close-warning': isMonth,
};

/** A period that is not over must not get into the ledger: it would fail until it is parked, and be missing when it is due. */
const DUE: Record<PeriodKind, (period: string, market: Market, calendar: WorkingDays) => Instant> = {
  'daily-clearance': cutOffOf,
  'weekly-settlement': (week, { settings }) => settlementDueAt(week, settings),
  'monthly-reminder': (month, { settings }) => reminderDueAt(month, settings),
  'pre-close-warning': (month, { settings }, calendar) => preCloseAt(month, settings, calendar).at,
};

export const runCommand: Command = {
  name: 'run',
  usage: 'run daily-clearance|weekly-settlement|monthly-reminder|pre-close-warning --market M --period P',
  about: 'Runs one period now, if it was not run before, and prints its result.',
  options: { market: TEXT, period: TEXT },
  async run(input, service) {
    const kind = PERIOD_KINDS.find((known) => known === input.positionals[0]);
    if (!kind) throw new UsageError(`run needs one of ${PERIOD_KINDS.join(', ')}.`);
    const key: PeriodKey = { kind, market: needed(input, 'market'), period: needed(input, 'period') };
    if (!FORMS[kind](key.period)) throw new UsageError(`--period ${key.period} is no period of ${kind}.`);
    const database = service.get(Database);
    await database.transaction(SYSTEM, async (tx) => {
      const calendar =
        kind === 'pre-close-warning' ? await workingDays(tx, ...daysOfMonth(key.period)) : new Map<Day, boolean>();
      await service.get(PeriodRuns).request(tx, key, (market) => DUE[kind](key.period, market, calendar));
    });
    await service.get(Periods).runNow(key);
    console.log(JSON.stringify(await database.transaction(SYSTEM, (tx) => findRun(tx, key)), null, 2));
  },
};
