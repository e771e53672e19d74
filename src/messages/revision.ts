import { type Refusal, refuse } from './refusal.js';

/** The revisions that a change may build on, as If-Match names them; null for whatever is there now. */
export type ExpectedRevisions = readonly number[] | null;

/** The refusal of a change that builds on another state than this revision, which is there. */
export function staleRevision(held: number, expected: ExpectedRevisions = null): Refusal {
  const given = expected === null || expected.length === 0 ? {} : { given: expected.join(', ') };
  return refuse('stale', 'version-stale', { current: String(held), ...given });
}

/** Refuses a change that builds on other revisions than the one that is there. */
export function assertRevision(expected: ExpectedRevisions, held: number): void {
  if (expected === null || expected.includes(held)) return;
  throw staleRevision(held, expected);
}
