import type { ParkedReason } from '../domain/status/parked-reasons.js';
import { isSameReference } from '../../vocabulary/text.js';

/** What a receipt names its declaration by; an entry id beside another name is a number customs has given, not a name. */
export interface Named {
  readonly declarationId: string | null;
  readonly reference: string | null;
  readonly entryId: string | null;
  readonly brokerId: string | null;
}

/** A declaration a receipt may mean. */
export interface ReceiptTarget {
  readonly id: string;
  readonly brokerId: string;
  readonly reference: string;
  readonly customsOffice: string | null;
  readonly status: string;
  /** Customs numbers it has now or had before: a declaration that is filed again may get another one. */
  readonly entryIds: readonly string[];
  /** Numbers that receipts brought and that it did not take, having another one: they mean it where nobody else has them. */
  readonly refusedEntryIds: readonly string[];
}

/** Why a receipt means no declaration. */
export type NoTarget = 'target-unknown' | 'target-ambiguous' | 'target-contradicted';

/**
 * Which declaration a receipt means: by id, else by reference, else by customs number; a number also decides between equal references. An id and
 * the reference of another declaration mean none: one of them is a slip, and nobody knows which.
 */
export function receiptTargetOf(named: Named, targets: readonly ReceiptTarget[]): ReceiptTarget | NoTarget {
  const { declarationId, reference, entryId, brokerId } = named;
  const owned = targets.some(({ entryIds }) => entryId !== null && entryIds.includes(entryId));
  const hasNumber = ({ entryIds, refusedEntryIds }: ReceiptTarget): boolean =>
    entryId !== null && (owned ? entryIds : refusedEntryIds).includes(entryId);
  const meant = targets.filter((target) => {
    if (brokerId !== null && target.brokerId !== brokerId) return false;
    if (declarationId !== null) return target.id === declarationId;
    return reference === null ? hasNumber(target) : isSameReference(target.reference, reference);
  });
  if (declarationId !== null && meant.some((target) => contradicts(target, reference))) return 'target-contradicted';
  const [only] = meant.length > 1 ? narrowed(inThisSpelling(meant, reference), hasNumber) : meant;
  return only ?? (meant.length > 1 ? 'target-ambiguous' : 'target-unknown');
}

const contradicts = (target: Pick<ReceiptTarget, 'reference'>, reference: string | null): boolean =>
  reference !== null && !isSameReference(target.reference, reference);

/** Of a firm's declarations whose references differ in spelling alone (they are older than the key) the one spelled so is meant. */
const inThisSpelling = (meant: readonly ReceiptTarget[], reference: string | null): readonly ReceiptTarget[] =>
  meant.filter(
    (target) =>
      target.reference === reference ||
      !meant.some(({ brokerId, reference: other }) => brokerId === target.brokerId && other === reference),
  );

const narrowed = (
  meant: readonly ReceiptTarget[],
  hasNumber: (target: ReceiptTarget) => boolean,
): readonly ReceiptTarget[] => {
  if (meant.length === 1) return meant;
  const withNumber = meant.filter(hasNumber);
  return withNumber.length === 1 ? withNumber : [];
};

/** A receipt that waits for its declaration. */
export interface Waiting extends Named {
  readonly customsOffice: string | null;
  readonly reason: ParkedReason;
}

/**
 * Whether a waiting receipt is about this declaration. It must have come in at the same office; one that was ambiguous by
 * its reference stays so until its customs number is known to be this declaration's.
 */
export function awaits(waiting: Waiting, target: Omit<ReceiptTarget, 'status' | 'refusedEntryIds'>): boolean {
  const { declarationId, reference, entryId, brokerId, customsOffice, reason } = waiting;
  if (customsOffice !== null && customsOffice !== target.customsOffice) return false;
  if (brokerId !== null && brokerId !== target.brokerId) return false;
  if (declarationId !== null) return declarationId === target.id && !contradicts(target, reference);
  if (reference !== null && !isSameReference(reference, target.reference)) return false;
  if (reference !== null && reason !== 'target-ambiguous') return true;
  return entryId !== null && target.entryIds.includes(entryId);
}
