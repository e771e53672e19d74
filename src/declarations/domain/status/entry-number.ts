import { parseEntryId } from '../../../vocabulary/identifiers/entry-id.js';
import type { Violation } from '../../../messages/refusals/violation.js';
import { violation } from '../../../messages/refusals/violation.js';
import type { ParkedReason } from './parked-reasons.js';

/** What is wrong with a customs number before anything else is known of its receipt. */
export const NUMBER_BREACHES = ['entry-id-implausible', 'entry-id-taken'] as const;
export type NumberBreach = (typeof NUMBER_BREACHES)[number];

/** Reasons for which a receipt may be parked at a declaration without giving it the customs number that it carries. */
export const NUMBERLESS_REASONS: readonly ParkedReason[] = [...NUMBER_BREACHES, 'entry-id-changed', 'before-filing'];

/** The declaration that a number is given to. */
export interface Numbered {
  readonly customsOffice: string | null;
  /** The years in which it was filed, and filed again. */
  readonly filedIn: readonly number[];
}

/** Whether customs can have given this number to the declaration: its office, a year of its filing or the next, an export. */
export function isPlausibleNumber(number: string, { customsOffice, filedIn }: Numbered): boolean {
  const parts = parseEntryId(number);
  if (parts === null || parts.flag !== '0') return false;
  if (customsOffice !== null && parts.office !== customsOffice) return false;
  const year = Number(parts.year);
  return filedIn.length === 0 || filedIn.some((filed) => year === filed || year === filed + 1);
}

export const isNumberBreach = (reason: ParkedReason | null): reason is NumberBreach =>
  NUMBER_BREACHES.some((breach) => breach === reason);

/** What is odd about a receipt that was stored: its number has no form, or it is parked for what cannot be true of its declaration. */
export function findingsOf(entryId: string | null, parkedReason: ParkedReason | null): Violation[] {
  if (entryId !== null && parseEntryId(entryId) === null)
    return [violation('entry-id-invalid', '/entryId', { value: entryId }, 'warning')];
  if (parkedReason === 'before-filing') return [violation(parkedReason, '/eventTime', {}, 'warning')];
  if (parkedReason === 'after-closing') return [violation(parkedReason, '/code', {}, 'warning')];
  if (parkedReason !== 'entry-id-changed' && !isNumberBreach(parkedReason)) return [];
  return [violation(parkedReason, '/entryId', entryId === null ? {} : { value: entryId }, 'warning')];
}
