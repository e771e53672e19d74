import type { TextKey } from '../texts';
import { MAIN_FIELDS, MORE_FIELDS, type GoodsField } from './rows';

/** Tables of codes that a field is looked up in. */
export type LookupTable = 'hs-code' | 'unit' | 'country' | 'domestic-area';

export interface GridColumn {
  readonly field: GoodsField;
  readonly head: TextKey;
  readonly width: number;
  readonly align: 'left' | 'right';
  readonly mono?: boolean;
  readonly lookup?: LookupTable;
}

const WIDTHS: Readonly<Record<GoodsField, number>> = {
  hsCode: 112,
  name: 188,
  specification: 104,
  quantity: 88,
  unit: 60,
  packages: 60,
  grossWeightKg: 84,
  netWeightKg: 84,
  totalPrice: 108,
  finalDestination: 76,
  stall: 88,
  legalQuantity1: 104,
  legalQuantity2: 104,
  elements: 200,
  domesticSource: 92,
  tradeLine: 80,
};
const NUMBERS: ReadonlySet<GoodsField> = new Set([
  'quantity',
  'packages',
  'grossWeightKg',
  'netWeightKg',
  'totalPrice',
  'legalQuantity1',
  'legalQuantity2',
  'tradeLine',
]);
const LOOKUPS: Partial<Record<GoodsField, LookupTable>> = {
  hsCode: 'hs-code',
  unit: 'unit',
  finalDestination: 'country',
  domesticSource: 'domestic-area',
};
const CODES: ReadonlySet<GoodsField> = new Set(['hsCode', 'domesticSource']);

const columnOf = (field: GoodsField): GridColumn => ({
  field,
  head: `grid.${field}`,
  width: WIDTHS[field],
  align: NUMBERS.has(field) ? 'right' : 'left',
  ...(CODES.has(field) ? { mono: true } : {}),
  ...(LOOKUPS[field] ? { lookup: LOOKUPS[field] } : {}),
});

export const MAIN_COLUMNS: readonly GridColumn[] = MAIN_FIELDS.map(columnOf);
export const ALL_COLUMNS: readonly GridColumn[] = [...MAIN_COLUMNS, ...MORE_FIELDS.map(columnOf)];

/** Columns that are not typed: the line's number before all others, value and item where the paper form has them. */
export const LINE_WIDTH = 40;
export const USD_WIDTH = 104;
export const ITEM_WIDTH = 36;
/** The value in dollars stands behind the price, the item at the end of the row. */
export const USD_AFTER: GoodsField = 'totalPrice';

export const rowWidth = (columns: readonly GridColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width, LINE_WIDTH + USD_WIDTH + ITEM_WIDTH);
