import type { Tx } from './tx.js';

/** SQLSTATE classes that speak of the data (22, 23) or that a rule in the database raises (P0): the same data fails again. */
const ABOUT_DATA = /^(22|23|P0)/;

/**
 * Does the work, or rolls it back and returns why it failed. Anything but bad data is thrown on: a lost
 * connection or a deadlock is no firm's fault.
 */
export async function tryInSavepoint<T extends object>(tx: Tx, work: () => Promise<T>): Promise<T | string> {
  await tx.run('SAVEPOINT attempt');
  try {
    const done = await work();
    await tx.run('RELEASE SAVEPOINT attempt');
    return done;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !ABOUT_DATA.test(String(error.code))) throw error;
    await tx.run('ROLLBACK TO SAVEPOINT attempt');
    return `${error.message} (SQLSTATE ${String(error.code)})`.slice(0, 2_000);
  }
}

/** What could be done of a list, and what of it could not, each with the reason. */
export interface Bisected<T> {
  readonly done: readonly T[];
  readonly failed: readonly { readonly firm: string; readonly reason: string }[];
}

/**
 * Does the work for a list of firms; a list that fails is bisected until what fails is one firm. One bad record
 * never stops a batch: a bad firm of five hundred costs twenty statements, and all the others are done.
 */
export async function bisectFailures<T extends object>(
  tx: Tx,
  firms: readonly string[],
  work: (firms: readonly string[]) => Promise<T>,
): Promise<Bisected<T>> {
  const [firm] = firms;
  if (firm === undefined) return { done: [], failed: [] };
  const made = await tryInSavepoint(tx, () => work(firms));
  if (typeof made !== 'string') return { done: [made], failed: [] };
  if (firms.length === 1) return { done: [], failed: [{ firm, reason: made }] };
  const middle = Math.ceil(firms.length / 2);
  const first = await bisectFailures(tx, firms.slice(0, middle), work);
  const second = await bisectFailures(tx, firms.slice(middle), work);
  return { done: [...first.done, ...second.done], failed: [...first.failed, ...second.failed] };
}
