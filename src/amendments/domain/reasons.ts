import type { Language } from '../../vocabulary/language.js';
import { AMENDMENT_REASONS } from '../../messages/choices.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import { AMENDABLE, type AmendableStatus } from './fields.js';
import type { AmendmentKind, AmendmentOrigin } from './kinds.js';

/**
 * What a reason means for figures that are published: `correct` reverses and replaces, `withdraw` takes out, both on the
 * original day; under `keep` nothing that is counted may differ, and an amendment that would is refused.
 */
export type StatisticsEffect = 'correct' | 'withdraw' | 'keep';

export interface AmendmentReason extends Record<Language, string> {
  readonly code: string;
  readonly kind: AmendmentKind;
  readonly origins: readonly AmendmentOrigin[];
  readonly states: readonly AmendableStatus[];
  readonly statistics: StatisticsEffect;
}

const EVERYBODY: readonly AmendmentOrigin[] = ['broker', 'customs'];
const CUSTOMS: readonly AmendmentOrigin[] = ['customs'];
const BEFORE_CLOSING: readonly AmendableStatus[] = ['submitted', 'accepted', 'inspecting', 'released'];
const AFTER_RELEASE: readonly AmendableStatus[] = ['released', 'closed'];

type Row = [
  code: keyof typeof AMENDMENT_REASONS,
  origins: readonly AmendmentOrigin[],
  states: readonly AmendableStatus[],
];
const namesOf = (code: keyof typeof AMENDMENT_REASONS) => {
  const [zh, en] = AMENDMENT_REASONS[code];
  return { zh, en };
};
const AMEND: readonly [...Row, StatisticsEffect][] = [
  ['misdeclared', EVERYBODY, AMENDABLE, 'correct'],
  ['loading-changed', EVERYBODY, AMENDABLE, 'correct'],
  ['over-or-short', EVERYBODY, AMENDABLE, 'correct'],
  ['price-settled', EVERYBODY, AMENDABLE, 'correct'],
  ['system-failure', EVERYBODY, AMENDABLE, 'correct'],
  ['wording', EVERYBODY, AMENDABLE, 'keep'],
  ['found-by-customs', CUSTOMS, AMENDABLE, 'correct'],
];
const CANCEL: readonly Row[] = [
  ['export-abandoned', EVERYBODY, BEFORE_CLOSING],
  ['never-exported', EVERYBODY, AFTER_RELEASE],
  ['declared-twice', EVERYBODY, AMENDABLE],
  ['declared-by-mistake', EVERYBODY, AMENDABLE],
  ['ordered-by-customs', CUSTOMS, AMENDABLE],
];

/** Coded reasons. Written from memory of GACC Order 220, Art. 5 to 8; wording and states unverified, codes ours. */
export const REASONS: readonly AmendmentReason[] = [
  ...AMEND.map(([code, origins, states, statistics]) => ({
    ...{ code, kind: 'amend' as const, origins, states, statistics, ...namesOf(code) },
  })),
  ...CANCEL.map(([code, origins, states]) => ({
    ...{ code, kind: 'cancel' as const, origins, states, statistics: 'withdraw' as const, ...namesOf(code) },
  })),
];

export const REASON_CODES: readonly string[] = REASONS.map(({ code }) => code);

/** A reason by its code; of an older version it may be unknown. */
export const amendmentReasonOf = (code: string): AmendmentReason | undefined =>
  REASONS.find((each) => each.code === code);

/** Reasons that may be given for this, in the order of the table. */
export const reasonsFor = (kind: AmendmentKind, origin: AmendmentOrigin, status: AmendableStatus): AmendmentReason[] =>
  REASONS.filter((each) => each.kind === kind && each.origins.includes(origin) && each.states.includes(status));

/** Refuses a reason that does not fit what is asked, who asks, or where the declaration stands. */
export function misplacedReason(
  code: string,
  asked: { readonly kind: AmendmentKind; readonly origin: AmendmentOrigin },
  status: AmendableStatus,
): Violation[] {
  const fitting = reasonsFor(asked.kind, asked.origin, status).map((each) => each.code);
  if (fitting.includes(code)) return [];
  return [violation('reason-not-allowed', '/reasonCode', { value: code, status, allowed: fitting.join(', ') })];
}
