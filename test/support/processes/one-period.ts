import { PERIOD_KINDS } from '../../../src/periods/period-kind.js';
import { Periods } from '../../../src/periods/periods.service.js';
import { DatabaseRecovery } from '../../../src/platform/database/database-recovery.js';
import { runOneTask } from './one-task.js';

/** Arguments: kind, market, period. Runs that period. */
runOneTask('one-period', (app, [kindName, market = '', period = '']) => {
  const kind = PERIOD_KINDS.find((known) => known === kindName);
  if (!kind) throw new Error(`no kind of period: ${kindName}`);
  const work = () => app.get(Periods).process({ kind, market, period });
  return app.get(DatabaseRecovery).repeat(work, () => false);
});
