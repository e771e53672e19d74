import type { ExpectedRevisions } from '../../../messages/refusals/revision.js';
import type { Language } from '../../../vocabulary/language.js';
import { RECEIPT_CODES } from '../receipt-codes.js';
import type { DeclarationStatus } from '../status/project-status.js';

/** What an officer decides: the codes of the channel `officer`. */
export const DECISION_ACTIONS = RECEIPT_CODES.officer.map(({ code }) => code);
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** Why a decision is skipped, in the order in which the reasons are looked at: the first one is answered. */
export const SKIPPED_BECAUSE = {
  'not-found': { zh: '没有这票报关单。', en: 'There is no such declaration.' },
  stale: { zh: '报关单已有变化，请重新查看。', en: 'The declaration has changed meanwhile: look at it again.' },
  closed: { zh: '已结关，只能通过修撤单办理。', en: 'It is closed: only an amendment changes it.' },
  'no-effect': { zh: '对当前状态没有作用。', en: 'It has no effect in the present status.' },
  held: { zh: '集装箱已暂停放行。', en: 'A container of it is held.' },
  'inspection-open': { zh: '查验尚未结束。', en: 'An inspection of a container of it is not finished.' },
  'lane-not-done': { zh: '通道要求的监管尚未完成。', en: 'The control that its lane asks for has not been done.' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
export type SkippedBecause = keyof typeof SKIPPED_BECAUSE;

/** What an officer may go beyond, with a reason. */
const OVERRIDABLE: readonly SkippedBecause[] = ['held', 'inspection-open', 'lane-not-done'];

/** A declaration at the moment of a decision. */
export interface DecisionSituation {
  readonly status: DeclarationStatus;
  readonly revision: number;
  /** Whether the status would move: so the projection says. */
  readonly moves: boolean;
  readonly isHeld: boolean;
  readonly isInspected: boolean;
  /** Whether a release now would contradict the lane. */
  readonly laneForbids: boolean;
}

/** Decisions that let the goods go. */
const LETS_GO: readonly DecisionAction[] = ['release', 'close'];
/** Decisions that would take a closed export out of the statistics. */
const UNDOES_CLOSING: readonly DecisionAction[] = ['cancel', 'return'];

/** Everything that stands against a decision, the first thing first; nothing when it can be taken. */
export function againstDecision(
  action: DecisionAction,
  ifMatch: ExpectedRevisions,
  now: DecisionSituation | null,
): SkippedBecause[] {
  if (now === null || now.status === 'draft') return ['not-found'];
  const { status, revision, moves, isHeld, isInspected, laneForbids } = now;
  if (ifMatch !== null && !ifMatch.includes(revision)) return ['stale'];
  if (status === 'closed' && UNDOES_CLOSING.includes(action)) return ['closed'];
  // An acceptance out of a return is evidence that somebody refiled it elsewhere; an officer cannot decide that.
  if (!moves || (action === 'accept' && status === 'returned')) return ['no-effect'];
  if (!LETS_GO.includes(action)) return [];
  const all: [boolean, SkippedBecause][] = [
    [isHeld, 'held'],
    [isInspected, 'inspection-open'],
    // What is released already fell under its lane then.
    [laneForbids && status !== 'released', 'lane-not-done'],
  ];
  return all.flatMap(([stands, because]) => (stands ? [because] : []));
}

/** Why a decision is skipped, or null; what an officer goes beyond does not skip it. */
export const skippedBecause = (against: readonly SkippedBecause[], override: boolean): SkippedBecause | null =>
  against.find((because) => !override || !OVERRIDABLE.includes(because)) ?? null;
