import type { DeclarationInput } from '../../declarations/domain/declaration.js';
import type { DeclarationStatus } from '../../declarations/domain/status/project-status.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { AmendmentOrigin } from './kinds.js';

/** States in which a declaration is amended; a draft and a returned one are simply replaced, a cancelled one is over. */
export type AmendableStatus = 'submitted' | 'accepted' | 'inspecting' | 'released' | 'closed';
export const AMENDABLE: readonly AmendableStatus[] = ['submitted', 'accepted', 'inspecting', 'released', 'closed'];

export const isAmendable = (status: DeclarationStatus): status is AmendableStatus =>
  (AMENDABLE as readonly string[]).includes(status);

export type AmendableField = keyof DeclarationInput;

/** From which state on a field stays as it is; null: it can be amended in every state. */
type Frozen = Readonly<Record<AmendmentOrigin, AmendableStatus | null>>;

/** What names the declaration, or chose its office, its month and its firm: another value is another declaration. */
const ALWAYS: Frozen = { broker: 'submitted', customs: 'submitted' };
/** What the goods left under: after release customs knows better than the broker. */
const AFTER_RELEASE: Frozen = { broker: 'released', customs: null };
/** After closing only what customs itself has found out. */
const AFTER_CLOSING: Frozen = { broker: 'closed', customs: null };
const NEVER: Frozen = { broker: null, customs: null };

/**
 * Which fields are open in which state. In the spirit of GACC Order 220 on amending and cancelling declarations; the
 * assignment field by field is ours and unverified.
 */
export const FIELDS: Readonly<Record<AmendableField, Frozen>> = {
  reference: ALWAYS,
  market: ALWAYS,
  declaredOn: ALWAYS,
  customsOffice: ALWAYS,
  consignor: ALWAYS,
  exitOffice: AFTER_RELEASE,
  exitPort: AFTER_RELEASE,
  vessel: AFTER_RELEASE,
  voyage: AFTER_RELEASE,
  billOfLading: AFTER_RELEASE,
  containers: AFTER_RELEASE,
  simplified: AFTER_RELEASE,
  principal: AFTER_CLOSING,
  buyer: AFTER_CLOSING,
  tradeRecord: NEVER,
  tradeTerms: NEVER,
  currency: NEVER,
  freight: NEVER,
  insurance: NEVER,
  otherCharges: NEVER,
  contractNumber: NEVER,
  transportMode: NEVER,
  portOfDestination: NEVER,
  tradeCountry: NEVER,
  arrivalCountry: NEVER,
  packages: NEVER,
  packageType: NEVER,
  grossWeightKg: NEVER,
  netWeightKg: NEVER,
  remarks: NEVER,
  documents: NEVER,
  goods: NEVER,
};

/** Whether a field may still be changed by an amendment of this origin. */
export function isOpen(field: AmendableField, status: AmendableStatus, origin: AmendmentOrigin): boolean {
  const from = FIELDS[field][origin];
  return from === null || AMENDABLE.indexOf(status) < AMENDABLE.indexOf(from);
}

/** The refusals of changed fields that are frozen, each with what can be done instead. */
export function frozen(
  changed: readonly AmendableField[],
  status: AmendableStatus,
  origin: AmendmentOrigin,
): Violation[] {
  return changed
    .filter((field) => !isOpen(field, status, origin))
    .map((field) => {
      const byCustoms = isOpen(field, status, 'customs') ? { byCustoms: 'by-customs' } : {};
      return violation('field-frozen', pointer(field), { field, status, ...byCustoms });
    });
}
