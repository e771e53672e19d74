/** Where a column's cells belong: once a declaration, once a container, or once a goods line. */
export type Level = 'header' | 'container' | 'goods';

export interface Column {
  /** English header name; also the name errors are told under. */
  readonly name: string;
  /** 中文表头. */
  readonly chinese: string;
  readonly level: Level;
  /** Path in the declaration (header), in a goods line (goods), or in a container's visit (container). */
  readonly path: string;
  readonly as: 'text' | 'integer' | 'yes-no';
}

/** Columns whose cells are something else than text. */
const OTHER_KINDS: Readonly<Record<string, Column['as']>> = {
  packages: 'integer',
  line: 'integer',
  line_packages: 'integer',
  trade_line: 'integer',
  simplified: 'yes-no',
};

const column = (name: string, chinese: string, level: Level, path: string): Column => {
  return { name, chinese, level, path, as: OTHER_KINDS[name] ?? 'text' };
};

/** The columns of the sample files; header names in English or Chinese, in any order. */
export const COLUMNS: readonly Column[] = [
  column('reference', '申报参考号', 'header', 'reference'),
  column('declared_on', '申报日期', 'header', 'declaredOn'),
  column('market', '市场', 'header', 'market'),
  column('customs_office', '申报地海关', 'header', 'customsOffice'),
  column('exit_office', '出境关别', 'header', 'exitOffice'),
  column('consignor_uscc', '境内发货人代码', 'header', 'consignor/uscc'),
  column('consignor_name', '境内发货人', 'header', 'consignor/name'),
  column('principal_id', '实际委托人代码', 'header', 'principal/id'),
  column('principal_name', '实际委托人', 'header', 'principal/name'),
  column('buyer_name', '境外采购商', 'header', 'buyer/name'),
  column('buyer_country', '采购商国别', 'header', 'buyer/country'),
  column('trade_terms', '成交方式', 'header', 'tradeTerms'),
  column('currency', '币制', 'header', 'currency'),
  column('freight_mark', '运费标记', 'header', 'freight/mark'),
  column('freight_value', '运费', 'header', 'freight/value'),
  column('insurance_mark', '保费标记', 'header', 'insurance/mark'),
  column('insurance_value', '保费', 'header', 'insurance/value'),
  column('transport_mode', '运输方式', 'header', 'transportMode'),
  column('bill_of_lading', '提运单号', 'header', 'billOfLading'),
  column('port_of_destination', '指运港', 'header', 'portOfDestination'),
  column('trade_country', '贸易国', 'header', 'tradeCountry'),
  column('arrival_country', '运抵国', 'header', 'arrivalCountry'),
  column('packages', '件数', 'header', 'packages'),
  column('declared_gross_kg', '毛重', 'header', 'grossWeightKg'),
  column('declared_net_kg', '净重', 'header', 'netWeightKg'),
  column('simplified', '简化申报', 'header', 'simplified'),
  column('container_number', '集装箱号', 'container', 'number'),
  column('size_type', '箱型', 'container', 'sizeType'),
  column('seal', '封号', 'container', 'seal'),
  column('line', '商品序号', 'goods', 'line'),
  column('hs_code', '商品编号', 'goods', 'hsCode'),
  column('goods_name', '商品名称', 'goods', 'name'),
  column('specification', '规格型号', 'goods', 'specification'),
  column('quantity', '数量', 'goods', 'quantity'),
  column('unit', '单位', 'goods', 'unit'),
  column('line_packages', '商品件数', 'goods', 'packages'),
  column('gross_kg', '商品毛重', 'goods', 'grossWeightKg'),
  column('net_kg', '商品净重', 'goods', 'netWeightKg'),
  column('total_price', '总价', 'goods', 'totalPrice'),
  column('final_destination', '最终目的国', 'goods', 'finalDestination'),
  column('stall', '商户号', 'goods', 'stall'),
  column('trade_record', '交易单号', 'header', 'tradeRecord'),
  column('trade_line', '交易单行号', 'goods', 'tradeLine'),
  column('buyer_document', '采购商证件号', 'header', 'buyer/documentNumber'),
];

/** Without these no row can be told from another. */
export const REQUIRED_COLUMNS: readonly string[] = ['reference', 'market', 'line'];

/** The column of a rejected-rows file that names what is wrong; ignored on the way in, so the corrected file can be sent as it is. */
export const ERROR_COLUMN = '错误';

const BY_HEADER = new Map(COLUMNS.flatMap((found) => [[found.name, found] as const, [found.chinese, found] as const]));

/** The column a header cell means, or null. Spaces and letter case do not matter. */
export const columnOf = (header: string): Column | null => BY_HEADER.get(header.trim().toLowerCase()) ?? null;
