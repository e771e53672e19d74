import type { Day, Instant } from '../../../vocabulary/period.js';
import type { Language } from '../../../vocabulary/language.js';
import type { DeclarationStatus } from './project-status.js';

/** Who has to act: the firm, the officer on the spot, the system of customs, the port; or nobody any more. */
export const NEXT_ACTORS = ['broker', 'officer', 'customs', 'port', 'nobody'] as const;
export type NextActor = (typeof NEXT_ACTORS)[number];

export const WAIT_KINDS = [
  'answer-correction',
  'review-answer',
  'decide-amendment',
  'review-hold',
  'inspect-container',
  'reseal-container',
] as const;
export type WaitKind = (typeof WAIT_KINDS)[number];

/** What fills the texts: a container number, a reason, the number of a request. */
export type WaitParams = Readonly<Record<string, string>>;

/** Something a declaration waits for beside what its status says. */
export interface DeclarationWait {
  readonly kind: WaitKind;
  readonly since: Instant;
  /** The day that was set for it; null: the term of the market. */
  readonly dueOn: Day | null;
  readonly params: WaitParams;
  /** Whether an inspection is the reason; a firm may have opened its own container. */
  readonly ofInspection?: boolean;
}

interface WaitType {
  readonly actor: NextActor;
  /** The name of its term among the `dueDays` of a market, and its days where the market sets none; ours, unverified. */
  readonly setting: string;
  readonly days: number;
  /** Whether it is about a container, which may carry other firms' goods too: its term runs on while one broker has to answer. */
  readonly ofContainer?: true;
  /** Whether it keeps a declaration that is with its broker (returned) or out of customs' hands (closed). */
  readonly statuses: readonly DeclarationStatus[];
  readonly text: (params: WaitParams) => Readonly<Record<Language, string>>;
}

/** While customs or the port has the goods in its hands. */
export const WITH_CUSTOMS: readonly DeclarationStatus[] = ['submitted', 'accepted', 'inspecting', 'released'];
const FILED: readonly DeclarationStatus[] = [...WITH_CUSTOMS, 'returned', 'closed'];

/** Nothing of lanes: a lowering that waits for the second officer would show the broker which control there is. */
export const WAITS: Readonly<Record<WaitKind, WaitType>> = {
  'answer-correction': {
    actor: 'broker',
    setting: 'correction-unanswered',
    days: 3,
    statuses: FILED,
    text: ({ number = '' }) => ({
      zh: `海关要求更正（第 ${number} 号），请逐项答复。`,
      en: `Customs asks for corrections (request ${number}): answer field by field.`,
    }),
  },
  'review-answer': {
    actor: 'officer',
    setting: 'correction-not-reviewed',
    days: 1,
    statuses: FILED,
    text: ({ number = '' }) => ({
      zh: `报关单位已答复更正要求（第 ${number} 号），等待关员复核。`,
      en: `The broker has answered request ${number}: the officer accepts it or asks again.`,
    }),
  },
  'decide-amendment': {
    actor: 'officer',
    setting: 'amendment-undecided',
    days: 2,
    statuses: FILED,
    text: ({ number = '', kind = '' }) =>
      kind === 'cancel'
        ? {
            zh: `撤销申请（第 ${number} 项）等待关员审批。`,
            en: `The officer decides the cancellation asked for (number ${number}).`,
          }
        : {
            zh: `修改申请（第 ${number} 项）等待关员审批。`,
            en: `The officer decides the amendment asked for (number ${number}).`,
          },
  },
  'review-hold': {
    actor: 'officer',
    setting: 'hold-unreviewed',
    days: 0,
    ofContainer: true,
    statuses: WITH_CUSTOMS,
    text: ({ container = '', reason = '', owner = '' }) => ({
      zh: `集装箱 ${container} 已暂停放行：${reason}。由 ${owner} 复核。`,
      en: `Container ${container} is held: ${reason}. ${owner} reviews the hold.`,
    }),
  },
  'inspect-container': {
    actor: 'officer',
    setting: 'inspection-unfinished',
    days: 0,
    ofContainer: true,
    statuses: WITH_CUSTOMS,
    text: ({ container = '' }) => ({
      zh: `集装箱 ${container} 已布控查验，等待关员查验。`,
      en: `An inspection of container ${container} is ordered: the officer carries it out.`,
    }),
  },
  'reseal-container': {
    actor: 'officer',
    setting: 'opened-not-resealed',
    days: 0,
    ofContainer: true,
    statuses: WITH_CUSTOMS,
    text: ({ container = '' }) => ({
      zh: `集装箱 ${container} 已开箱，尚未重新施封。`,
      en: `Container ${container} was opened: the officer has it sealed again.`,
    }),
  },
};

/** A container of a declaration, with what customs has to do to it; null where there is nothing. */
export interface ContainerWork {
  readonly containerNumber: string;
  /** Since when an inspection is ordered that has no result. */
  readonly inspectedSince: Instant | null;
  /** Since when it is open and not sealed again. */
  readonly openSince: Instant | null;
  /** Whether an inspection of it was ordered. */
  readonly inspected: boolean;
}

/** What a container waits for: to be sealed again once it was opened, to be inspected while an inspection is ordered. */
export function waitsOfContainer({
  containerNumber: container,
  inspectedSince,
  openSince,
  inspected,
}: ContainerWork): DeclarationWait[] {
  const of = (kind: WaitKind, since: Instant, ofInspection: boolean): DeclarationWait[] => [
    { kind, since, dueOn: null, params: { container }, ofInspection },
  ];
  if (openSince !== null) return of('reseal-container', openSince, inspected);
  return inspectedSince === null ? [] : of('inspect-container', inspectedSince, true);
}
