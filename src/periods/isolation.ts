import { bisectFailures, tryInSavepoint } from '../platform/database/bisect-failures.js';
import type { Tx } from '../platform/database/tx.js';
import type { PeriodDeclaration, PeriodToFreeze } from './period-kind.js';

/**
 * Does the work for the whole market; where the data of some firms allow no result, for all but them. Whose data it is, is found
 * by judging firms, not by writing: what no firm's judgement explains is thrown as it came.
 */
export async function withoutFailingFirms<T extends object>(
  tx: Tx,
  { isolation }: PeriodDeclaration,
  period: PeriodToFreeze,
  work: (period: PeriodToFreeze) => Promise<T>,
): Promise<T> {
  if (!isolation) return work(period);
  const all = await tryInSavepoint(tx, () => work(period));
  if (typeof all !== 'string') return all;
  const firms = await isolation.firms(tx, period);
  const { failed } = await bisectFailures(tx, firms, (some) => isolation.judge(tx, period, some));
  return work({ ...period, failing: failed });
}

/** As the run of a period sees its market: the rows of every firm and office, whoever asks. */
export function asSystem<R>(tx: Tx, work: () => Promise<R>): Promise<R> {
  const forOffice = (office: string) => tx.run("SELECT set_config('app.office', $1, true)", [office]);
  return tx.asService(async () => {
    await forOffice('');
    const result = await work();
    await forOffice(tx.actor.office ?? '');
    return result;
  });
}
