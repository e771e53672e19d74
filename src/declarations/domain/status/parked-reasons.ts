import { PROJECTED_REASONS } from './project-status.js';

/**
 * Why a receipt is parked: its code has no meaning, or the declaration it names is not known, not the only one, or a draft; its names are of different declarations; or what
 * it says cannot be true of its declaration (see also `PROJECTED_REASONS`): its customs number is of another office, year or direction, or of another declaration.
 */
export const PARKED_REASONS = [
  'code-unknown',
  'target-unknown',
  'target-ambiguous',
  'target-contradicted',
  'not-submitted',
  ...PROJECTED_REASONS,
  'entry-id-implausible',
  'entry-id-taken',
] as const;
export type ParkedReason = (typeof PARKED_REASONS)[number];
