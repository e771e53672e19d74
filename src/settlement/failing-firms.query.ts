import { findFailingFirms } from '../open-items/failing-firms.query.js';
import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { tryInSavepoint } from '../platform/database/bisect-failures.js';
import { OPEN, openItemsOf, roomForSums, type FailingFirm, type WeekQuestion } from './week-tables.query.js';

/**
 * Does the work for the whole market; where open items of some firms cannot be counted, without theirs. Whose they are is found
 * by counting, not by writing: what no firm explains is thrown as it came.
 */
export async function withoutFailingFirms<T extends object>(
  tx: Tx,
  question: WeekQuestion,
  work: (question: WeekQuestion) => Promise<T>,
): Promise<T> {
  await roomForSums(tx);
  const all = await tryInSavepoint(tx, () => work(question));
  return typeof all === 'string' ? work({ ...question, failing: await findFailing(tx, question) }) : all;
}

/** Firms whose open items at the end of the week cannot be counted, by id. */
function findFailing(tx: Tx, question: WeekQuestion): Promise<readonly FailingFirm[]> {
  const asked = openItemsOf(question);
  return findFailingFirms(tx, openItemTables(asked), (firms) => {
    const { sql, params } = openItemTables({ ...asked, firms });
    return tx.rows(`${sql}, ${OPEN} SELECT count(*) FROM waiting UNION ALL SELECT count(*) FROM firm_rung`, params);
  });
}
