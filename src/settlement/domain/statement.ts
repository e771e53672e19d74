import type { OpenItemKind } from '../../open-items/domain/kinds.js';
import type { Week } from '../../vocabulary/period.js';

/** One stage of the week's declarations. Values are FOB, decimal text. */
export interface StageFigures {
  readonly declarations: number;
  /** Different container numbers these declarations name. */
  readonly containers: number;
  readonly valueCny: string;
  readonly valueUsd: string;
}

/** What was booked in the week, by destination: of the week itself, or of an earlier one that was closed already. */
export interface StatementLine {
  readonly line: 'week' | 'adjustment';
  readonly ofWeek: Week;
  readonly country: string;
  readonly declarations: number;
  readonly valueCny: string;
  readonly valueUsd: string;
  readonly netWeightKg: string;
}

/** The figures of one firm, or of the whole market, in one week. */
export interface Statement {
  /** Filed in the week and not cancelled in it. */
  readonly declared: StageFigures;
  readonly released: StageFigures;
  /** Closed in the week and booked in it: the statistics. */
  readonly closed: StageFigures;
  /** Booked in the week for weeks that were closed before: late closings, amendments, cancellations. */
  readonly adjustments: Omit<StageFigures, 'containers'>;
  /** What was open at the end of the week, by kind. */
  readonly openItems: { readonly total: number; readonly byKind: Readonly<Partial<Record<OpenItemKind, number>>> };
  /** In the order of line, week and country. They add up to `closed` and `adjustments`. */
  readonly lines: readonly StatementLine[];
}

export type Stage = 'declared' | 'released' | 'closed' | 'adjustments';

/** What the database found of one firm; a stage in which nothing happened is not there. */
export interface FoundFigures {
  readonly stages: Readonly<Partial<Record<Stage, StageFigures>>> | null;
  readonly openItems: Readonly<Partial<Record<OpenItemKind, number>>> | null;
  readonly lines: readonly StatementLine[] | null;
}

const NOTHING: StageFigures = { declarations: 0, containers: 0, valueCny: '0.00', valueUsd: '0.00' };

/** A whole statement: what nothing was found of is zero, so that every statement has the same shape. */
export function statementOf({ stages, openItems, lines }: FoundFigures): Statement {
  const byKind = openItems ?? {};
  const { containers: _containers, ...adjustments } = stages?.adjustments ?? NOTHING;
  return {
    declared: stages?.declared ?? NOTHING,
    released: stages?.released ?? NOTHING,
    closed: stages?.closed ?? NOTHING,
    adjustments,
    openItems: { total: Object.values(byKind).reduce((total, count) => total + count, 0), byKind },
    lines: lines ?? [],
  };
}
