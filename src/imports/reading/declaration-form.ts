import { countryCodes, countryName } from '../../vocabulary/country.js';
import { currencyCodes, currencyName } from '../../vocabulary/currency.js';
import type { Language } from '../../vocabulary/language.js';
import { UNITS } from '../../vocabulary/unit.js';
import type { FormColumn, FormList } from '../../platform/files/form-workbook.js';
import type { CellKind, Column } from '../domain/column.js';
import { COLUMNS, REQUIRED_COLUMNS } from '../domain/columns.js';

/** Which template a file was filled in from: it changes when columns or their reading do. */
export const TEMPLATE_VERSION = '2026-11';

/** What submission asks for beside what no row can do without. */
const NEEDED: readonly string[] = [
  ...REQUIRED_COLUMNS,
  ...[
    'declared_on',
    'customs_office',
    'consignor_uscc',
    'consignor_name',
    'principal_id',
    'principal_name',
    'buyer_name',
  ],
  ...['buyer_country', 'trade_terms', 'currency', 'hs_code', 'goods_name', 'quantity', 'unit', 'net_kg', 'total_price'],
  'final_destination',
];

const TEXTS: readonly CellKind[] = [
  'name',
  'identifier',
  'code',
  'office',
  'hs-code',
  'exit-port',
  'area',
  'package-type',
];

const NOTES: Readonly<Record<CellKind, Readonly<Record<Language, string>>>> = {
  name: { zh: '文字。', en: 'Text.' },
  identifier: {
    zh: '按文本填写，不要让表格软件改成科学计数法。',
    en: 'As text: scientific notation would lose digits.',
  },
  code: { zh: '代码，按文本填写。', en: 'A code, as text.' },
  integer: { zh: '整数。', en: 'A whole number.' },
  decimal: {
    zh: '数字，可带千位分隔符，不带单位。',
    en: 'A number, without a unit; separators of thousands may stand.',
  },
  day: { zh: '日期，例如 2021-12-28 或 2021/12/28。', en: 'A day, such as 2021-12-28 or 2021/12/28.' },
  'yes-no': { zh: '是或否。', en: 'Yes or no.' },
  country: {
    zh: '国家（地区）名称或三位代码，可从下拉列表选择。',
    en: 'Name or alpha-3 code of a country; choose from the list.',
  },
  currency: { zh: '币制名称或代码，可从下拉列表选择。', en: 'Name or code of a currency; choose from the list.' },
  unit: { zh: '计量单位名称或代码，可从下拉列表选择。', en: 'Name or code of a unit; choose from the list.' },
  office: { zh: '四位关区代码，按文本填写。', en: 'Customs office, four digits, as text.' },
  'hs-code': { zh: '十位商品编号，按文本填写。', en: 'Commodity code of ten digits, as text.' },
  'transport-mode': {
    zh: '运输方式名称或代码，可从下拉列表选择。',
    en: 'Name or code of a transport mode; choose from the list.',
  },
  'package-type': { zh: '包装种类代码或名称。', en: 'Code or name of a type of packages.' },
  'exit-port': { zh: '六位口岸代码，按文本填写。', en: 'Port code of six digits, as text.' },
  area: { zh: '五位国内地区代码，按文本填写。', en: 'Area code of five digits, as text.' },
  'trade-terms': { zh: '成交方式，可从下拉列表选择。', en: 'Trade terms; choose from the list.' },
  instant: { zh: '时间，不带时区时按上海时间。', en: 'A moment; without an offset in Shanghai.' },
  'charge-mark': { zh: '率、单价或总价。', en: 'rate, perTonne or total.' },
};

const LISTS: Partial<Record<CellKind, string>> = {
  country: 'country',
  currency: 'currency',
  unit: 'unit',
  'transport-mode': 'transport-mode',
  'trade-terms': 'trade-terms',
  'charge-mark': 'charge-mark',
  'yes-no': 'yes-no',
};

const LEVELS: Readonly<Record<Column['level'], Readonly<Record<Language, string>>>> = {
  header: {
    zh: '报关单信息：同一参考号各行相同，或只填首行。',
    en: 'Of the declaration: the same in its rows, or in the first only.',
  },
  container: { zh: '集装箱信息。', en: 'Of the container.' },
  goods: { zh: '商品信息：每行一项。', en: 'Of the goods line: one a row.' },
};

/** Room for what stands below a heading, where that is longer than most. */
const WIDTHS: Partial<Record<CellKind, number>> = { name: 26, identifier: 20, code: 20 };
const NARROW = 12;

/** A heading of a workbook as it is filled in; a heading that is none of ours is text. */
export function formColumn(column: Column | null, header: string, language: Language): FormColumn {
  const heading = [...header].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0) + 3;
  const width = Math.max(heading, (column && WIDTHS[column.as]) ?? NARROW);
  if (!column) return { header, isNeeded: false, as: 'text', width };
  const list = column.path === 'market' ? 'market' : LISTS[column.as];
  return {
    ...{ header, isNeeded: NEEDED.includes(column.name), width },
    as: TEXTS.includes(column.as) ? 'text' : column.as === 'day' ? 'day' : 'plain',
    note: `${column.name}\n${NOTES[column.as][language]}\n${LEVELS[column.level][language]}`,
    ...(list === undefined ? {} : { list }),
  };
}

type Entries = FormList['entries'];

const TERMS: Entries = [
  ['FOB', '离岸价'],
  ['CIF', '到岸价'],
  ['CFR', '成本加运费'],
  ['C&I', '成本加保险费'],
  ['EXW', '工厂交货'],
];
const TRANSPORTS: Entries = [
  ['2', '水路运输'],
  ['3', '铁路运输'],
  ['4', '公路运输'],
  ['5', '航空运输'],
  ['6', '邮件运输'],
  ['9', '其他运输'],
];
const MARKS: Entries = [
  ['rate', '率'],
  ['perTonne', '单价'],
  ['total', '总价'],
];

/** The lists of the code sheet. What is filled in is what the reader of files understands. */
export const formLists = (markets: Entries): FormList[] => [
  { name: 'market', heading: ['市场代码', '市场'], entries: markets, filledIn: 'code' },
  {
    name: 'country',
    heading: ['国别代码', '国家（地区）'],
    entries: countryCodes().map((code) => [code, countryName(code, 'zh')] as const),
    filledIn: 'name',
  },
  {
    name: 'currency',
    heading: ['币制代码', '币制'],
    entries: currencyCodes().map((code) => [code, currencyName(code, 'zh')] as const),
    filledIn: 'code',
  },
  {
    name: 'unit',
    heading: ['单位代码', '计量单位'],
    entries: UNITS.map(({ code, zh }) => [code, zh] as const),
    filledIn: 'name',
  },
  { name: 'transport-mode', heading: ['运输方式代码', '运输方式'], entries: TRANSPORTS, filledIn: 'name' },
  { name: 'trade-terms', heading: ['成交方式', '含义'], entries: TERMS, filledIn: 'code' },
  { name: 'charge-mark', heading: ['费用标记', '含义'], entries: MARKS, filledIn: 'name' },
  {
    name: 'yes-no',
    heading: ['是否', '含义'],
    entries: [
      ['是', 'yes'],
      ['否', 'no'],
    ],
    filledIn: 'code',
  },
];

const RULES: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '一行一项商品；参考号相同的各行组成一份报关单，整单接收或整单退回。',
    '黄色表头为申报必填；其余可空，系统会提示纸质报关单仍缺的栏目。',
    '代码类栏目按文本填写，前导零不会丢失；日期可写 2021-12-28 或 2021/12/28。',
    '列的顺序可以调整，未用到的列可以删除；表头请勿改名（改名请在系统中设置表头对照）。',
    '同一文件重复上传不会重复建单；被退回的内容可下载“退回表”，按 错误 列改正后原样上传。',
  ],
  en: [
    'One goods line a row; rows with the same reference make one declaration, which is taken whole or not at all.',
    'Yellow headings are needed for submission. The others may stay empty; what the paper form still lacks is reported.',
    'Codes are text, so that zeros in front stay; days are written 2021-12-28 or 2021/12/28.',
    'Columns may be moved, and those you do not need removed. Keep their headings, or set up a mapping of headers.',
    'The same file twice changes nothing. What is refused comes back with a column 错误; correct it and send it again.',
  ],
};

/** The sheet that explains the form: its version, the rules, every column. */
export function formGuide(language: Language): string[][] {
  const words =
    language === 'zh'
      ? ['模板版本', '规则', '列', '英文名', '填写要求', '别名']
      : ['Version', 'Rule', 'Column', 'Name', 'How to fill in', 'Other names'];
  const [version = '', rule = '', ...headings] = words;
  return [
    [version, TEMPLATE_VERSION],
    ...RULES[language].map((text, index) => [`${rule} ${index + 1}`, '', text]),
    [],
    headings,
    ...COLUMNS.map(({ name, chinese, as, level, aliases }) => [
      ...[chinese, name, `${NOTES[as][language]}${LEVELS[level][language]}`, aliases.slice(0, 6).join('、')],
    ]),
  ];
}
