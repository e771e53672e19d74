import { followUpSettings } from '../../../markets/domain/follow-up-settings.js';
import type { Day, Instant } from '../../../vocabulary/period.js';
import type { DeclarationStatus } from './project-status.js';
import { KINDS, type OpenItemKind } from '../../../vocabulary/open-item-kinds.js';
import { BESIDE, besideOf, type DebtKind, debtTerm, isBeside } from './beside.js';
import { type NextActor, type DeclarationWait, type WaitKind, WAITS, type WaitParams } from './waits.js';

export type { NextActor };

/** The instants from which the terms of a status run. */
export interface StatusMilestones {
  readonly createdAt: Instant;
  readonly filedAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly inspectingAt: Instant | null;
  readonly releasedAt: Instant | null;
  readonly returnedAt: Instant | null;
  readonly closedAt: Instant | null;
}

interface NextStep {
  readonly actor: NextActor;
  readonly step: string;
  readonly text: { readonly zh: string; readonly en: string };
  /** How long it may take; null where nothing is waited for. */
  readonly term: StatusTerm | null;
}

interface StatusTerm {
  readonly since: keyof StatusMilestones;
  /** The name of the term among the `dueDays` of a market; where it is also a kind of open item both mean the same days. */
  readonly setting: string;
  /** Days from the first cut-off after `since`, where the market sets none. */
  readonly days: number;
}

/**
 * What happens next in every status. The days are ours, unverified, and settings of the market. What is closed or cancelled
 * has no step of its own: what a firm still owes to tax office and bank after the closing is one beside it (`beside.ts`).
 */
export const NEXT_STEPS: Readonly<Record<DeclarationStatus, NextStep>> = {
  draft: {
    actor: 'broker',
    step: 'submit',
    text: { zh: '请补齐内容并提交申报。', en: 'Complete the declaration and submit it.' },
    term: { since: 'createdAt', setting: 'draft-not-submitted', days: 1 },
  },
  submitted: {
    actor: 'customs',
    step: 'accept',
    text: { zh: '等待海关受理。', en: 'Customs accepts or returns it.' },
    term: { since: 'filedAt', setting: 'submitted-without-receipt', days: 0 },
  },
  accepted: {
    actor: 'customs',
    step: 'release',
    text: { zh: '等待海关审核放行或布控查验。', en: 'Customs releases it or orders an inspection.' },
    term: { since: 'acceptedAt', setting: 'accepted-not-released', days: 1 },
  },
  inspecting: {
    actor: 'officer',
    step: 'finish-inspection',
    text: { zh: '等待关员完成查验。', en: 'The officer finishes the inspection.' },
    term: { since: 'inspectingAt', setting: 'inspection-unfinished', days: 0 },
  },
  released: {
    actor: 'port',
    step: 'export',
    text: {
      zh: '货物离境后，报关单结关。',
      en: 'Once the goods have left, the declaration is closed.',
    },
    term: { since: 'releasedAt', setting: 'released-not-closed', days: 7 },
  },
  returned: {
    actor: 'broker',
    step: 'correct-and-resubmit',
    text: { zh: '海关已退单，请修改后重新提交。', en: 'Customs returned it: correct it and submit it again.' },
    term: { since: 'returnedAt', setting: 'returned-not-refiled', days: 0 },
  },
  closed: {
    actor: 'nobody',
    step: 'none',
    text: { zh: '已结关，海关手续已办结。', en: 'It is closed; customs has nothing more to do.' },
    term: null,
  },
  cancelled: {
    actor: 'nobody',
    step: 'none',
    text: { zh: '已撤销，无需处理。', en: 'It is cancelled; nothing remains to be done.' },
    term: null,
  },
};

/** How long a step may take: days from `since` on, until the day that was named, or until the first one worked `from` a day on. */
export type Term = { readonly since: Instant; readonly days: number } | { readonly on: Day } | { readonly from: Day };

/** One thing that an actor has to do about a declaration. */
export interface Step {
  readonly actor: NextActor;
  readonly step: string;
  readonly params: WaitParams;
  /** Null when no clock runs. */
  readonly term: Term | null;
  /** Whether its term is paused while the broker has to answer: terms of customs are, a day that was set is not. */
  readonly pausable: boolean;
}

type Settings = Readonly<Record<string, unknown>>;

/** From when on and for how many days the step of a status runs, by the settings of the market; null when no clock runs. */
export function runningTerm(
  status: DeclarationStatus,
  milestones: StatusMilestones,
  settings: Settings,
): { since: Instant; days: number } | null {
  const { term } = NEXT_STEPS[status];
  const since = term === null ? null : milestones[term.since];
  return term === null || since === null ? null : { since, days: daysOf(term, settings) };
}

/** What stands beside the status of a declaration: what it waits for, and what its firm owes. */
export interface Beside {
  readonly waits: readonly DeclarationWait[];
  readonly debts: readonly DebtKind[];
}

/** Everything that is to be done about a declaration: what its status says, and what stands beside the status. In no order yet. */
export function stepsOf(
  status: DeclarationStatus,
  milestones: StatusMilestones,
  { waits, debts }: Beside,
  settings: Settings,
): Step[] {
  const { actor, step } = NEXT_STEPS[status];
  const term = runningTerm(status, milestones, settings);
  const own: Step = { actor, step, params: {}, term, pausable: isOfCustoms(actor) };
  const { closedAt } = milestones;
  return [
    own,
    ...waits.filter(({ kind }) => WAITS[kind].statuses.includes(status)).map((wait) => stepOf(wait, settings)),
    ...(status === 'closed' && closedAt !== null ? debts.map((kind) => debtStep(kind, closedAt, settings)) : []),
  ];
}

const debtStep = (step: DebtKind, closedAt: Instant, settings: Settings): Step => ({
  ...{ actor: BESIDE[step].actor, step, params: {}, pausable: false },
  term: debtTerm(step, closedAt, followUpSettings(settings)),
});

function stepOf({ kind, since, dueOn, params }: DeclarationWait, settings: Settings): Step {
  const { actor, ofContainer = false, ...type } = WAITS[kind];
  const term = dueOn === null ? { since, days: daysOf(type, settings) } : { on: dueOn };
  return { actor, step: kind, params, term, pausable: isOfCustoms(actor) && dueOn === null && !ofContainer };
}

/** A step with the instant it is due at; null when no term runs, or while it is paused. */
export type DueStep = Pick<Step, 'actor' | 'step' | 'params'> & {
  readonly dueAt: Instant | null;
  readonly calendarPublished: boolean;
};

/**
 * The order in which steps are answered; the first is the next one. What the broker has to do comes first: customs has asked
 * for it and waits. Then the waits beside the status, the earliest due first: as long as a container is held or a request is
 * undecided, the step of the status alone will not happen. What is owed after the closing comes last: it is due in weeks. "Nobody" is
 * answered only where no other step is left.
 */
export function inOrder(steps: readonly DueStep[]): DueStep[] {
  const real = steps.filter(({ actor }) => actor !== 'nobody');
  const rank = ({ actor, step }: DueStep) =>
    isBeside(step) ? LAST : (actor === 'broker' ? 0 : 2) + (Object.hasOwn(WAITS, step) ? 0 : 1);
  const key = (step: DueStep) => `${rank(step)} ${step.dueAt ?? 'never'} ${step.step} ${JSON.stringify(step.params)}`;
  if (real.length === 0) return [...steps];
  return real
    .map((step) => [key(step), step] as const)
    .sort(byKey)
    .map(([, step]) => step);
}

const LAST = 4;

/** What a step is called in both languages. Every status, every wait and what is beside them has a step of its own, "none" aside. */
export function stepTextOf(status: DeclarationStatus, step: string, params: WaitParams) {
  if (isBeside(step)) return BESIDE[step].text;
  return Object.hasOwn(WAITS, step) ? WAITS[step as WaitKind].text(params) : NEXT_STEPS[status].text;
}

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => (one < other ? -1 : 1);
const isOfCustoms = (actor: NextActor): boolean => actor === 'customs' || actor === 'officer';

function daysOf({ setting, days }: { readonly setting: string; readonly days: number }, settings: Settings): number {
  const given = settings['dueDays'];
  const set = isRecord(given) ? given[setting] : undefined;
  return isDays(set) ? set : days;
}

const DAYS_MAX = 3_650;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isDays = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= DAYS_MAX;

/** Who acts on an open item of a declaration or a container: as the step says whose term it is. */
export function actorOfItem(kind: OpenItemKind): NextActor {
  const beside = besideOf(kind);
  if (beside !== undefined) return BESIDE[beside].actor;
  const status = Object.values(NEXT_STEPS).find(({ term }) => term?.setting === kind);
  const wait = Object.values(WAITS).find(({ setting }) => setting === kind);
  return status?.actor ?? wait?.actor ?? KINDS[kind].owner;
}
