import type { DeclarationEntity } from './declaration.entity.js';

/** The status columns of a declaration's row, with what the statistics need to know of it. */
export type StatusRow = Pick<
  DeclarationEntity,
  | 'id'
  | 'brokerId'
  | 'market'
  | 'customsOffice'
  | 'version'
  | 'currency'
  | 'transportMode'
  | 'createdAt'
  | 'status'
  | 'entryId'
  | 'filedAt'
  | 'submittedAt'
  | 'acceptedAt'
  | 'inspectingAt'
  | 'releasedAt'
  | 'returnedAt'
  | 'cancelledAt'
  | 'closedAt'
  | 'pastEpisodes'
>;

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
