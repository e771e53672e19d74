import { type CurrentState, Refusal } from './refusal.js';

/** The revisions that a change may build on, as If-Match names them; null for whatever is there now. */
export type ExpectedRevisions = readonly number[] | null;

/** Whether a change that builds on these revisions may be made to the one that is there. */
export const isExpected = (expected: ExpectedRevisions, held: number): boolean =>
  expected === null || expected.includes(held);

/** The refusal of a change that builds on another state than the one that is there. */
export function staleRefusal(current: CurrentState, expected: ExpectedRevisions): Refusal {
  const given = expected === null || expected.length === 0 ? {} : { given: expected.join(', ') };
  return new Refusal('stale', 'version-stale', { current: String(current.revision), ...given }, [], current);
}
