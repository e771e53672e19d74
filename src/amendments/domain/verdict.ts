import type { Assessment, DeclarationInput, Item } from '../../declarations/domain/declaration.js';
import type { DeclarationStatus } from '../../declarations/domain/status/project-status.js';
import { dec, plain } from '../../vocabulary/decimal.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import { changedFields, contentDifference, type FieldChange } from './difference.js';
import { frozen, isAmendable } from './fields.js';
import type { AmendmentKind, AmendmentOrigin } from './kinds.js';
import { namingOnly } from './merge.js';
import { misplacedReason, amendmentReasonOf } from './reasons.js';

/** What is asked, as far as the rules look at it. */
export interface Asked {
  readonly kind: AmendmentKind;
  readonly origin: AmendmentOrigin;
  readonly reasonCode: string;
}

/** A content with what is counted of it. */
export interface Counted {
  readonly input: DeclarationInput;
  readonly items: readonly Item[];
}

/** Refuses whatever a state does not allow at all; null when amendments are possible. */
export const stateForbids = (status: DeclarationStatus, kind: AmendmentKind): Violation | null =>
  isAmendable(status) ? null : violation('state-forbids', '', { status, action: kind });

/** Everything against a cancellation. */
export function againstCancelling(asked: Asked, status: DeclarationStatus): Violation[] {
  return isAmendable(status) ? misplacedReason(asked.reasonCode, asked, status) : [];
}

/**
 * Everything against an amendment at once: a misplaced reason, nothing that changes, frozen fields, figures that move
 * under a reason that says they do not, and every trade rule, save of a frozen field, whose new value stands for nothing.
 * Pointers lead into the declaration as it would be.
 */
export function againstAmending(
  asked: Asked,
  status: DeclarationStatus,
  before: Counted,
  after: Counted & { readonly changes: readonly FieldChange[]; readonly assessment: Assessment },
): Violation[] {
  if (!isAmendable(status)) return [];
  const { changes, assessment } = after;
  const closed = frozen(changedBesides(before.input, after.input), status, asked.origin);
  const isMoot = ({ pointer: place }: Violation): boolean =>
    closed.some(({ pointer: field }) => place === field || place.startsWith(`${field}/`));
  const moved = amendmentReasonOf(asked.reasonCode)?.statistics === 'keep' && whatCounts(before) !== whatCounts(after);
  return [
    ...misplacedReason(asked.reasonCode, asked, status),
    ...(changes.length === 0 ? [violation('amendment-empty', '/changes')] : []),
    ...closed,
    ...(moved ? [violation('reason-changes-figures', '/reasonCode', { value: asked.reasonCode })] : []),
    ...assessment.findings.filter((found) => !isMoot(found)),
  ];
}

/**
 * The fields that change by themselves. Goods lines that come or go take their places in the containers along: a broker may
 * still ask for that when the containers are no longer the broker's to change.
 */
function changedBesides(before: DeclarationInput, after: DeclarationInput) {
  const known = new Set((before.goods ?? []).map(({ line }) => line));
  const staying = new Set((after.goods ?? []).flatMap(({ line }) => (known.has(line) ? [line] : [])));
  return changedFields(contentDifference(namingOnly(staying, before), namingOnly(staying, after)));
}

/** What the statistics add up of a declaration, as one text. A name is no figure; "6900" and "6900.00" are one weight. */
function whatCounts({ input, items }: Counted): string {
  const rows = items.map(({ hsCode, finalDestination, fobCny, fobUsd, netWeightKg }) =>
    [hsCode, finalDestination, ...[fobCny, fobUsd, netWeightKg].map((amount) => plain(dec(amount)))].join(' '),
  );
  return JSON.stringify([input.currency, input.transportMode, rows.sort()]);
}
