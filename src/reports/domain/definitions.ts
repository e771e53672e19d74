import type { Language } from '../../vocabulary/language.js';
import type { Basis, Dimension } from './dimensions.js';

/** What something is called, and what it means. */
export interface Definition {
  readonly name: string;
  readonly meaning: string;
}
export type Definitions<K extends string> = Readonly<Record<K, Readonly<Record<Language, Definition>>>>;

const of = (zh: readonly [string, string], en: readonly [string, string]): Record<Language, Definition> => ({
  zh: { name: zh[0], meaning: zh[1] },
  en: { name: en[0], meaning: en[1] },
});

export const BASIS_DEFINITIONS: Definitions<Basis> = {
  closed: of(
    ['结关', '按结关日统计，即海关统计口径。改单、撤销以冲销和重记反映，可按任一时点重现。'],
    [
      'closed',
      'Counted on the closing day: the statistics. Corrections are reversing and replacing facts, so any past answer can be had again.',
    ],
  ),
  declared: of(
    ['申报', '按申报日统计已申报且未撤销的报关单，以现在的内容为准。'],
    [
      'declared',
      'Declarations that were filed and not cancelled, counted on the declared day, with their present content.',
    ],
  ),
  released: of(
    ['放行', '按放行日（上海时间）统计已申报且未撤销的报关单，以现在的内容为准。'],
    ['released', 'The same, counted on the day of release in Shanghai.'],
  ),
  settled: of(
    [
      '已结算',
      '结关口径中已列入完成的周结算单的部分，仍按结关日统计；按结算周分组时即为各结算单的合计，含以前各周的调整。',
    ],
    [
      'settled',
      'What of closed stands in a finished weekly statement, on the same closing day; by settlementWeek, the sums of the statements themselves, adjustments of earlier weeks included.',
    ],
  ),
};

export const MEASURE_DEFINITIONS: Definitions<
  'value' | 'share' | 'declarations' | 'countries' | 'netWeightKg' | 'change' | 'quantity'
> = {
  value: of(
    ['出口额', '离岸价（FOB），人民币或美元，按报关单所用月份的海关汇率折算，精确到分；逐项之和等于合计。'],
    [
      'value',
      'FOB value in CNY or USD, at the customs rates of the month that the declaration was valued at, to the cent; rows add up to the total.',
    ],
  ),
  share: of(
    ['占比', '占合计的比重，四位小数，按最大余数法分配，合计为 1。'],
    ['share', 'Part of the total, four decimals by largest remainder: the shares add up to 1.'],
  ),
  declarations: of(
    ['报关单数', '不重复的报关单份数；一份报关单可出现在多行，各行不可相加。'],
    ['declarations', 'Distinct declarations; one may stand in several rows, so rows do not add up.'],
  ),
  countries: of(['国家数', '有出口的最终目的国个数。'], ['countries', 'Countries of final destination with exports.']),
  netWeightKg: of(['净重（千克）', '商品净重合计。'], ['net weight', 'Net weight in kilograms.']),
  change: of(
    [
      '同比',
      '与上年同期相比的增减，0.2110 即增长 21.10%；按周分组的行与上年同一周比，合计始终与上年同日期比；上年为零则空。',
    ],
    [
      'change',
      'Against the same period a year before, 0.2110 is 21.10 % more. Rows by week are compared with the same week, the total always with the same dates; empty without a value before.',
    ],
  ),
  quantity: of(['数量', '申报数量，单位见“单位”列。'], ['quantity', 'Quantity as declared, in the unit beside it.']),
};

export const DIMENSION_DEFINITIONS: Definitions<Dimension> = {
  country: of(
    ['最终目的国', '商品项的最终目的国（地区），ISO 3166-1 三位代码。'],
    ['country', 'Country of final destination of the item, ISO 3166-1 alpha-3.'],
  ),
  month: of(['月', '统计日所在月份。'], ['month', 'Month of the day it counts on.']),
  week: of(['周', '统计日所在 ISO 周。'], ['week', 'ISO week of the day it counts on.']),
  day: of(['日', '统计日，上海时间。'], ['day', 'The day it counts on, Asia/Shanghai.']),
  settlementWeek: of(
    ['结算周', '列入哪一周的结算单；查询范围按结算周的周日选取。'],
    [
      'settlement week',
      'Week of the statement that holds it; the range chooses statements by the Sunday that ends their week.',
    ],
  ),
  chapter: of(['HS 章', '商品编号前两位。'], ['chapter', 'First two digits of the commodity code.']),
  heading: of(['HS 品目', '商品编号前四位。'], ['heading', 'First four digits of the commodity code.']),
  subheading: of(['HS 子目', '商品编号前六位。'], ['subheading', 'First six digits of the commodity code.']),
  hsCode: of(['商品编号', '归并后商品项的十位编号。'], ['commodity code', 'Ten digits, of the item after merging.']),
  market: of(['市场', '市场采购贸易试点市场。'], ['market', 'Pilot market of market-procurement trade.']),
  broker: of(['报关行', '申报的报关行。'], ['broker', 'Customs broker that declared it.']),
  consignor: of(
    ['境内发货人', '境内发货人的统一社会信用代码。'],
    ['consignor', 'Consignor, by its unified social credit code.'],
  ),
  customsOffice: of(
    ['申报地海关', '接受申报的海关。'],
    ['customs office', 'Customs office that the declaration was filed at.'],
  ),
  exitOffice: of(['出境关别', '货物出境的海关。'], ['exit office', 'Customs office at which the goods leave.']),
  domesticSource: of(
    ['境内货源地', '海关地区代码；归并多处货源的商品项，取价值最高一行的货源地。'],
    [
      'domestic source',
      'Customs code of the area the goods come from; an item merged from several counts for that of its most valuable line.',
    ],
  ),
  currency: of(
    ['成交币制', '报关单的成交币制（筛选参数为 declaredCurrency）。'],
    ['currency', 'Currency of the declaration; its filter is declaredCurrency.'],
  ),
  transportMode: of(['运输方式', '海关运输方式代码。'], ['transport mode', 'Customs code of the transport mode.']),
};

/** Columns of lines and changes that are neither. */
export const COLUMN_DEFINITIONS = {
  id: of(
    ['行标识', '统计事实的标识；申报、放行口径为报关单标识。'],
    ['id', 'Identity of the fact; of the declaration, where declarations are counted.'],
  ),
  declarationId: of(
    ['报关单标识', '报关单在本系统的标识。'],
    ['declaration id', 'Identity of the declaration in this service.'],
  ),
  reference: of(
    ['申报参考号', '报关行自己的编号；无权查看该报关单时为空。'],
    ['reference', 'The broker’s own reference; empty where the reader may not see the declaration.'],
  ),
  entryId: of(['海关编号', '18 位海关编号。'], ['entry id', 'Customs number of 18 digits.']),
  version: of(['版次', '报关单版次。'], ['version', 'Version of the declaration.']),
  itemNumber: of(['项号', '归并后的商品项序号。'], ['item number', 'Number of the item after merging.']),
  name: of(['商品名称', '归并后商品项的名称。'], ['name', 'Name of the item.']),
  unit: of(['单位', '申报计量单位代码。'], ['unit', 'Customs code of the unit of quantity.']),
  cause: of(
    ['原因', '结关、迟到结关、改单、撤销或更正。'],
    ['cause', 'closing, late-closing, amendment, cancellation or correction.'],
  ),
  postedAt: of(['记账时间', '记入统计账的时间。'], ['posted at', 'When it was posted to the ledger.']),
  reason: of(['说明', '原因的文字说明。'], ['reason', 'The cause in words.']),
  amendment: of(['修撤单号', '相应修撤申请的序号。'], ['amendment', 'Number of the amendment behind it.']),
  reasonCode: of(['修撤原因', '修撤申请的原因代码。'], ['reason code', 'Reason of the amendment.']),
  changes: of(['变动笔数', '此原因的变动笔数。'], ['changes', 'Changes of this cause.']),
} as const satisfies Definitions<string>;

const CODE_NAME = {
  zh: (name: string): Definition => ({ name: `${name}名称`, meaning: `${name}的名称，按阅读者的语言。` }),
  en: (name: string): Definition => ({
    name: `${name} name`,
    meaning: `Name of the ${name}, in the reader’s language.`,
  }),
};

const ALL: Definitions<string> = { ...COLUMN_DEFINITIONS, ...DIMENSION_DEFINITIONS, ...MEASURE_DEFINITIONS };

/** What a column of an answer means; that of a name follows from what it names. */
export function definitionOf(column: string, language: Language): Definition {
  const found = ALL[column]?.[language];
  if (found) return found;
  const code = ALL[column.replace(/Name$/, '')]?.[language];
  return code ? CODE_NAME[language](code.name) : { name: column, meaning: '' };
}
