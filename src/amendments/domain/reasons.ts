import type { Language } from '../../vocabulary/language.js';
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
  code: string,
  zh: string,
  en: string,
  origins: readonly AmendmentOrigin[],
  states: readonly AmendableStatus[],
];
const AMEND: readonly [...Row, StatisticsEffect][] = [
  ['misdeclared', '申报内容有误', 'declared wrongly', EVERYBODY, AMENDABLE, 'correct'],
  ['loading-changed', '装运、配载变更', 'loaded otherwise than planned', EVERYBODY, AMENDABLE, 'correct'],
  ['over-or-short', '溢短装或灭失短损', 'more or less than declared was shipped', EVERYBODY, AMENDABLE, 'correct'],
  ['price-settled', '暂时价格成交后结算', 'provisional price settled', EVERYBODY, AMENDABLE, 'correct'],
  ['system-failure', '计算机、网络等技术原因', 'failure of a computer or network', EVERYBODY, AMENDABLE, 'correct'],
  ['wording', '文字更正，不影响统计', 'wording only, nothing counted changes', EVERYBODY, AMENDABLE, 'keep'],
  ['found-by-customs', '海关审核或查验发现', 'found by customs', CUSTOMS, AMENDABLE, 'correct'],
];
const CANCEL: readonly Row[] = [
  ['export-abandoned', '退关，未出口', 'export given up', EVERYBODY, BEFORE_CLOSING],
  ['never-exported', '结关后查实未出口', 'found never to have left after closing', EVERYBODY, AFTER_RELEASE],
  ['declared-twice', '重复申报', 'declared twice', EVERYBODY, AMENDABLE],
  ['declared-by-mistake', '误报', 'declared by mistake', EVERYBODY, AMENDABLE],
  ['ordered-by-customs', '海关决定撤销', 'ordered by customs', CUSTOMS, AMENDABLE],
];

/** Coded reasons. Written from memory of GACC Order 220, Art. 5 to 8; wording and states unverified, codes ours. */
export const REASONS: readonly AmendmentReason[] = [
  ...AMEND.map(([code, zh, en, origins, states, statistics]) => ({
    ...{ code, kind: 'amend' as const, origins, states, statistics, zh, en },
  })),
  ...CANCEL.map(([code, zh, en, origins, states]) => ({
    ...{ code, kind: 'cancel' as const, origins, states, statistics: 'withdraw' as const, zh, en },
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
