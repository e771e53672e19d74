import { actorOfItem, type NextActor, stepTextOf } from '../../declarations/domain/status/next-step.js';
import type { DeclarationStatus } from '../../declarations/domain/status/project-status.js';
import type { Colour } from '../../lanes/domain/lane.js';
import { PARKED_BECAUSE, type ParkedReason } from '../../declarations/domain/status/parked-reasons.js';
import type { WaitParams } from '../../declarations/domain/status/waits.js';
import type { Language } from '../../vocabulary/language.js';
import { isOpenItemKind, KINDS, type OpenItemKind, OPEN_ITEM_KINDS } from '../../vocabulary/open-item-kinds.js';

/**
 * The steps of a declaration that are no open item of the follow-up, under the names of their terms (`dueDays` of a market): what
 * somebody has to do all the same. Every other step is listed as the open item of the same name.
 */
const STEP_KINDS = {
  submit: 'draft-not-submitted',
  release: 'accepted-not-released',
  'review-answer': 'correction-not-reviewed',
  'decide-amendment': 'amendment-undecided',
} as const;

export type StepOfTodo = keyof typeof STEP_KINDS;
export const STEPS_OF_TODO = Object.keys(STEP_KINDS) as readonly StepOfTodo[];

/** Not a step of a declaration either: a container is held once, whoever has goods in it, and of lanes a broker learns nothing. */
const OF_CUSTOMS = ['hold-unreviewed', 'lane-lowering-unconfirmed'] as const;

export const TODO_KINDS = [...OPEN_ITEM_KINDS, ...Object.values(STEP_KINDS), ...OF_CUSTOMS] as const;
export type TodoKind = (typeof TODO_KINDS)[number];

/** SQL: the kind of a step. */
export const kindOfStep = (step: string): string =>
  `CASE ${step} ${Object.entries(STEP_KINDS)
    .map(([name, kind]) => `WHEN '${name}' THEN '${kind}'`)
    .join(' ')} END`;

/** What the sentence about an entry is made of. */
export interface TodoFacts {
  readonly kind: TodoKind;
  /** What it is about, as people call it. */
  readonly called: string;
  /** The step of a declaration, and what fills its text. */
  readonly step: string | null;
  readonly status: DeclarationStatus | null;
  readonly params: WaitParams;
  /** What customs said when it returned the declaration, why it holds the container, or why a receipt is parked. */
  readonly reason: string | null;
}

const isParkedReason = (text: string): text is ParkedReason => Object.hasOwn(PARKED_BECAUSE, text);

const LANES: Readonly<Record<Colour, string>> = { green: '绿', blue: '蓝', yellow: '黄', red: '红' };
const laneInChinese = (colour: string | undefined): string => LANES[colour as Colour];

const LOWERING: Readonly<Record<Language, (params: WaitParams) => string>> = {
  zh: ({ from, to, by }) =>
    `关员“${by}”申请将通道由${laneInChinese(from)}改为${laneInChinese(to)}，等待第二名关员确认。`,
  en: ({ from, to, by }) => `${by} asks to lower the lane from ${from} to ${to}: it waits for the second officer.`,
};

/** The entry as one sentence: what is to be done about what, with the reason where there is one. */
export function textOfTodo(facts: TodoFacts, language: Language): string {
  const said = sentenceOf(facts, language);
  const reason = reasonOf(facts, language);
  if (reason === '') return said;
  return language === 'zh' ? `${said}原因：${reason}` : `${said} Reason: ${reason}`;
}

/** A parked receipt has a word of ours for its reason; what a person wrote stands as it is. */
function reasonOf({ kind, reason }: TodoFacts, language: Language): string {
  if (kind !== 'receipt-parked' || reason === null || !isParkedReason(reason)) return reason ?? '';
  return `${PARKED_BECAUSE[reason][language]}${STOP[language]}`;
}

function sentenceOf({ kind, called, step, status, params }: TodoFacts, language: Language): string {
  if (step !== null && status !== null)
    return `${called}${COLON[language]}${stepTextOf(status, step, params)[language]}`;
  if (kind === 'lane-lowering-unconfirmed') return `${called}${COLON[language]}${LOWERING[language](params)}`;
  if (kind === 'hold-unreviewed') return HOLD[language](called);
  const { name } = KINDS[kind as OpenItemKind];
  return `${called}${COLON[language]}${name[language]}${STOP[language]}`;
}

const COLON: Readonly<Record<Language, string>> = { zh: '：', en: ': ' };
const STOP: Readonly<Record<Language, string>> = { zh: '。', en: '.' };
const HOLD: Readonly<Record<Language, (called: string) => string>> = {
  zh: (called) => `集装箱 ${called} 暂停放行，请复核。`,
  en: (called) => `Container ${called} is held: review the hold.`,
};

/** The side whose list it is: customs' offices and systems act by their officers. */
export const ACTORS_OF_TODO: Readonly<Record<'broker' | 'officer', readonly NextActor[]>> = {
  broker: ['broker'],
  officer: ['officer', 'customs'],
};

/** Who acts on an entry that is no step of a declaration; what is held or lowered is for an officer to decide. */
export const actorOfTodo = (kind: TodoKind): NextActor => (isOpenItemKind(kind) ? actorOfItem(kind) : 'officer');
