import { PERIOD_KINDS } from '../periods/period-kind.js';
import { PeriodKinds } from '../periods/period-kinds.service.js';
import { findRun, type PeriodKey } from '../periods/ledger/period-ledger.js';
import { PeriodRuns } from '../periods/ledger/period-runs.service.js';
import { Periods } from '../periods/periods.service.js';
import { SYSTEM } from '../platform/database/actor.js';
import { Database } from '../platform/database/database.js';
import { type Command, needed, TEXT, UsageError } from './command.js';

export const runCommand: Command = {
  name: 'run',
  get usage() {
    return `run ${PERIOD_KINDS.join('|')} --market M --period P`;
  },
  about: 'Runs one period now, if it was not run before, and prints its result.',
  options: { market: TEXT, period: TEXT },
  async run(input, service) {
    const kind = PERIOD_KINDS.find((known) => known === input.positionals[0]);
    if (!kind) throw new UsageError(`run needs one of ${PERIOD_KINDS.join(', ')}.`);
    const key: PeriodKey = { kind, market: needed(input, 'market'), period: needed(input, 'period') };
    if (!service.get(PeriodKinds).of(kind).unit.isPeriod(key.period))
      throw new UsageError(`--period ${key.period} is no period of ${kind}.`);
    const database = service.get(Database);
    // A period that is not over is refused before it gets into the ledger, where it would fail and be missing when it is due.
    await database.transaction(SYSTEM, (tx) => service.get(PeriodRuns).request(tx, key));
    await service.get(Periods).runNow(key);
    console.log(JSON.stringify(await database.transaction(SYSTEM, (tx) => findRun(tx, key)), null, 2));
  },
};
