import { followUpSettings } from '../../markets/domain/follow-up-settings.js';
import { countedFrom, KINDS, type Level, type OpenItemKind, type Owner } from '../../vocabulary/open-item-kinds.js';
import type { Instant } from '../../vocabulary/period.js';

/** How items of one kind are judged in one market. Plain data: the database applies it to all items at once. */
export interface ItemRule {
  /** Empty for what belongs to no market that is known. */
  readonly market: string;
  readonly kind: OpenItemKind;
  readonly owner: Owner;
  /** Level of a new item. */
  readonly level: Level;
  readonly weekAfterDays: number;
  readonly monthAfterDays: number;
  /** The market's cut-off, the time of day at which everything is due. */
  readonly cutOff: string;
  /** From the first cut-off strictly after the opening. */
  readonly dueDays: number;
  /** Instead: the day of the month after the one of the opening. */
  readonly dueMonthDay: number | null;
  /** What ended by then was never counted; null is from the beginning. */
  readonly countedFrom: Instant | null;
}

/** What of a market decides about its items. */
export interface FollowedMarket {
  readonly code: string;
  readonly cutOff: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Receipts that name no market’s office belong to no market; in a list of all they are judged by the default settings. */
export const NO_MARKET: FollowedMarket = { code: '', cutOff: '20:00', settings: {} };

export function itemRules(market: FollowedMarket, kinds: readonly OpenItemKind[]): ItemRule[] {
  const settings = followUpSettings(market.settings);
  return kinds.map((kind) => {
    const { owner, level, dueMonthDay } = KINDS[kind];
    return {
      market: market.code,
      kind,
      owner,
      level,
      weekAfterDays: settings.weekAfterDays,
      monthAfterDays: settings.monthAfterDays,
      cutOff: market.cutOff,
      dueDays: settings.dueDays[kind],
      dueMonthDay: dueMonthDay ? settings[dueMonthDay] : null,
      countedFrom: countedFrom(kind),
    };
  });
}
