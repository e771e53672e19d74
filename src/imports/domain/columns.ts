import type { CellKind, Column, ColumnLevel } from './column.js';
import { FACT_COLUMNS, IMPORT_KINDS, type ImportKind } from './fact-columns.js';

const column = (
  [name, chinese, level, path, as]: readonly [string, string, ColumnLevel, string, CellKind],
  ...aliases: string[]
): Column => ({ name, chinese, level, path, as, aliases });

/** The columns of the sample files; header names in English or Chinese, in any order. */
export const COLUMNS: readonly Column[] = [
  column(
    ['reference', '申报参考号', 'header', 'reference', 'identifier'],
    ...['参考号', '业务编号', '申报编号', '申报单号', '业务参考号', 'reference no', 'ref', 'ref no'],
  ),
  column(
    ['declared_on', '申报日期', 'header', 'declaredOn', 'day'],
    ...['报关日期', '日期', 'date', 'declaration date', 'declared date'],
  ),
  column(['market', '市场', 'header', 'market', 'code'], '市场代码', '采购市场', 'market code'),
  column(
    ['customs_office', '申报地海关', 'header', 'customsOffice', 'office'],
    ...['申报海关', '申报关区', '申报地海关代码', '申报口岸', 'declaration customs'],
  ),
  column(
    ['exit_office', '出境关别', 'header', 'exitOffice', 'office'],
    ...['出境口岸', '出口口岸', '出境关别代码', '出境海关', 'exit customs', 'port of exit'],
  ),
  column(
    ['consignor_uscc', '境内发货人代码', 'header', 'consignor/uscc', 'code'],
    ...[
      '发货人代码',
      '境内发货人统一社会信用代码',
      '发货人统一社会信用代码',
      '统一社会信用代码',
      '经营单位代码',
      'uscc',
    ],
  ),
  column(
    ['consignor_name', '境内发货人', 'header', 'consignor/name', 'name'],
    ...['发货人', '境内发货人名称', '发货人名称', '经营单位', '经营单位名称', 'consignor', 'shipper'],
  ),
  column(
    ['principal_id', '实际委托人代码', 'header', 'principal/id', 'identifier'],
    ...['委托人代码', '委托人证件号', '委托人证件号码', '实际委托人证件号码', '身份证号', '身份证号码'],
  ),
  column(
    ['principal_name', '实际委托人', 'header', 'principal/name', 'name'],
    ...['委托人', '委托人名称', '实际委托人名称', 'principal'],
  ),
  column(
    ['buyer_name', '境外采购商', 'header', 'buyer/name', 'name'],
    ...['采购商', '采购商名称', '境外采购商名称', '境外收货人', '收货人', '买方', '买家', '客户', 'buyer', 'consignee'],
  ),
  column(
    ['buyer_country', '采购商国别', 'header', 'buyer/country', 'country'],
    ...['采购商国家', '境外采购商国别', '采购商国籍', '买方国别', '客户国家', 'country of buyer'],
  ),
  column(
    ['trade_terms', '成交方式', 'header', 'tradeTerms', 'trade-terms'],
    ...['价格条款', '贸易术语', '成交条款', 'terms', 'incoterms', 'trade term'],
  ),
  column(['currency', '币制', 'header', 'currency', 'currency'], '币种', '货币', '成交币制', 'ccy'),
  column(['freight_mark', '运费标记', 'header', 'freight/mark', 'charge-mark']),
  column(['freight_value', '运费', 'header', 'freight/value', 'decimal'], '运费金额', 'freight'),
  column(['insurance_mark', '保费标记', 'header', 'insurance/mark', 'charge-mark'], '保险费标记'),
  column(['insurance_value', '保费', 'header', 'insurance/value', 'decimal'], ...['保险费', '保费金额', 'insurance']),
  column(
    ['transport_mode', '运输方式', 'header', 'transportMode', 'transport-mode'],
    ...['运输方式代码', 'mode of transport', 'transport'],
  ),
  column(
    ['bill_of_lading', '提运单号', 'header', 'billOfLading', 'identifier'],
    ...['提单号', '运单号', '提单', '提运单', 'b/l', 'b/l no', 'bl no', 'bill of lading no'],
  ),
  column(
    ['port_of_destination', '指运港', 'header', 'portOfDestination', 'code'],
    ...['目的港', '卸货港', '指运港代码', 'destination port', 'port of discharge'],
  ),
  column(
    ['exit_port', '离境口岸', 'header', 'exitPort', 'exit-port'],
    ...['离境口岸代码', '离境港', 'exit port', 'domestic port'],
  ),
  column(['trade_country', '贸易国', 'header', 'tradeCountry', 'country'], '贸易国别', '贸易国地区'),
  column(['arrival_country', '运抵国', 'header', 'arrivalCountry', 'country'], '运抵国别', '运抵国地区'),
  column(
    ['contract_number', '合同协议号', 'header', 'contractNumber', 'identifier'],
    ...['合同号', '协议号', '合同', '合同编号', 'contract', 'contract no'],
  ),
  column(
    ['vessel', '运输工具名称', 'header', 'vessel', 'name'],
    ...['船名', '运输工具', '船名称', 'vessel name', 'means of transport'],
  ),
  column(['voyage', '航次号', 'header', 'voyage', 'identifier'], '航次', '航班号', 'voyage no'),
  column(['packages', '件数', 'header', 'packages', 'integer'], '总件数', 'total packages'),
  column(
    ['package_type', '包装种类', 'header', 'packageType', 'package-type'],
    ...['包装', '包装方式', '包装种类代码', 'type of packages', 'packing'],
  ),
  column(
    ['declared_gross_kg', '毛重', 'header', 'grossWeightKg', 'decimal'],
    ...['总毛重', '毛重千克', '毛重公斤', 'total gross weight', 'gross weight'],
  ),
  column(
    ['declared_net_kg', '净重', 'header', 'netWeightKg', 'decimal'],
    ...['总净重', '净重千克', '净重公斤', 'total net weight', 'net weight'],
  ),
  column(['other_charges_mark', '杂费标记', 'header', 'otherCharges/mark', 'charge-mark']),
  column(['other_charges_value', '杂费', 'header', 'otherCharges/value', 'decimal'], '杂费金额', 'other charges'),
  column(['remarks', '备注', 'header', 'remarks', 'name'], '备注说明', '标记唛码及备注', 'remark', 'notes', 'note'),
  column(['simplified', '简化申报', 'header', 'simplified', 'yes-no'], '是否简化申报', '简化'),
  column(
    ['container_number', '集装箱号', 'container', 'number', 'identifier'],
    ...['柜号', '箱号', '集装箱', '集装箱号码', 'container', 'container no', 'cntr no'],
  ),
  column(['size_type', '箱型', 'container', 'sizeType', 'code'], '柜型', '箱型尺寸', '集装箱规格', 'container type'),
  column(
    ['seal', '封号', 'container', 'seal', 'identifier'],
    ...['封条号', '铅封号', '封志号', '关锁号', '铅封', 'seal no', 'seal number'],
  ),
  column(['line', '商品序号', 'goods', 'line', 'integer'], '序号', '项号', '行号', 'line no', 'item no'),
  column(
    ['hs_code', '商品编号', 'goods', 'hsCode', 'hs-code'],
    ...['HS编码', '商品编码', '海关编码', '税号', '税则号', 'hs', 'hs编号', 'hs no', 'tariff code'],
  ),
  column(
    ['goods_name', '商品名称', 'goods', 'name', 'name'],
    ...[
      '品名',
      '货名',
      '货物名称',
      '商品名',
      '中文品名',
      'goods',
      'description',
      'description of goods',
      'name of goods',
    ],
  ),
  column(
    ['specification', '规格型号', 'goods', 'specification', 'name'],
    ...['规格', '型号', '商品规格', 'spec', 'specifications'],
  ),
  column(['quantity', '数量', 'goods', 'quantity', 'decimal'], '成交数量', '申报数量', 'qty'),
  column(['unit', '单位', 'goods', 'unit', 'unit'], '计量单位', '成交单位', '申报单位', '数量单位', 'unit of quantity'),
  column(['line_packages', '商品件数', 'goods', 'packages', 'integer'], '分件数'),
  column(['gross_kg', '商品毛重', 'goods', 'grossWeightKg', 'decimal'], '分毛重'),
  column(['net_kg', '商品净重', 'goods', 'netWeightKg', 'decimal'], '分净重'),
  column(
    ['total_price', '总价', 'goods', 'totalPrice', 'decimal'],
    ...['金额', '总金额', '货值', '成交总价', '申报总价', 'amount', 'total amount', 'total value'],
  ),
  column(
    ['final_destination', '最终目的国', 'goods', 'finalDestination', 'country'],
    ...['目的国', '最终目的国别', '最终目的国地区', 'destination', 'destination country', 'country of destination'],
  ),
  column(
    ['stall', '商户号', 'goods', 'stall', 'identifier'],
    ...['商铺号', '摊位号', '店铺号', '商位号', '摊位', 'stall no', 'shop no', 'booth no'],
  ),
  column(
    ['legal_quantity_1', '法定第一数量', 'goods', 'legalQuantity1', 'decimal'],
    ...['法定数量', '第一法定数量', '法定第一计量数量', 'first legal quantity', 'legal quantity'],
  ),
  column(
    ['legal_quantity_2', '法定第二数量', 'goods', 'legalQuantity2', 'decimal'],
    ...['第二法定数量', '第二数量', '法定第二计量数量', 'second legal quantity'],
  ),
  column(
    ['elements', '申报要素', 'goods', 'elements', 'name'],
    ...['商品要素', '规范申报要素', 'declaration elements'],
  ),
  column(
    ['domestic_source', '境内货源地', 'goods', 'domesticSource', 'area'],
    ...['货源地', '境内货源地代码', 'source area', 'domestic source of goods'],
  ),
  column(
    ['trade_record', '交易单号', 'header', 'tradeRecord', 'identifier'],
    ...['交易单', '统一编号', '市场交易单号', 'trade record no'],
  ),
  column(['trade_line', '交易单行号', 'goods', 'tradeLine', 'integer'], '交易行号', 'trade record line'),
  column(
    ['buyer_document', '采购商证件号', 'header', 'buyer/documentNumber', 'identifier'],
    ...['采购商证件号码', '采购商护照号', '护照号', 'passport no', 'buyer passport'],
  ),
];

/** Without these no row can be distinguished from another. */
export const REQUIRED_COLUMNS: readonly string[] = ['reference', 'market', 'line'];

/**
 * The column of a rejected-rows file that names what is wrong. A file that has it was written by this service: what its writer put before
 * cells that a spreadsheet would take for formulas is taken off again.
 */
export const ERROR_COLUMN = '错误';

/** Letters and digits only: width, case, blanks, punctuation and what stands in brackets differ from one list to the next. */
const bare = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}&]/gu, '');
const withoutBrackets = (header: string): string => header.normalize('NFKC').replace(/[([【][^)\]】]*[)\]】]\s*$/u, '');

const byHeader = (columns: readonly Column[]): ReadonlyMap<string, Column> =>
  new Map(
    columns.flatMap((found) =>
      [found.name, found.chinese, ...found.aliases].map((header): [string, Column] => [bare(header), found]),
    ),
  );

/** The columns of each kind of file by all their headers. */
const BY_HEADER = { columns: COLUMNS, headers: byHeader(COLUMNS) };
const OF_KIND = {
  declarations: BY_HEADER,
  receipts: { columns: FACT_COLUMNS.receipts, headers: byHeader(FACT_COLUMNS.receipts) },
  events: { columns: FACT_COLUMNS.events, headers: byHeader(FACT_COLUMNS.events) },
} as const;

/** A firm's own headers with the names of the columns they mean, each header in its bare form. */
export type HeaderMapping = Readonly<Record<string, string>>;

/** What headers have in common that differ in width, case, blanks and punctuation alone. */
export const bareHeader = bare;

const columnNamed = (name: string, kind: ImportKind): Column | null =>
  OF_KIND[kind].columns.find((column) => column.name === name) ?? null;

/** Whether files of any kind have a column of this name. */
export const isColumnName = (name: string): boolean => IMPORT_KINDS.some((kind) => columnNamed(name, kind) !== null);

/** The column a header cell means, or null. What the firm itself has said goes first. */
export function columnOf(header: string, mapping: HeaderMapping, kind: ImportKind = 'declarations'): Column | null {
  const own = mapping[bare(header)];
  if (own !== undefined) return columnNamed(own, kind);
  const { headers } = OF_KIND[kind];
  return headers.get(bare(header)) ?? headers.get(bare(withoutBrackets(header))) ?? null;
}
