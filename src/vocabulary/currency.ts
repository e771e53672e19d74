import type { Language } from './language.js';

/**
 * ISO 4217 currencies with the names customs declarations use. Codes withdrawn since 2018 stay (BGN, HRK, SLL, ZWL …):
 * a declaration of that time must still resolve. Metals, funds and test codes are left out: nobody is paid in them.
 */
const TABLE = `
AED 阿联酋迪拉姆 UAE Dirham|AFN 阿富汗尼 Afghani|ALL 阿尔巴尼亚列克 Lek|AMD 亚美尼亚德拉姆 Armenian Dram
ANG 荷属安的列斯盾 Netherlands Antillean Guilder|AOA 安哥拉宽扎 Kwanza|ARS 阿根廷比索 Argentine Peso
AUD 澳大利亚元 Australian Dollar|AWG 阿鲁巴弗罗林 Aruban Florin|AZN 阿塞拜疆马纳特 Azerbaijan Manat
BAM 波黑可兑换马克 Convertible Mark|BBD 巴巴多斯元 Barbados Dollar|BDT 孟加拉塔卡 Taka|BGN 保加利亚列弗 Bulgarian Lev
BHD 巴林第纳尔 Bahraini Dinar|BIF 布隆迪法郎 Burundi Franc|BMD 百慕大元 Bermudian Dollar|BND 文莱元 Brunei Dollar
BOB 玻利维亚诺 Boliviano|BRL 巴西雷亚尔 Brazilian Real|BSD 巴哈马元 Bahamian Dollar|BTN 不丹努尔特鲁姆 Ngultrum
BWP 博茨瓦纳普拉 Pula|BYN 白俄罗斯卢布 Belarusian Ruble|BZD 伯利兹元 Belize Dollar|CAD 加拿大元 Canadian Dollar
CDF 刚果法郎 Congolese Franc|CHF 瑞士法郎 Swiss Franc|CLP 智利比索 Chilean Peso|CNY 人民币 Yuan Renminbi
COP 哥伦比亚比索 Colombian Peso|CRC 哥斯达黎加科朗 Costa Rican Colon|CUC 古巴可兑换比索 Peso Convertible
CUP 古巴比索 Cuban Peso|CVE 佛得角埃斯库多 Cabo Verde Escudo|CZK 捷克克朗 Czech Koruna|DJF 吉布提法郎 Djibouti Franc
DKK 丹麦克朗 Danish Krone|DOP 多米尼加比索 Dominican Peso|DZD 阿尔及利亚第纳尔 Algerian Dinar|EGP 埃及镑 Egyptian Pound
ERN 厄立特里亚纳克法 Nakfa|ETB 埃塞俄比亚比尔 Ethiopian Birr|EUR 欧元 Euro|FJD 斐济元 Fiji Dollar
FKP 福克兰群岛镑 Falkland Islands Pound|GBP 英镑 Pound Sterling|GEL 格鲁吉亚拉里 Lari|GHS 加纳塞地 Ghana Cedi
GIP 直布罗陀镑 Gibraltar Pound|GMD 冈比亚达拉西 Dalasi|GNF 几内亚法郎 Guinean Franc|GTQ 危地马拉格查尔 Quetzal
GYD 圭亚那元 Guyana Dollar|HKD 港币 Hong Kong Dollar|HNL 洪都拉斯伦皮拉 Lempira|HRK 克罗地亚库纳 Kuna
HTG 海地古德 Gourde|HUF 匈牙利福林 Forint|IDR 印度尼西亚卢比 Rupiah|ILS 以色列新谢克尔 New Israeli Sheqel
INR 印度卢比 Indian Rupee|IQD 伊拉克第纳尔 Iraqi Dinar|IRR 伊朗里亚尔 Iranian Rial|ISK 冰岛克朗 Iceland Krona
JMD 牙买加元 Jamaican Dollar|JOD 约旦第纳尔 Jordanian Dinar|JPY 日本元 Yen|KES 肯尼亚先令 Kenyan Shilling
KGS 吉尔吉斯斯坦索姆 Som|KHR 柬埔寨瑞尔 Riel|KMF 科摩罗法郎 Comorian Franc|KPW 朝鲜元 North Korean Won
KRW 韩国元 Won|KWD 科威特第纳尔 Kuwaiti Dinar|KYD 开曼元 Cayman Islands Dollar|KZT 哈萨克斯坦坚戈 Tenge
LAK 老挝基普 Lao Kip|LBP 黎巴嫩镑 Lebanese Pound|LKR 斯里兰卡卢比 Sri Lanka Rupee|LRD 利比里亚元 Liberian Dollar
LSL 莱索托洛蒂 Loti|LYD 利比亚第纳尔 Libyan Dinar|MAD 摩洛哥迪拉姆 Moroccan Dirham|MDL 摩尔多瓦列伊 Moldovan Leu
MGA 马达加斯加阿里亚里 Malagasy Ariary|MKD 马其顿第纳尔 Denar|MMK 缅甸元 Kyat|MNT 蒙古图格里克 Tugrik|MOP 澳门元 Pataca
MRU 毛里塔尼亚乌吉亚 Ouguiya|MUR 毛里求斯卢比 Mauritius Rupee|MVR 马尔代夫拉菲亚 Rufiyaa|MWK 马拉维克瓦查 Malawi Kwacha
MXN 墨西哥比索 Mexican Peso|MYR 马来西亚林吉特 Malaysian Ringgit|MZN 莫桑比克梅蒂卡尔 Mozambique Metical
NAD 纳米比亚元 Namibia Dollar|NGN 尼日利亚奈拉 Naira|NIO 尼加拉瓜科多巴 Cordoba Oro|NOK 挪威克朗 Norwegian Krone
NPR 尼泊尔卢比 Nepalese Rupee|NZD 新西兰元 New Zealand Dollar|OMR 阿曼里亚尔 Rial Omani|PAB 巴拿马巴波亚 Balboa
PEN 秘鲁索尔 Sol|PGK 巴布亚新几内亚基那 Kina|PHP 菲律宾比索 Philippine Peso|PKR 巴基斯坦卢比 Pakistan Rupee
PLN 波兰兹罗提 Zloty|PYG 巴拉圭瓜拉尼 Guarani|QAR 卡塔尔里亚尔 Qatari Rial|RON 罗马尼亚列伊 Romanian Leu
RSD 塞尔维亚第纳尔 Serbian Dinar|RUB 俄罗斯卢布 Russian Ruble|RWF 卢旺达法郎 Rwanda Franc|SAR 沙特里亚尔 Saudi Riyal
SBD 所罗门群岛元 Solomon Islands Dollar|SCR 塞舌尔卢比 Seychelles Rupee|SDG 苏丹镑 Sudanese Pound|SEK 瑞典克朗 Swedish Krona
SGD 新加坡元 Singapore Dollar|SHP 圣赫勒拿镑 Saint Helena Pound|SLE 塞拉利昂利昂 Leone|SLL 塞拉利昂旧利昂 Leone (old)
SOS 索马里先令 Somali Shilling|SRD 苏里南元 Surinam Dollar|SSP 南苏丹镑 South Sudanese Pound
STN 圣多美和普林西比多布拉 Dobra|SVC 萨尔瓦多科朗 El Salvador Colon|SYP 叙利亚镑 Syrian Pound|SZL 斯威士兰里兰吉尼 Lilangeni
THB 泰国铢 Baht|TJS 塔吉克斯坦索莫尼 Somoni|TMT 土库曼斯坦马纳特 Turkmenistan New Manat|TND 突尼斯第纳尔 Tunisian Dinar
TOP 汤加潘加 Pa’anga|TRY 土耳其里拉 Turkish Lira|TTD 特立尼达和多巴哥元 Trinidad and Tobago Dollar
TWD 新台币 New Taiwan Dollar|TZS 坦桑尼亚先令 Tanzanian Shilling|UAH 乌克兰格里夫纳 Hryvnia|UGX 乌干达先令 Uganda Shilling
USD 美元 US Dollar|UYU 乌拉圭比索 Peso Uruguayo|UZS 乌兹别克斯坦苏姆 Uzbekistan Sum|VED 委内瑞拉数字玻利瓦尔 Bolívar Digital
VES 委内瑞拉玻利瓦尔 Bolívar Soberano|VND 越南盾 Dong|VUV 瓦努阿图瓦图 Vatu|WST 萨摩亚塔拉 Tala|XAF 中非法郎 CFA Franc BEAC
XCD 东加勒比元 East Caribbean Dollar|XCG 加勒比盾 Caribbean Guilder|XOF 西非法郎 CFA Franc BCEAO|XPF 太平洋法郎 CFP Franc
YER 也门里亚尔 Yemeni Rial|ZAR 南非兰特 Rand|ZMW 赞比亚克瓦查 Zambian Kwacha|ZWG 津巴布韦金 Zimbabwe Gold
ZWL 津巴布韦元 Zimbabwe Dollar`;

const NAMES: ReadonlyMap<string, Record<Language, string>> = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((text) => {
      const [code = '', zh = '', ...en] = text.trim().split(' ');
      return [code, { zh, en: en.join(' ') }];
    }),
);

/** Whether the text is a currency code of ISO 4217, in upper case. */
export const isCurrency = (code: string): boolean => NAMES.has(code);

/** The name of a currency; the code itself when there is none, so that a report never shows an empty cell. */
export const currencyName = (code: string, language: Language): string => NAMES.get(code)?.[language] ?? code;

/** All currency codes, in order. */
export const currencyCodes = (): string[] => [...NAMES.keys()];
