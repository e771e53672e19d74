/** How far an item has escalated: 日清 clears the day's, 周结 the week's, 月提醒 lists the month's. */
export const LEVELS = ['day', 'week', 'month'] as const;
export type Level = (typeof LEVELS)[number];

/** Who has to move: the firm that declared (also where the port does, which it has to see to), or customs. */
export type Owner = 'broker' | 'officer';

export const SUBJECT_TYPES = ['declaration', 'shipment', 'receipt'] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export const OPEN_ITEM_KINDS = [
  'submitted-without-receipt',
  'returned-not-refiled',
  'correction-unanswered',
  'inspection-unfinished',
  'opened-not-resealed',
  'released-not-left',
  'left-not-loaded',
  'released-not-closed',
  'receipt-parked',
  'exemption-filing-due',
  'fx-receipt-missing',
] as const;
export type OpenItemKind = (typeof OPEN_ITEM_KINDS)[number];

/** What a kind is about. The level is the one it starts at; age lifts it. */
interface KindOfItem {
  readonly subject: SubjectType;
  readonly level: Level;
  readonly owner: Owner;
  /** Days from the first cut-off after the opening to the one it is due at. */
  readonly dueDays: number;
}

/**
 * The reading of 日清周结月提醒 (no authoritative text was found, see docs/decisions): what should move today is due at the
 * next cut-off; what customs and carriers settle, within a week; what a firm owes to tax office and bank is listed monthly.
 * The days are ours, unverified, and settings of the market.
 */
export const KINDS = {
  'submitted-without-receipt': { subject: 'declaration', level: 'day', owner: 'officer', dueDays: 0 },
  'returned-not-refiled': { subject: 'declaration', level: 'day', owner: 'broker', dueDays: 0 },
  'correction-unanswered': { subject: 'declaration', level: 'day', owner: 'broker', dueDays: 3 },
  'inspection-unfinished': { subject: 'declaration', level: 'day', owner: 'officer', dueDays: 0 },
  'opened-not-resealed': { subject: 'shipment', level: 'day', owner: 'officer', dueDays: 0 },
  'released-not-left': { subject: 'shipment', level: 'day', owner: 'broker', dueDays: 0 },
  'left-not-loaded': { subject: 'shipment', level: 'week', owner: 'broker', dueDays: 7 },
  'released-not-closed': { subject: 'declaration', level: 'week', owner: 'broker', dueDays: 7 },
  'receipt-parked': { subject: 'receipt', level: 'day', owner: 'officer', dueDays: 0 },
  'exemption-filing-due': { subject: 'declaration', level: 'month', owner: 'broker', dueDays: 0 },
  'fx-receipt-missing': { subject: 'declaration', level: 'month', owner: 'broker', dueDays: 90 },
} as const satisfies Record<OpenItemKind, KindOfItem>;

/**
 * What the daily run clears. Debts to tax office and bank stay open for weeks by their nature: freezing every one of them
 * every day would copy a quarter's closings a day; the monthly reminder freezes them.
 */
export const CLEARED_DAILY: readonly OpenItemKind[] = OPEN_ITEM_KINDS.filter((kind) => KINDS[kind].level !== 'month');

export const isOpenItemKind = (text: string): text is OpenItemKind => OPEN_ITEM_KINDS.some((kind) => kind === text);
