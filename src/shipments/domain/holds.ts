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
