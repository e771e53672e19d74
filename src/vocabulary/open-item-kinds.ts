import type { Language } from './language.js';
import { type Day, type Instant, startOfDay } from './period.js';

/** How far an item has escalated: 日清 clears the day's, 周结 the week's, 月提醒 lists the month's. */
export const LEVELS = ['day', 'week', 'month'] as const;
export type Level = (typeof LEVELS)[number];

/** Who has to move: the firm that declared (also where the port does, which it has to see to), or customs. */
export type Owner = 'broker' | 'officer';

export const SUBJECT_TYPES = ['declaration', 'shipment', 'receipt'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

/** The recorded facts that open or close items. A fact that arrives late explains why a later result of a day differs. */
export type RecordedFact = 'submission' | 'receipt' | 'event';

/** A kind of open item. All that is counted, listed, described and printed of it follows from this and from its spans (`spansOf`). */
export interface KindOfItem {
  /**
   * The first day that counts it; null is from the beginning. Before that day no list, day, week or month knows the kind, whenever
   * it is asked for: a kind that is added later changes nothing that is already stated. What is open on its first day is
   * counted then, since when it has been open.
   */
  readonly since: Day | null;
  /** What it is called on paper, in mails and in files. */
  readonly name: Readonly<Record<Language, string>>;
  /** The level it starts at; age lifts it. */
  readonly level: Level;
  readonly owner: Owner;
  /**
   * Calendar days from the first cut-off after the opening to the one it is due at, where the market sets none (`dueDays`). One that
   * falls on a day off moves to the next working day.
   */
  readonly dueDays: number;
  /** Instead: the setting that names the day of the month after the one of the opening. */
  readonly dueMonthDay?: 'exemptionFilingDay';
  /** The monthly reminder of a firm lists it from its first day on, not from level `month` on. */
  readonly remindedImmediately?: true;
  readonly facts: readonly RecordedFact[];
  /** It contradicts customs' control: boards show it beside what waits longest. */
  readonly alarm?: true;
}

const OF_DECLARATION = ['submission', 'receipt'] as const;

/**
 * The reading of 日清周结月提醒 (no authoritative text was found, see docs/decisions): what should move today is due at the
 * next cut-off; what customs and carriers settle, within a week; what a firm owes to tax office and bank is listed monthly.
 * The days are ours, unverified, and settings of the market. The order is that of statements and boards.
 */
const DECLARED = {
  'submitted-without-receipt': {
    ...{ since: null, name: { zh: '已申报无回执', en: 'Submitted without a receipt' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, facts: OF_DECLARATION },
  },
  'returned-not-refiled': {
    ...{ since: null, name: { zh: '退单未重报', en: 'Returned, not filed again' } },
    ...{ level: 'day', owner: 'broker', dueDays: 0, remindedImmediately: true, facts: OF_DECLARATION },
  },
  'correction-unanswered': {
    ...{ since: null, name: { zh: '更正要求未答复', en: 'Request for corrections not answered' } },
    ...{ level: 'day', owner: 'broker', dueDays: 3, remindedImmediately: true, facts: OF_DECLARATION },
  },
  'inspection-unfinished': {
    ...{ since: null, name: { zh: '查验未完成', en: 'Inspection unfinished' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, facts: [...OF_DECLARATION, 'event'] },
  },
  'opened-not-resealed': {
    ...{ since: null, name: { zh: '开箱未重封', en: 'Opened, not resealed' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, facts: ['event'] },
  },
  'released-not-left': {
    ...{ since: null, name: { zh: '已放行未离场', en: 'Released, not left' } },
    ...{ level: 'day', owner: 'broker', dueDays: 0, facts: ['event'] },
  },
  'left-not-loaded': {
    ...{ since: null, name: { zh: '已离场未装船', en: 'Left, not loaded' } },
    ...{ level: 'week', owner: 'broker', dueDays: 7, facts: ['event'] },
  },
  'released-not-closed': {
    ...{ since: null, name: { zh: '已放行未结关', en: 'Released, not closed' } },
    ...{ level: 'week', owner: 'broker', dueDays: 7, facts: OF_DECLARATION },
  },
  'left-while-held': {
    ...{ since: '2026-11-28', name: { zh: '暂停放行或查验期间离场', en: 'Left while held or inspected' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, alarm: true, facts: ['event'] },
  },
  'released-against-lane': {
    ...{ since: '2026-11-28', name: { zh: '未按通道监管放行', en: 'Released against its lane' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, alarm: true, facts: OF_DECLARATION },
  },
  'released-while-held': {
    ...{ since: '2026-11-29', name: { zh: '暂停放行或查验期间放行', en: 'Released while held or inspected' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, alarm: true, facts: [...OF_DECLARATION, 'event'] },
  },
  'left-unreleased': {
    ...{ since: '2026-11-29', name: { zh: '未放行离场', en: 'Left before its release' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, alarm: true, facts: [...OF_DECLARATION, 'event'] },
  },
  'sealed-otherwise': {
    ...{ since: '2026-11-28', name: { zh: '封号不符', en: 'Sealed otherwise' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, alarm: true, facts: ['event'] },
  },
  'blue-check-due': {
    ...{ since: '2026-11-28', name: { zh: '蓝色通道待后续核查', en: 'Blue lane not checked yet' } },
    ...{ level: 'week', owner: 'officer', dueDays: 7, facts: OF_DECLARATION },
  },
  'receipt-parked': {
    ...{ since: null, name: { zh: '回执待处理', en: 'Receipt parked' } },
    ...{ level: 'day', owner: 'officer', dueDays: 0, facts: ['receipt'] },
  },
  'exemption-filing-due': {
    ...{ since: null, name: { zh: '免税申报待办', en: 'Exemption filing due' } },
    ...{ level: 'month', owner: 'broker', dueDays: 0, dueMonthDay: 'exemptionFilingDay', facts: OF_DECLARATION },
  },
  'fx-receipt-missing': {
    ...{ since: null, name: { zh: '未收汇', en: 'FX receipt missing' } },
    ...{ level: 'month', owner: 'broker', dueDays: 90, facts: OF_DECLARATION },
  },
} as const satisfies Readonly<Record<string, KindOfItem>>;

export type OpenItemKind = keyof typeof DECLARED;
export const KINDS: Readonly<Record<OpenItemKind, KindOfItem>> = DECLARED;
export const OPEN_ITEM_KINDS = Object.keys(DECLARED) as readonly OpenItemKind[];

/** The kinds that contradict customs' control. */
export const ALARM_KINDS = OPEN_ITEM_KINDS.filter((kind) => KINDS[kind].alarm === true);

export const isOpenItemKind = (text: string): text is OpenItemKind => OPEN_ITEM_KINDS.some((kind) => kind === text);

/** From when on a kind is counted; null is from the beginning. */
export function countedFrom(kind: OpenItemKind): Instant | null {
  const { since } = KINDS[kind];
  return since === null ? null : startOfDay(since);
}

/** The kinds that are counted at an instant, in the order of the list. */
export const kindsAt = (at: Instant, kinds: readonly OpenItemKind[] = OPEN_ITEM_KINDS): OpenItemKind[] =>
  kinds.filter((kind) => (countedFrom(kind) ?? at) <= at);

/**
 * What the daily run clears. Debts to tax office and bank stay open for weeks by their nature: freezing every one of them
 * every day would copy a quarter's closings a day; the monthly reminder freezes them.
 */
export const isClearedDaily = (kind: OpenItemKind): boolean => KINDS[kind].level !== 'month';
