import type { Day, Instant } from '../../vocabulary/period.js';

/** Why the export ledger changed: the first closing, a change of what was declared, its withdrawal, or anything put right by hand. */
export type Cause = 'closing' | 'amendment' | 'cancellation' | 'correction';

/** One item of a declaration as the statistics count it. Amounts are decimal text: FOB in CNY and USD, net kilograms. */
export interface DesiredItem {
  readonly itemNumber: number;
  readonly hsCode: string;
  readonly name: string;
  /** Country of final destination, alpha-3: exports are counted by it. */
  readonly finalDestination: string;
  readonly fobCny: string;
  readonly fobUsd: string;
  readonly netWeightKg: string;
  /** As declared, in `unit`; nothing where it is not known. */
  readonly quantity?: string;
  readonly unit?: string;
  /** Customs code of the area the goods come from, of the item's most valuable goods line. */
  readonly domesticSource?: string;
}

/** What the export ledger shall hold of one declaration from now on: a state, not a change. */
export interface DesiredPosting {
  readonly declarationId: string;
  readonly version: number;
  readonly cause: Cause;
  readonly market: string;
  readonly brokerId: string;
  readonly currency: string;
  readonly transportMode: string;
  /** Its unified social credit code. */
  readonly consignor?: string;
  readonly customsOffice?: string;
  readonly exitOffice?: string;
  /** The business day all customs formalities were complete; null: the declaration must not be in the statistics. */
  readonly statDay: Day | null;
  /**
   * From when on this holds, where that is later than the day itself: an amendment or a cancellation of what closed before. A
   * week that ended earlier keeps what it had, whether or not its statement has been made.
   */
  readonly effectiveAt?: Instant | null;
  readonly items: readonly DesiredItem[];
}
