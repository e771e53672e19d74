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
  name: 180,
  specification: 104,
  quantity: 88,
  unit: 60,
  packages: 72,
  grossWeightKg: 84,
  netWeightKg: 84,
  totalPrice: 108,
  finalDestination: 76,
  stall: 84,
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

/** Heads for which the name of the field is too wide. */
const SHORT_HEADS = {
  unit: 'grid.unit',
  grossWeightKg: 'grid.grossWeightKg',
  netWeightKg: 'grid.netWeightKg',
  finalDestination: 'grid.finalDestination',
  legalQuantity1: 'grid.legalQuantity1',
  legalQuantity2: 'grid.legalQuantity2',
} as const satisfies Partial<Record<GoodsField, TextKey>>;

/** What a column is called. */
export const headOf = (field: GoodsField): TextKey =>
  Object.hasOwn(SHORT_HEADS, field) ? SHORT_HEADS[field as keyof typeof SHORT_HEADS] : `line-field.${field}`;

const columnOf = (field: GoodsField): GridColumn => ({
  field,
  head: headOf(field),
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
export const ITEM_WIDTH = 44;
/** The value in dollars stands behind the price, the item at the end of the row. */
export const USD_AFTER: GoodsField = 'totalPrice';

/** A wide window gives its room to the texts that are cut first. */
const GROWS: Partial<Record<GoodsField, number>> = { name: 0.5, specification: 0.3, finalDestination: 0.2 };
const GROWS_MOST = 520;

export function fitted(columns: readonly GridColumn[], room: number): readonly GridColumn[] {
  const spare = Math.min(room - rowWidth(columns), GROWS_MOST);
  if (spare <= 0) return columns;
  return columns.map((column) => ({ ...column, width: column.width + Math.floor(spare * (GROWS[column.field] ?? 0)) }));
}

export const rowWidth = (columns: readonly GridColumn[]): number =>
  columns.reduce((sum, { width }) => sum + width, LINE_WIDTH + USD_WIDTH + ITEM_WIDTH);
