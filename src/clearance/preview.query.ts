import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { type ClearanceItem, clearanceItemsFrom, ITEMS_SHOWN_MAX } from './clearance.query.js';
import { countsOf, type DayAsked, type DayCounts, itemsAsked } from './day-counts.query.js';

/** The first items of a day, in the order of the digest, and how many there are. */
export interface ShownItems {
  readonly itemsTotal: number;
  readonly items: readonly ClearanceItem[];
}

/** What a run would freeze, by the very SQL that freezes; nothing is written. Both statements need one snapshot. */
export async function previewOf(tx: Tx, asked: DayAsked): Promise<DayCounts & ShownItems> {
  const counts = await countsOf(tx, asked);
  const { sql, params } = openItemTables(itemsAsked(asked));
  const items = await clearanceItemsFrom(tx, { with: sql, from: 'item', params, limit: ITEMS_SHOWN_MAX });
  return { ...counts, itemsTotal: counts.carriedOver, items };
}
