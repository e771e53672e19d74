import type { Day, Instant } from '../../vocabulary/period.js';

/** A hold on a container with its release, if there is one. */
export interface Hold {
  readonly id: string;
  readonly reason: string;
  /** Who is to look at it again, and by when. */
  readonly owner: string;
  readonly reviewOn: Day;
  readonly heldAt: Instant;
  readonly heldBy: string;
  readonly release: { readonly reason: string; readonly at: Instant; readonly by: string } | null;
}

/** What the projection needs of a hold. */
export interface HoldSpan {
  readonly heldAt: Instant;
  readonly releasedAt: Instant | null;
}

export const isHeld = (holds: readonly HoldSpan[]): boolean => holds.some(({ releasedAt }) => releasedAt === null);

/**
 * When the box was free to go: never while a hold stands, whatever the customs release says; afterwards at the release
 * or at the end of the last hold, whichever came later. A hold placed after a release takes the release away like a new
 * selection does. The order of the holds makes no difference.
 */
export function releasedBehindHolds(releasedAt: Instant | null, holds: readonly HoldSpan[]): Instant | null {
  if (releasedAt === null || isHeld(holds)) return null;
  return holds.reduce((latest, hold) => {
    return hold.releasedAt !== null && hold.releasedAt > latest ? hold.releasedAt : latest;
  }, releasedAt);
}
