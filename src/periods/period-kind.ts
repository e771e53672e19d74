import { SetMetadata } from '@nestjs/common';
import type { WorkingDays } from '../markets/domain/due.js';
import type { Market } from '../markets/domain/market.js';
import type { Tx } from '../platform/database/tx.js';
import type { Instant } from '../vocabulary/period.js';
import type { PeriodUnit } from './domain/period-unit.js';
import type { PeriodKey } from './ledger/period-ledger.js';

/** A period of a market, and from what point of view it is frozen. */
export interface PeriodToFreeze {
  readonly key: PeriodKey;
  readonly market: Market;
  readonly now: Instant;
  readonly dueAt: Instant;
  /** The instant at which things are open or not: when the period is due, or now while it is not over. */
  readonly asOf: Instant;
  /** 1 is the official result. */
  readonly revision: number;
  /** Firms whose data allow no result, with the reason: they are left out. */
  readonly failing: readonly FailingFirm[];
  /** Only these firms, which were left out before; null for all. */
  readonly firms: readonly string[] | null;
}

/** A firm, or `NO_FIRM`, and why nothing can be computed for it. */
export interface FailingFirm {
  readonly firm: string;
  readonly reason: string;
}

/** A firm that a result leaves out; null is what belongs to no firm. */
export interface Exclusion {
  readonly broker: string | null;
  readonly reason: string;
  /** What else the kind says of it. */
  readonly figures?: Readonly<Record<string, unknown>>;
}

/** What of a result is shown: everything, or one firm's part. */
export interface ContentAsked {
  readonly broker: string | null;
}

/** A result of a period. */
export interface FrozenPeriod {
  /** Its figures, as the ledger keeps them. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly digest: string;
  readonly excluded: readonly Exclusion[];
  /** What was frozen, for a preview: read before it is rolled back. */
  readonly content: (asked: ContentAsked) => Promise<object>;
}

/** A later result, and in what it is another one than the official. */
export interface RevisedPeriod extends FrozenPeriod {
  readonly id: string;
  /** In figures. */
  readonly difference: Readonly<Record<string, number>>;
  /** One by one; null where the kind reads them from its own rows. */
  readonly differences: readonly object[] | null;
}

/** One difference, and the keys of its place in the list. */
export type PeriodDifference = object & { readonly position: readonly string[] };

export interface DifferencesAsked {
  readonly key: PeriodKey;
  readonly number: number;
  /** Keys of the last difference of the page before. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** How failing firms are found when the data of some allow no result for the whole market. */
export interface Isolation {
  /** All firms that are in the period. */
  firms(tx: Tx, period: PeriodToFreeze): Promise<readonly string[]>;
  /** Fails where the data of one of these firms allow no result. Writes nothing. */
  judge(tx: Tx, period: PeriodToFreeze, firms: readonly string[]): Promise<object>;
}

/** What one kind of period means. A class decorated with `@PeriodKind` among the providers of the folder that owns it. */
export interface PeriodDeclaration {
  readonly unit: PeriodUnit;
  /** When a period is over and counts; `calendar` reads the working days of the period. */
  dueAt(market: Market, period: string, calendar: () => Promise<WorkingDays>): Instant | Promise<Instant>;
  /** Writes the rows of the period and says what they add up to: the same for a run and for a preview, which is rolled back. */
  freeze(tx: Tx, period: PeriodToFreeze): Promise<FrozenPeriod>;
  /** Computes a finished period with what is known now. The official result stays. */
  revise(tx: Tx, period: PeriodToFreeze): Promise<RevisedPeriod>;
  /** Null where one firm's data stop the whole period. */
  readonly isolation: Isolation | null;
  /** Whether a firm that was left out gets its result beside the others' afterwards, or only in a revision. */
  readonly includesLater: boolean;
  /** Before a run freezes: what must not change any more. */
  close?(tx: Tx, period: PeriodToFreeze): Promise<void>;
  /** After a run: the audit entry, and events for others. Also when firms were included later. */
  record?(tx: Tx, period: PeriodToFreeze, frozen: FrozenPeriod): Promise<void>;
  /** From when on there is anything to preview; the beginning of its first day unless the kind says otherwise. */
  beginsAt?(market: Market, period: string): Instant;
  /** Reads the differences of a revision from the kind's own rows; without it they are kept with the revision. */
  readonly differences?: {
    /** What the keys of a cursor look like. */
    readonly position: readonly ((key: string) => boolean)[];
    readonly read: (tx: Tx, asked: DifferencesAsked) => Promise<readonly PeriodDifference[]>;
  };
}

const names: string[] = [];
/** The kinds of periods there are, in the order of the ladder. Every decorated class adds its own. */
export const PERIOD_KINDS: readonly string[] = names;

export const PERIOD_KIND = 'loomgate:period-kind';

/** Declares a kind of period: the engine finds it among the providers. */
export const PeriodKind = (name: string): ClassDecorator => {
  if (names.includes(name)) throw new Error(`Two kinds of periods are called "${name}".`);
  names.push(name);
  return SetMetadata(PERIOD_KIND, name);
};
