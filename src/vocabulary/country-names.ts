import type { Language } from './language.js';

type Names = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/**
 * Names as Chinese customs declarations and statistics write them, where the library's differ: it calls HKG 香港, gives
 * ESH the name of a state, and puts the long form of several names first in English.
 */
export const CUSTOMS_NAMES: Names = {
  HKG: { zh: '中国香港', en: 'Hong Kong, China' },
  MAC: { zh: '中国澳门', en: 'Macao, China' },
  TWN: { zh: '中国台湾', en: 'Taiwan, China' },
  CHN: { zh: '中国', en: 'China' },
  ESH: { zh: '西撒哈拉', en: 'Western Sahara' },
  IDN: { zh: '印度尼西亚', en: 'Indonesia' },
  COD: { zh: '刚果(金)', en: 'Democratic Republic of the Congo' },
  COG: { zh: '刚果(布)', en: 'Republic of the Congo' },
  DOM: { zh: '多米尼加', en: 'Dominican Republic' },
  PRK: { zh: '朝鲜', en: 'DPR Korea' },
  KOR: { zh: '韩国', en: 'Republic of Korea' },
  LAO: { zh: '老挝', en: 'Laos' },
  VNM: { zh: '越南', en: 'Vietnam' },
  RUS: { zh: '俄罗斯', en: 'Russia' },
  SYR: { zh: '叙利亚', en: 'Syria' },
  BRN: { zh: '文莱', en: 'Brunei' },
  USA: { zh: '美国', en: 'United States' },
  TZA: { zh: '坦桑尼亚', en: 'Tanzania' },
  GMB: { zh: '冈比亚', en: 'Gambia' },
  IRN: { zh: '伊朗', en: 'Iran' },
  CIV: { zh: '科特迪瓦', en: 'Côte d’Ivoire' },
  CPV: { zh: '佛得角', en: 'Cabo Verde' },
  CZE: { zh: '捷克', en: 'Czechia' },
  MKD: { zh: '北马其顿', en: 'North Macedonia' },
  MDA: { zh: '摩尔多瓦', en: 'Moldova' },
  FSM: { zh: '密克罗尼西亚联邦', en: 'Micronesia' },
  PSE: { zh: '巴勒斯坦', en: 'Palestine' },
  VAT: { zh: '梵蒂冈', en: 'Vatican' },
  VGB: { zh: '英属维尔京群岛', en: 'British Virgin Islands' },
  VIR: { zh: '美属维尔京群岛', en: 'US Virgin Islands' },
  CCK: { zh: '科科斯(基林)群岛', en: 'Cocos (Keeling) Islands' },
  SHN: { zh: '圣赫勒拿', en: 'Saint Helena' },
  REU: { zh: '留尼汪', en: 'Réunion' },
  FLK: { zh: '福克兰群岛(马尔维纳斯)', en: 'Falkland Islands (Malvinas)' },
};

/**
 * Codes of the customs table outside ISO 3166-1. They can be shown (customs' own records carry them) but not declared.
 * From memory of the table: unverified.
 */
export const SPECIAL_NAMES: Names = {
  ZZZ: { zh: '国(地)别不详', en: 'Unknown country' },
  ZUN: { zh: '联合国及机构和国际组织', en: 'United Nations and international organisations' },
  ZNM: { zh: '中性包装原产国别', en: 'Neutral packing' },
};

/** Other spellings met in trade papers and older tables. */
export const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  ARE: ['阿拉伯联合酋长国', '阿联酋长国', 'Emirates'],
  BGD: ['孟加拉'],
  BIH: ['波斯尼亚和黑塞哥维那', '波斯尼亚-黑塞哥维那共和国', 'Bosnia'],
  BOL: ['多民族玻利维亚国', 'Bolivia, Plurinational State of'],
  BRN: ['文莱达鲁萨兰国'],
  CAF: ['中非共和国'],
  CHN: ['中华人民共和国', 'PR China', 'Mainland China'],
  CIV: ['象牙海岸'],
  COD: ['刚果民主共和国', '民主刚果', 'DR Congo', 'DRC', 'Congo (Kinshasa)', 'Congo, Democratic Republic of the'],
  COG: ['刚果共和国', 'Congo (Brazzaville)', 'Congo, Republic of the'],
  CZE: ['捷克共和国'],
  DEU: ['德意志联邦共和国'],
  DMA: ['多米尼克国', '多米尼克联邦'],
  DOM: ['多米尼加共和国'],
  FSM: ['密克罗尼西亚'],
  GBR: ['大不列颠及北爱尔兰联合王国', 'United Kingdom of Great Britain and Northern Ireland'],
  GNB: ['几内亚(比绍)'],
  HKG: ['香港', '香港特别行政区', '中国香港特别行政区', 'Hong Kong SAR'],
  IDN: ['印度尼西亚共和国'],
  IRN: ['伊朗伊斯兰共和国', 'Iran, Islamic Republic of'],
  KGZ: ['吉尔吉斯', '吉尔吉斯共和国'],
  KOR: ['大韩民国', '南韩'],
  LAO: ['老挝人民民主共和国', 'Lao PDR'],
  MAC: ['澳门', '澳门特别行政区', '中国澳门特别行政区', 'Macau', 'Macao SAR'],
  MDA: ['摩尔多瓦共和国'],
  MKD: ['马其顿', '北马其顿共和国', 'Macedonia'],
  MMR: ['缅甸联邦', 'Burma'],
  NLD: ['荷兰王国', 'Holland'],
  PRK: ['朝鲜民主主义人民共和国', "Korea, Democratic People's Republic of", "Democratic People's Republic of Korea"],
  REU: ['留尼汪岛'],
  RUS: ['俄罗斯联邦', '俄国'],
  SAU: ['沙特', '沙特阿拉伯王国', 'KSA'],
  SWZ: ['埃斯瓦蒂尼', 'Swaziland'],
  SYR: ['叙利亚阿拉伯共和国'],
  THA: ['泰王国'],
  TKM: ['土库曼'],
  TLS: ['东帝汶民主共和国', 'East Timor'],
  TUR: ['土耳其共和国', 'Turkey'],
  TWN: ['台湾', '台湾省', '中国台湾省', '台澎金马关税区', 'Chinese Taipei'],
  TZA: ['坦桑尼亚联合共和国', 'Tanzania, United Republic of'],
  USA: ['美利坚合众国'],
  VAT: ['梵蒂冈城国', 'Vatican City', 'Holy See'],
  VEN: ['委内瑞拉玻利瓦尔共和国', 'Venezuela, Bolivarian Republic of'],
  VNM: ['越南社会主义共和国', 'Viet Nam'],
  ZAF: ['南非共和国'],
};
