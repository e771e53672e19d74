import { dec, type Decimal } from '../../../vocabulary/decimal.js';
import { isHsCode } from '../../../vocabulary/identifiers/hs-code.js';
import { isGiven, isPositiveText } from '../valuation/amounts.js';
import type { GoodsLine } from '../declaration.js';

/** A goods line with everything merging and valuation need, its amounts read. */
export interface CompleteLine {
  line: number;
  hsCode: string;
  name: string;
  quantity: Decimal;
  unit: string;
  netWeightKg: Decimal;
  totalPrice: Decimal;
  finalDestination: string;
}

const complete = (goods: GoodsLine): CompleteLine | null => {
  const { line, hsCode, name, quantity, unit, netWeightKg, totalPrice, finalDestination } = goods;
  if (!isGiven(line) || !isGiven(hsCode) || !isGiven(name) || !isGiven(unit) || !isGiven(finalDestination)) return null;
  if (!isGiven(quantity) || !isGiven(netWeightKg) || !isGiven(totalPrice)) return null;
  if (!isHsCode(hsCode) || !isPositiveText(totalPrice)) return null;
  return {
    line,
    hsCode,
    name,
    quantity: dec(quantity),
    unit,
    netWeightKg: dec(netWeightKg),
    totalPrice: dec(totalPrice),
    finalDestination,
  };
};

/**
 * The goods lines in the order of their numbers, or null while one of them is unfinished, has no positive price, or shares
 * its number with another: a declaration is merged and valued whole or not at all, half of it would be a wrong figure.
 */
export const completeLines = (goods: readonly GoodsLine[] | undefined): CompleteLine[] | null => {
  if (!isGiven(goods) || goods.length === 0) return null;
  const lines: CompleteLine[] = [];
  for (const each of goods) {
    const line = complete(each);
    if (line === null) return null;
    lines.push(line);
  }
  if (new Set(lines.map(({ line }) => line)).size !== lines.length) return null;
  return lines.sort((left, right) => left.line - right.line);
};
