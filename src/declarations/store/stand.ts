import type { Instant } from '../../vocabulary/period.js';
import type { DeclarationStatus, PastEpisode } from '../domain/status/standing.js';

/** Where a declaration stands, as its row says, with what the statistics need to know of it. */
export interface Stand {
  readonly id: string;
  readonly brokerId: string;
  readonly market: string;
  readonly version: number;
  readonly currency: string | null;
  readonly transportMode: string | null;
  readonly createdAt: Instant;
  readonly status: DeclarationStatus;
  readonly entryId: string | null;
  readonly filedAt: Instant | null;
  readonly submittedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly inspectingAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly returnedAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly closedAt: Instant | null;
  /** The episodes before the current one; null where there are none, as for nearly all. */
  readonly pastEpisodes: readonly PastEpisode[] | null;
}

/** What follows from submissions and receipts; everything else of a row comes from its input. */
export const MOVING = [
  ['status', 'status', 'text'],
  ['entry_id', 'entryId', 'text'],
  ['filed_at', 'filedAt', 'timestamptz'],
  ['submitted_at', 'submittedAt', 'timestamptz'],
  ['accepted_at', 'acceptedAt', 'timestamptz'],
  ['inspecting_at', 'inspectingAt', 'timestamptz'],
  ['released_at', 'releasedAt', 'timestamptz'],
  ['returned_at', 'returnedAt', 'timestamptz'],
  ['cancelled_at', 'cancelledAt', 'timestamptz'],
  ['closed_at', 'closedAt', 'timestamptz'],
  ['past_episodes', 'pastEpisodes', 'jsonb'],
] as const satisfies readonly (readonly [string, keyof Stand, string])[];
