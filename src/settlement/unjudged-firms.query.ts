import { firmsNotJudged } from '../open-items/firms-not-judged.query.js';
import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { attempt } from '../platform/database/bisect-failures.js';
import { OPEN, openItemsOf, roomForSums, type UnjudgedFirm, type WeekQuestion } from './week-tables.query.js';

/**
 * Does the work for the whole market; where open items of some firms cannot be counted, without theirs. Whose they are is found
 * by counting, not by writing: what no firm explains is thrown as it came.
 */
export async function withoutUnjudged<T extends object>(
  tx: Tx,
  question: WeekQuestion,
  work: (question: WeekQuestion) => Promise<T>,
): Promise<T> {
  await roomForSums(tx);
  const all = await attempt(tx, () => work(question));
  return typeof all === 'string' ? work({ ...question, unjudged: await unjudgedFirms(tx, question) }) : all;
}

/** Firms whose open items at the end of the week cannot be counted, by id. */
function unjudgedFirms(tx: Tx, question: WeekQuestion): Promise<readonly UnjudgedFirm[]> {
  const asked = openItemsOf(question);
  return firmsNotJudged(tx, openItemTables(asked), (firms) => {
    const { sql, params } = openItemTables({ ...asked, firms });
    return tx.rows(`${sql}, ${OPEN} SELECT count(*) FROM waiting UNION ALL SELECT count(*) FROM firm_rung`, params);
  });
}
