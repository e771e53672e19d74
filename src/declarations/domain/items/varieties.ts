import type { Decimal } from '../../../vocabulary/decimal.js';
import { descending, sum } from '../valuation/amounts.js';
import type { CompleteLine } from './complete-lines.js';
import { groupBy } from '../../../vocabulary/group-by.js';

/** Goods lines that belong together, in the order of their numbers. */
export interface Group {
  key: string;
  lines: CompleteLine[];
  value: Decimal;
}

/** What makes a variety: one HS code with one name. JSON, because a name may hold any separator. */
export const varietyOf = (goods: { hsCode: string; name: string }): string =>
  JSON.stringify([goods.hsCode, goods.name]);

/** Puts lines with the same key together and adds their prices up; groups stand in the order of their first line. */
export const group = (lines: readonly CompleteLine[], keyOf: (line: CompleteLine) => string): Group[] =>
  [...groupBy(lines, keyOf)].map(([key, found]) => ({
    key,
    lines: found,
    value: sum(found.map((line) => line.totalPrice)),
  }));

/** Groups in descending value. Sorting is stable, so that of equal values the one with the lowest line stays first. */
export const groupsByValue = (lines: readonly CompleteLine[], keyOf: (line: CompleteLine) => string): Group[] =>
  group(lines, keyOf).sort((left, right) => descending(left.value, right.value));
