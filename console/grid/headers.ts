import type { GoodsField } from './rows.js';

/**
 * What people write above the columns of goods lines: the Chinese and English names of the import template, the usual other names, and
 * the heads of this grid. Within a list of goods, 净重 is the weight of the line; in a file for the import it is that of the declaration.
 */
const HEADERS: Readonly<Record<GoodsField, readonly string[]>> = {
  hsCode: [
    '商品编号',
    'hs_code',
    'HS 编码',
    '商品编码',
    '海关编码',
    '税号',
    '税则号',
    'hs',
    'hs编号',
    'hs no',
    'tariff code',
  ],
  name: [
    '商品名称',
    'goods_name',
    '品名',
    '货名',
    '货物名称',
    '商品名',
    '中文品名',
    'goods',
    'description',
    'description of goods',
    'name of goods',
    'name',
  ],
  specification: ['规格型号', 'specification', '规格', '型号', '商品规格', 'spec', 'specifications'],
  quantity: ['数量', 'quantity', '成交数量', '申报数量', 'qty'],
  unit: ['单位', 'unit', '计量单位', '成交单位', '申报单位', '数量单位', 'unit of quantity'],
  packages: ['商品件数', 'line_packages', '分件数', '件数', 'packages', 'ctns'],
  grossWeightKg: ['商品毛重', 'gross_kg', '分毛重', '毛重', '毛重kg', '毛重千克', '毛重公斤', 'gross weight'],
  netWeightKg: ['商品净重', 'net_kg', '分净重', '净重', '净重kg', '净重千克', '净重公斤', 'net weight'],
  totalPrice: [
    '总价',
    'total_price',
    '金额',
    '总金额',
    '货值',
    '成交总价',
    '申报总价',
    'amount',
    'total amount',
    'total value',
    'total',
  ],
  finalDestination: [
    '最终目的国',
    'final_destination',
    '目的国',
    '最终目的国别',
    '最终目的国地区',
    'destination',
    'destination country',
    'country of destination',
  ],
  stall: ['商户号', 'stall', '商铺号', '摊位号', '店铺号', '商位号', '摊位', 'stall no', 'shop no', 'booth no'],
  legalQuantity1: [
    '法定第一数量',
    'legal_quantity_1',
    '法定数量',
    '第一法定数量',
    '法定第一计量数量',
    'first legal quantity',
    'legal quantity',
  ],
  legalQuantity2: [
    '法定第二数量',
    'legal_quantity_2',
    '第二法定数量',
    '第二数量',
    '法定第二计量数量',
    'second legal quantity',
  ],
  elements: ['申报要素', 'elements', '商品要素', '规范申报要素', 'declaration elements'],
  domesticSource: [
    '境内货源地',
    'domestic_source',
    '货源地',
    '境内货源地代码',
    'source area',
    'domestic source of goods',
  ],
  tradeLine: ['交易单行号', 'trade_line', '交易行号', 'trade record line'],
};

/** Letters and digits only: width, case, blanks, punctuation and what stands in brackets differ from one list to the next. */
const bare = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]/gu, '');
const withoutBrackets = (header: string): string => header.normalize('NFKC').replace(/[([【][^)\]】]*[)\]】]\s*$/u, '');

const BY_HEADER: ReadonlyMap<string, GoodsField> = new Map(
  Object.entries(HEADERS).flatMap(([field, names]) => names.map((name) => [bare(name), field as GoodsField] as const)),
);

/** The field that a header cell means, or null. */
export const fieldOfHeader = (header: string): GoodsField | null =>
  BY_HEADER.get(bare(header)) ?? BY_HEADER.get(bare(withoutBrackets(header))) ?? null;
