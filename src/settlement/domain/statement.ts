import type { OpenItemKind } from '../../vocabulary/open-item-kinds.js';
import type { Week } from '../../vocabulary/period.js';
import type { LineFigure, StageFigure, SumFigure, Values } from './figures.js';

/** Declarations and their FOB value. In a bridge all of them may be negative. */
export type Sums = Values<SumFigure>;

/** One stage of the week's declarations, with the different container numbers they name. */
export type StageFigures = Values<StageFigure>;

/** The stages whose declarations are counted; what is settled is computed from them. */
export const COUNTED_STAGES = ['declared', 'released', 'closed'] as const;
export type Stage = (typeof COUNTED_STAGES)[number] | 'settled';

/**
 * What leads from one stage of the week to the next, in order: a stage and the steps behind it add up to the next one, to the
 * cent. Not a reading of the trade but of sets: whatever is in the one and not in the other has its step.
 */
export const STEPS = [
  /** Declared in the week, not released in it: taken off. */
  { step: 'not-released', from: 'declared', to: 'released' },
  /** Released in the week, declared in another one. */
  { step: 'declared-earlier', from: 'declared', to: 'released' },
  /** Released in the week, not closed in it: taken off. */
  { step: 'not-closed', from: 'released', to: 'closed' },
  /** Closed in the week, released in another one. */
  { step: 'released-earlier', from: 'released', to: 'closed' },
  /** Released and closed in the week, and the ledger has another value than the declaration: nothing, unless data are bad. */
  { step: 'book-differs', from: 'released', to: 'closed' },
  /** Posted in the week for weeks that were closed before. */
  { step: 'late-closing', from: 'closed', to: 'settled' },
  { step: 'amendment', from: 'closed', to: 'settled' },
  { step: 'cancellation', from: 'closed', to: 'settled' },
  { step: 'correction', from: 'closed', to: 'settled' },
] as const satisfies readonly { step: string; from: Stage; to: Stage }[];
export type StepName = (typeof STEPS)[number]['step'];

export interface BridgeStep extends Sums {
  readonly step: StepName;
  readonly from: Stage;
  readonly to: Stage;
}

/** Ages of what is released and not closed, in days at the end of the week; `to` null is without end. */
export const AGES = [
  { age: '0-7', to: 7 },
  { age: '8-14', to: 14 },
  { age: '15-30', to: 30 },
  { age: '31+', to: null },
] as const;

/** What is released and not closed of one age. */
export interface AgeBand extends Sums {
  readonly age: (typeof AGES)[number]['age'];
}

/** What was posted in the week, by destination: of the week itself, or of an earlier one that was closed already. */
export type StatementLine = Values<LineFigure> & {
  readonly line: 'week' | 'adjustment';
  readonly ofWeek: Week;
  readonly country: string;
};

/** The figures of one firm, or of the whole market, in one week, without the lines. */
export interface Figures {
  /** Filed in the week and not cancelled in it. */
  readonly declared: StageFigures;
  readonly released: StageFigures;
  /** Closed in the week and posted in it: the statistics. */
  readonly closed: StageFigures;
  /** Posted in the week for weeks that were closed before: late closings, amendments, cancellations. */
  readonly adjustments: Sums;
  /** All that was posted in the week: closed and adjustments. Like `bridge` not in statements frozen before there were bridges. */
  readonly settled?: Sums;
  /** From declared to settled. */
  readonly bridge?: readonly BridgeStep[];
  /** What was open at the end of the week, by kind. */
  readonly openItems: { readonly total: number; readonly byKind: Readonly<Partial<Record<OpenItemKind, number>>> };
  /** What was released and not closed at the end of the week, by age. */
  readonly releasedNotClosed?: readonly AgeBand[];
}

export interface Statement extends Figures {
  /** In the order of line, week and country. They add up to `closed` and `adjustments`. */
  readonly lines: readonly StatementLine[];
}

/** A firm that got no statement, and the first of the declarations that are the reason. */
export interface ExcludedFirm {
  /** Null where it is what belongs to no firm: open items of the market that cannot be counted. */
  readonly broker: string | null;
  readonly reason: ExclusionReason;
  /** In the words of the database, where open items cannot be counted. */
  readonly detail: string | null;
  readonly declarations: number;
  /** Null where open items cannot be counted: which of the firm's records is the reason is not known. */
  readonly declarationId: string | null;
}

/**
 * What can be wrong with the data of one firm, by a restore, a repair by hand or a fault of ours: its open items cannot be
 * counted (a time that is none has no age); the firm is not there (facts name firms without a foreign key); a declaration was filed and has no value, so that a sum would silently be too small; the
 * ledger holds another value than the declaration. All others are stated; the market's statement is what the ledger says, and counts
 * what can be counted as open.
 */
export const EXCLUSION_REASONS = ['open-items-failed', 'firm-unknown', 'value-missing', 'book-differs'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];
