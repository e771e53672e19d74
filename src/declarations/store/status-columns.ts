import type { Instant } from '../../vocabulary/period.js';
import type { DeclarationStatus, PastEpisode } from '../domain/status/project-status.js';

/** The status columns of a declaration's row, with what the statistics need to know of it. */
export interface StatusRow {
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

/** The columns that the status projector writes, from submissions and receipts; everything else of a row comes from its input. */
export const STATUS_COLUMNS = [
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
] as const satisfies readonly (readonly [string, keyof StatusRow, string])[];
