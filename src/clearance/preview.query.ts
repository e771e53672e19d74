import { CLEARED_DAILY } from '../open-items/domain/kinds.js';
import { openItemTables } from '../open-items/open-items.query.js';
import type { Tx } from '../platform/database/tx.js';
import { type ClearanceItem, clearanceItemsFrom, ITEMS_SHOWN_MAX } from './clearance.query.js';
import { type DayAsked, type DayCounts, dayTables, DIGEST, roomToSort } from './day-counts.query.js';

/** The first items of a day, in the order of the digest, and how many there are. */
export interface ShownItems {
  readonly itemsTotal: number;
  readonly items: readonly ClearanceItem[];
}

/** What a run would freeze, by the very SQL that freezes; nothing is written. Both statements need one snapshot. */
export async function previewOf(tx: Tx, asked: DayAsked): Promise<DayCounts & ShownItems> {
  await roomToSort(tx);
  const day = dayTables(asked);
  const counts = await tx.one<DayCounts>(
    `${day.sql} SELECT brought AS "broughtForward", opened, cleared, carried AS "carriedOver", ${DIGEST} AS digest FROM counted`,
    day.params,
  );
  if (!counts) throw new Error(`The day ${asked.market.code} ${asked.day} has no counts.`);
  const { sql, params } = openItemTables({ markets: [asked.market], kinds: CLEARED_DAILY, until: asked.until });
  const items = await clearanceItemsFrom(tx, { with: sql, from: 'item', params, limit: ITEMS_SHOWN_MAX });
  return { ...counts, itemsTotal: counts.carriedOver, items };
}
