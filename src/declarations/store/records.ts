import { type Header, headerOf } from './content.js';
import type { Assessment, ContainerLoad, DeclarationInput, GoodsLine, Item } from '../domain/declaration.js';

/** Column, field and type of something written set-wise by `jsonb_to_recordset`: one list for insert, update and reading. */
export type Columns = readonly (readonly [column: string, name: string, type: string])[];

/** A column for each field, and its type. A field that is added and has none here does not compile: what it says would not be kept. */
const columnsOf = <T>(fields: Readonly<Record<keyof T, readonly [column: string, type: string]>>): Columns =>
  Object.entries<readonly [string, string]>(fields).map(([name, [column, type]]) => [column, name, type]);

/** The columns of a declaration's own row that come from its input. */
export const HEAD: Columns = [
  ['market', 'market', 'text'],
  ['reference', 'reference', 'text'],
  ['declared_on', 'declaredOn', 'date'],
  ['customs_office', 'customsOffice', 'text'],
  ['consignor_uscc', 'consignorUscc', 'text'],
  ['consignor_name', 'consignorName', 'text'],
  ['buyer_name', 'buyerName', 'text'],
  ['currency', 'currency', 'text'],
  ['transport_mode', 'transportMode', 'text'],
  ['bill_of_lading', 'billOfLading', 'text'],
  ['header', 'header', 'jsonb'],
  ['content_sha256', 'contentSha256', 'text'],
  ['findings', 'findings', 'jsonb'],
  ['valuation', 'valuation', 'jsonb'],
  ['total_declared', 'totalDeclared', 'numeric'],
  ['total_cny', 'totalCny', 'numeric'],
  ['total_usd', 'totalUsd', 'numeric'],
  ['fob_cny', 'fobCny', 'numeric'],
  ['fob_usd', 'fobUsd', 'numeric'],
];

const POSITION: Columns[number] = ['position', 'position', 'integer'];

export const GOODS_COLUMNS: Columns = [
  POSITION,
  ...columnsOf<GoodsLine>({
    line: ['line', 'integer'],
    hsCode: ['hs_code', 'text'],
    name: ['name', 'text'],
    specification: ['specification', 'text'],
    quantity: ['quantity', 'numeric'],
    unit: ['unit', 'text'],
    packages: ['packages', 'integer'],
    grossWeightKg: ['gross_weight_kg', 'numeric'],
    netWeightKg: ['net_weight_kg', 'numeric'],
    totalPrice: ['total_price', 'numeric'],
    finalDestination: ['final_destination', 'text'],
    stall: ['stall', 'text'],
    legalQuantity1: ['legal_quantity1', 'numeric'],
    legalQuantity2: ['legal_quantity2', 'numeric'],
    elements: ['elements', 'text'],
    domesticSource: ['domestic_source', 'text'],
    tradeLine: ['trade_line', 'integer'],
  }),
];

export const ITEM_COLUMNS = columnsOf<Item>({
  itemNumber: ['item_number', 'integer'],
  hsCode: ['hs_code', 'text'],
  name: ['name', 'text'],
  quantity: ['quantity', 'numeric'],
  unit: ['unit', 'text'],
  netWeightKg: ['net_weight_kg', 'numeric'],
  totalPrice: ['total_price', 'numeric'],
  finalDestination: ['final_destination', 'text'],
  goodsLines: ['goods_lines', 'integer[]'],
  fobUsd: ['fob_usd', 'numeric'],
  fobCny: ['fob_cny', 'numeric'],
});

export const CONTAINER_COLUMNS: Columns = [
  POSITION,
  ...columnsOf<ContainerLoad>({
    number: ['number', 'text'],
    goodsLines: ['goods_lines', 'integer[]'],
  }),
];

/** What is stored of what the broker gave: nothing yet, something else, or the same, of which only what was derived is written. */
export type Content = 'new' | 'changed' | 'kept';

/** A declaration as it is to be written. */
export interface DeclarationRecord {
  readonly id: string;
  readonly content: Content;
  readonly head: Readonly<Record<string, unknown>> & { readonly header: Header };
  readonly goods: readonly GoodsLine[];
  readonly containers: readonly ContainerLoad[];
  readonly items: readonly Item[];
}

interface Part {
  readonly table: string;
  readonly columns: Columns;
  /** It follows from rules and rates, not from what was given alone. */
  readonly isDerived?: true;
  readonly rowsOf: (record: DeclarationRecord) => readonly object[];
}

const positioned = (rows: readonly object[]): object[] => rows.map((row, position) => ({ position, ...row }));

export const PARTS: readonly Part[] = [
  { table: 'goods_line', columns: GOODS_COLUMNS, rowsOf: ({ goods }) => positioned(goods) },
  { table: 'declaration_container', columns: CONTAINER_COLUMNS, rowsOf: ({ containers }) => positioned(containers) },
  { table: 'declaration_item', columns: ITEM_COLUMNS, isDerived: true, rowsOf: ({ items }) => items },
];

/** What of a declaration is written, apart from its id. */
export interface Written {
  readonly input: DeclarationInput;
  readonly contentSha256: string;
  readonly assessment: Assessment;
  /** The day that counts from now on: the day of submission stands in for one that was not given. */
  readonly declaredOn: string | undefined;
}

/** Turns an assessed input into rows. What is not there is left out of the JSON and becomes NULL. */
export function recordOf(id: string, content: Content, written: Written): DeclarationRecord {
  const { input, contentSha256, declaredOn } = written;
  const { findings, items, totals, valuation } = written.assessment;
  const { market, reference, customsOffice, currency, transportMode, billOfLading } = input;
  return {
    id,
    content,
    head: {
      ...{ market, reference, declaredOn, customsOffice, currency, transportMode, billOfLading },
      consignorUscc: input.consignor?.uscc,
      consignorName: input.consignor?.name,
      buyerName: input.buyer?.name,
      header: headerOf(input),
      contentSha256,
      findings,
      valuation,
      totalDeclared: totals?.declared,
      totalCny: totals?.cny,
      totalUsd: totals?.usd,
      fobCny: totals?.fobCny,
      fobUsd: totals?.fobUsd,
    },
    goods: input.goods ?? [],
    containers: input.containers ?? [],
    items,
  };
}
