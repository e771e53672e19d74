import { isCountry, toAlpha3 } from '../../vocabulary/country.js';
import { currencyCodes, currencyName, isCurrency } from '../../vocabulary/currency.js';
import { UNITS } from '../../vocabulary/unit.js';

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./]/g, '');

/** Codes by what people call them. A name that two codes share stands for none of them. */
function namesOf(pairs: Iterable<readonly [name: string, code: string]>): ReadonlyMap<string, string> {
  const codes = new Map<string, Set<string>>();
  for (const [name, code] of pairs) codes.set(bare(name), new Set(codes.get(bare(name))).add(code));
  return new Map([...codes].flatMap(([name, found]) => (found.size === 1 ? [[name, [...found].join()] as const] : [])));
}

const listed = (table: Readonly<Record<string, readonly string[]>>): [string, string][] =>
  Object.entries(table).flatMap(([code, names]) => names.map((name): [string, string] => [name, code]));

const UNIT_NAMES = namesOf([
  ...UNITS.flatMap(({ code, zh, en }): [string, string][] => [
    [zh, code],
    [en, code],
  ]),
  ...listed({
    '030': ['m', 'metres', 'meter', 'meters'],
    '032': ['m2', 'sqm', '平米', 'square meter', 'square meters', 'square metres'],
    '035': ['kg', 'kgs', '公斤', 'kilograms', 'kilo'],
    '036': ['grams'],
    '070': ['t', 'ton', 'tons', 'tonnes', 'mt'],
    '086': ['yards', 'yd', 'yds'],
    '127': ['dozens', 'doz'],
  }),
]);

const CURRENCY_NAMES = namesOf([
  ...currencyCodes().flatMap((code): [string, string][] => [
    [currencyName(code, 'zh'), code],
    [currencyName(code, 'en'), code],
  ]),
  ...listed({ CNY: ['RMB', '人民币元'], USD: ['美金', 'US$', 'U.S. dollar'], JPY: ['日元'], HKD: ['港元'] }),
]);

const TRANSPORT_NAMES = namesOf(
  listed({
    '2': ['水路运输', '水路', '水运', '海运', '江海运输', 'water', 'sea', 'by sea', 'ocean', 'vessel', 'waterway'],
    '3': ['铁路运输', '铁路', '铁运', 'rail', 'railway', 'by rail', 'train'],
    '4': ['公路运输', '公路', '汽运', '汽车运输', 'road', 'by road', 'truck'],
    '5': ['航空运输', '航空', '空运', 'air', 'by air'],
    '6': ['邮件运输', '邮件', '邮运', '邮递', 'mail', 'post'],
    '9': ['其他运输', '其它运输', '其他', '其它', 'other'],
  }),
);

const PACKAGE_NAMES = namesOf(
  listed({
    '00': ['散装', 'bulk'],
    '01': ['裸装', 'unpacked', 'nude'],
    '06': ['包', '袋', '包/袋', '布包', '编织袋', 'bag', 'bags', 'bale', 'bales'],
    '22': ['纸箱', '纸制或纤维板制盒/箱', 'carton', 'cartons', 'ctn', 'ctns'],
    '23': ['木箱', '木制或竹藤等植物性材料制盒/箱', 'wooden case', 'wooden cases'],
    '92': ['再生木托'],
    '93': ['天然木托'],
    '99': ['其他包装', '其它包装'],
  }),
);

const TERM_NAMES = namesOf(
  listed({
    FOB: ['离岸价', '船上交货', 'free on board'],
    CIF: ['到岸价', 'cost, insurance and freight'],
    CFR: ['C&F', 'C+F', 'CNF', 'CANDF', '成本加运费', 'cost and freight'],
    'C&I': ['C+I', '成本加保险费', 'cost and insurance'],
    EXW: ['工厂交货', 'ex works'],
  }),
);

const MARK_NAMES = namesOf(
  listed({
    rate: ['1', '率', '费率', '%'],
    perTonne: ['2', '单价', '每吨', '每吨单价', 'per tonne', 'perton'],
    total: ['3', '总价', '总额', '总金额'],
  }),
);

const YES_NO = namesOf(listed({ yes: ['y', 'yes', '是', 'true', '1', '√'], no: ['n', 'no', '否', 'false', '0', '×'] }));

const byName =
  (names: ReadonlyMap<string, string>) =>
  (text: string): string =>
    names.get(bare(text)) ?? text;

/**
 * The code that a name stands for; a text that is no known name comes back as it is, for the rules to judge. The customs' own country
 * numbers are not read: they overlap with those of ISO and would name another country.
 */
export const CODE_OF = {
  country: (text: string) => (isCountry(text) || /^\d+$/.test(text) ? text : (toAlpha3(text) ?? text)),
  currency: (text: string) => (isCurrency(text.toUpperCase()) ? text.toUpperCase() : byName(CURRENCY_NAMES)(text)),
  unit: byName(UNIT_NAMES),
  'transport-mode': byName(TRANSPORT_NAMES),
  'package-type': byName(PACKAGE_NAMES),
  'trade-terms': (text: string) => byName(TERM_NAMES)(text.toUpperCase()),
  'charge-mark': byName(MARK_NAMES),
} as const;

/** Yes or no, in Chinese or English; null for anything else. */
export const yesOrNo = (text: string): boolean | null => {
  const found = YES_NO.get(bare(text));
  return found === undefined ? null : found === 'yes';
};
