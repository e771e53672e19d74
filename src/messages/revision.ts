import { refuse } from './refusal.js';

/** The revisions that a change may build on, as If-Match names them; null for whatever is there now. */
export type ExpectedRevisions = readonly number[] | null;

/** Refuses a change that builds on other revisions than the one that is there. */
export function assertRevision(expected: ExpectedRevisions, held: number): void {
  if (expected === null || expected.includes(held)) return;
  const given = expected.length === 0 ? {} : { given: expected.join(', ') };
  throw refuse('stale', 'version-stale', { current: String(held), ...given });
}
