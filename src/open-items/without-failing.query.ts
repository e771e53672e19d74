import type { Tx } from '../platform/database/tx.js';
import { tryInSavepoint } from '../platform/database/bisect-failures.js';
import { findFailingFirms } from './failing-firms.query.js';
import { NO_FIRM, type OpenItemQuestion, openItemTables } from './open-items.query.js';

/** A firm whose open items nobody can judge for its data's sake, and why; null is what belongs to no firm. */
export interface ExcludedFirm {
  readonly broker: string | null;
  readonly reason: string;
}

/**
 * Asks about all firms; where the data of some allow no answer, about all but them, which are named. One unreadable record is
 * a matter of its firm: nobody else's screen stays empty for it. What no firm's data explains is thrown as it came.
 */
export async function answerWithoutFailing<T extends object>(
  tx: Tx,
  question: OpenItemQuestion,
  ask: (question: OpenItemQuestion) => Promise<T>,
): Promise<{ answer: T; excluded: ExcludedFirm[] }> {
  const all = await tryInSavepoint(tx, () => ask(question));
  if (typeof all !== 'string') return { answer: all, excluded: [] };
  const failed = await findFailingFirms(tx, openItemTables(question), (firms) => ask({ ...question, firms }));
  return {
    answer: await ask({ ...question, withoutFirms: failed.map(({ firm }) => firm) }),
    excluded: failed.map(({ firm, reason }) => ({ broker: firm === NO_FIRM ? null : firm, reason })),
  };
}
