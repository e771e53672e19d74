import type { FollowUpSettings } from '../../../markets/domain/follow-up-settings.js';
import type { Language } from '../../../vocabulary/language.js';
import { KINDS, type OpenItemKind } from '../../../vocabulary/open-item-kinds.js';
import { addDays, businessDayOf, type Day, type Instant, monthOf, nextMonth } from '../../../vocabulary/period.js';
import type { NextActor } from './waits.js';

interface BesideType {
  readonly actor: NextActor;
  /** The open item that it is, whose term it has; null where no clock runs. */
  readonly item: OpenItemKind | null;
  readonly text: Readonly<Record<Language, string>>;
}

/** What a firm owes after the closing: its next step then, until it is served. */
const DEBTS = {
  'file-exemption': {
    ...{ actor: 'broker', item: 'exemption-filing-due' },
    text: { zh: '请办理免税申报。', en: 'File the exemption with the tax office.' },
  },
  'receive-payment': {
    ...{ actor: 'broker', item: 'fx-receipt-missing' },
    text: { zh: '请收汇并登记。', en: 'Receive the payment and record it.' },
  },
} as const satisfies Readonly<Record<string, BesideType>>;

export type DebtKind = keyof typeof DEBTS;

/**
 * What customs has missed of its own control. It stands in `also` for officers alone and is read when it is asked for: in the columns of
 * the declaration its broker would learn the lane.
 */
const MISSED = {
  'look-after-release': {
    ...{ actor: 'officer', item: 'released-against-lane' },
    text: {
      zh: '未按通道监管即放行，请补做核查。',
      en: 'It was released against its lane: do the look that is missing.',
    },
  },
  'check-after-release': {
    ...{ actor: 'officer', item: 'blue-check-due' },
    text: { zh: '蓝色通道，请做后续核查。', en: 'Check it after the release, as the blue lane asks.' },
  },
  'end-control': {
    ...{ actor: 'officer', item: 'released-while-held' },
    text: {
      zh: '暂停放行或查验期间已放行，请了结该项监管。',
      en: 'It was released while held or inspected: end the hold or the inspection.',
    },
  },
  'account-for-leaving': {
    ...{ actor: 'officer', item: 'left-unreleased' },
    text: {
      zh: '集装箱未放行即离场，请查明货物去向并处置。',
      en: 'Its container left before the release: find out where the goods are, and decide.',
    },
  },
  'confirm-lowering': {
    ...{ actor: 'officer', item: null },
    text: { zh: '通道下调等待第二名关员确认。', en: 'A lowering of the lane waits for the second officer.' },
  },
} as const satisfies Readonly<Record<string, BesideType>>;

export type MissedKind = keyof typeof MISSED;

/** What is to be done about a declaration beside its procedure at customs. */
export const BESIDE = { ...DEBTS, ...MISSED };
export type BesideKind = keyof typeof BESIDE;
const BESIDE_KINDS = Object.keys(BESIDE) as readonly BesideKind[];

export const isBeside = (step: string): step is BesideKind => Object.hasOwn(BESIDE, step);

/** The step that an open item of a declaration is, where it is one of these. */
export const besideOf = (item: OpenItemKind): BesideKind | undefined =>
  BESIDE_KINDS.find((kind) => BESIDE[kind].item === item);

/** Days after the first cut-off past the closing, or the day itself, or the first one worked after it. */
export function debtTerm(
  kind: DebtKind,
  since: Instant,
  settings: FollowUpSettings,
): { readonly since: Instant; readonly days: number } | { readonly from: Day } {
  const { item } = DEBTS[kind];
  const { dueMonthDay } = KINDS[item];
  if (dueMonthDay === undefined) return { since, days: settings.dueDays[item] };
  const firstOfNext = `${nextMonth(monthOf(businessDayOf(since)))}-01`;
  return { from: addDays(firstOfNext, settings[dueMonthDay] - 1) };
}

/** Days after the first cut-off; null where no clock runs. */
export function missedDays(kind: MissedKind, settings: FollowUpSettings): number | null {
  const { item } = MISSED[kind];
  return item === null ? null : settings.dueDays[item];
}
