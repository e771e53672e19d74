import { firmOf, openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { attempt, inHalves } from '../platform/periodic/halving.js';
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
  return typeof all === 'string' ? work({ ...question, unjudged: await firmsNotJudged(tx, question) }) : all;
}

/** Firms that have something open at the end of the week and cannot be judged, by id. */
async function firmsNotJudged(tx: Tx, question: WeekQuestion): Promise<readonly UnjudgedFirm[]> {
  const asked = openItemsOf(question);
  const { sql, params } = openItemTables(asked);
  const firms = await tx.rows<{ firm: string }>(
    `${sql} SELECT DISTINCT ${firmOf('broker_id')} AS firm FROM span ORDER BY 1`,
    params,
  );
  const judge = (part: readonly string[]) => {
    const tables = openItemTables({ ...asked, firms: part });
    return tx.rows(`${tables.sql}, ${OPEN} SELECT count(*) FROM waiting UNION ALL SELECT count(*) FROM firm_rung`, [
      ...tables.params,
    ]);
  };
  const { failed } = await inHalves(
    tx,
    firms.map(({ firm }) => firm),
    judge,
  );
  return failed;
}
