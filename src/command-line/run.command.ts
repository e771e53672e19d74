import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { enter, findRun, PERIOD_KINDS, type PeriodKey } from '../platform/periodic/period-ledger.js';
import { Periods } from '../platform/periodic/periods.service.js';
import { Clock } from '../vocabulary/clock.js';
import { isDay, isMonth, isWeek } from '../vocabulary/period.js';
import { type Command, needed, TEXT, UsageError } from './command.js';

const FORMS = { 'daily-clearance': isDay, 'weekly-settlement': isWeek, 'monthly-reminder': isMonth };

export const runCommand: Command = {
  name: 'run',
  usage: 'run daily-clearance|weekly-settlement|monthly-reminder --market M --period P',
  about: 'Runs one period now, if it was not run before, and prints its result.',
  options: { market: TEXT, period: TEXT },
  async run(input, service) {
    const kind = PERIOD_KINDS.find((known) => known === input.positionals[0]);
    if (!kind) throw new UsageError(`run needs one of ${PERIOD_KINDS.join(', ')}.`);
    const key: PeriodKey = { kind, market: needed(input, 'market'), period: needed(input, 'period') };
    if (!FORMS[kind](key.period)) throw new UsageError(`--period ${key.period} is no period of ${kind}.`);
    const database = service.get(Database);
    const dueAt = service.get(Clock).now().toISOString();
    await database.transaction(SYSTEM, async (tx) => {
      const known = await tx.one('SELECT 1 FROM market WHERE code = $1', [key.market]);
      if (!known) throw new UsageError(`There is no market ${key.market}.`);
      await enter(tx, [{ ...key, dueAt }]);
    });
    await service.get(Periods).runOnce(key);
    console.log(JSON.stringify(await database.transaction(SYSTEM, (tx) => findRun(tx, key)), null, 2));
  },
};
