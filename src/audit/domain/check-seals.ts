import { type CanonicalEntry, entryDigest, hashOf, type Seal } from './chain.js';

/** What was found of a trail that somebody has changed. */
export const TRAIL_FAULTS = [
  'entry-edited',
  'entry-deleted',
  'entry-inserted',
  'entries-reordered',
  'seal-edited',
  'seal-missing',
  'anchor-differs',
] as const;

export interface TrailFault {
  readonly what: (typeof TRAIL_FAULTS)[number];
  /** Number of the seal; null where an entry is in none. */
  readonly seal: number | null;
  /** Id of the entry, where one is meant and known. */
  readonly entry: string | null;
}

/** An entry at its place in a seal; null where it is not there, though the seal counts it. */
export interface PlacedEntry {
  readonly id: string | null;
  readonly entry: CanonicalEntry | null;
}

/** What is wrong with a seal itself: it must follow the one before, and its hash be that of what it says. */
export function faultOfSeal(seal: Seal, before: { readonly number: number; readonly hash: string }): TrailFault | null {
  if (seal.number !== before.number + 1) return { what: 'seal-missing', seal: before.number + 1, entry: null };
  if (seal.previous !== before.hash || hashOf(seal) !== seal.hash) {
    return { what: 'seal-edited', seal: seal.number, entry: null };
  }
  return null;
}

/** The first of the entries under a seal that is not what was sealed. A generator, because a seal may hold many. */
export function* faultOfEntries(
  seal: Seal,
  entries: readonly PlacedEntry[],
): Generator<undefined, TrailFault | null, undefined> {
  if (entries.length !== seal.digests.length) return { what: 'seal-edited', seal: seal.number, entry: null };
  for (const [place, { id, entry }] of entries.entries()) {
    if (entry === null) return { what: 'entry-deleted', seal: seal.number, entry: id };
    const digest = entryDigest(entry);
    if (digest !== seal.digests[place]) {
      const isElsewhere = seal.digests.includes(digest);
      return { what: isElsewhere ? 'entries-reordered' : 'entry-edited', seal: seal.number, entry: entry.id };
    }
    yield;
  }
  return null;
}
