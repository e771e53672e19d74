import type { Entries } from './entry.js';

/** Codes that a table valid on the day does not know. */
export const CODES = {
  'country-unknown': {
    params: ['value'],
    zh: {
      message: '国别（地区）代码[“{value}”]不存在。',
      remedy: '请填写三位字母代码，例如尼日利亚 NGA、中国香港 HKG。',
    },
    en: {
      message: 'There is no country or region[ "{value}"].',
      remedy: 'Use the three-letter code of ISO 3166-1, such as NGA for Nigeria or HKG for Hong Kong, China.',
    },
    source: {
      zh: '海关国别（地区）代码表：2018 年 8 月起使用三位字母。',
      en: 'Customs country table: alpha-3 since August 2018.',
    },
    doubt: {
      zh: '起用日期未核实。',
      en: 'The date is unverified.',
    },
  },
  'currency-unknown': {
    params: ['value'],
    zh: {
      message: '币制代码[“{value}”]不存在。',
      remedy: '请填写三位字母代码，例如美元 USD、人民币 CNY、欧元 EUR。',
    },
    en: {
      message: 'There is no currency[ "{value}"].',
      remedy: 'Use the three-letter code of ISO 4217, such as USD, CNY or EUR.',
    },
    source: {
      zh: '海关货币代码表（2018 年起用 ISO 4217 字母代码，此前为数字）。',
      en: 'Customs currency table (ISO 4217 letters since 2018, numbers before).',
    },
  },
  'unit-unknown': {
    params: ['value', 'day'],
    zh: {
      message: '计量单位代码[“{value}”]不存在[或在 {day} 无效]。',
      remedy: '请填写三位数字代码，例如千克 035、米 030、件 011。',
    },
    en: {
      message: 'There is no unit of quantity[ "{value}"][ on {day}].',
      remedy: 'Use the three-digit customs code, such as 035 kilogram, 030 metre, 011 piece.',
    },
    source: {
      zh: '海关计量单位代码表。',
      en: 'Customs table of units of measure.',
    },
    doubt: {
      zh: '仅 035 见于公开资料，其余未核实。',
      en: 'Only 035 was seen in public sources; the rest is unverified.',
    },
  },
  'office-unknown': {
    params: ['value', 'day'],
    zh: {
      message: '关区代码[“{value}”]不存在[或在 {day} 无效]。',
      remedy: '请填写四位关区代码，例如绍兴海关 2906、北仑海关 3104。',
    },
    en: {
      message: 'There is no customs office[ "{value}"][ on {day}].',
      remedy: 'Use the four-digit office code, such as 2906 Shaoxing or 3104 Beilun.',
    },
    source: {
      zh: '海关关区代码表。',
      en: 'Customs office table.',
    },
    doubt: {
      zh: '2906 未核实。',
      en: '2906 is unverified.',
    },
  },
  'terms-unknown': {
    params: ['value'],
    zh: {
      message: '成交方式[“{value}”]不存在。',
      remedy: '请填写 FOB、CIF、CFR（C&F）、C&I 或 EXW。',
    },
    en: {
      message: 'There are no trade terms[ "{value}"].',
      remedy: 'Use FOB, CIF, CFR (C&F), C&I or EXW.',
    },
    source: {
      zh: '海关成交方式代码表（1 CIF、2 C&F、3 FOB、4 C&I、7 EXW）。',
      en: 'Customs table of trade terms (1 CIF, 2 C&F, 3 FOB, 4 C&I, 7 EXW).',
    },
    doubt: {
      zh: '7 EXW 未核实。',
      en: '7 EXW is unverified.',
    },
  },
  'market-unknown': {
    params: ['value'],
    zh: {
      message: '市场集聚区[“{value}”]不存在。',
      remedy: '请填写已开通市场的代码，例如绍兴柯桥中国轻纺城 KQ-CTC。',
    },
    en: {
      message: 'There is no market[ "{value}"].',
      remedy: 'Use the code of a market that is set up, such as KQ-CTC for China Textile City in Keqiao.',
    },
    source: {
      zh: '市场采购贸易限于经认定的市场集聚区（海关总署公告 2019 年第 221 号第一条）。',
      en: 'Market procurement is limited to recognised market clusters (GACC Announcement 2019 No. 221, Art. 1).',
    },
  },
  'transport-mode-unknown': {
    params: ['value', 'day'],
    zh: {
      message: '运输方式代码[“{value}”]不存在[或在 {day} 无效]。',
      remedy: '请填写一位代码，例如水路运输 2、铁路运输 3、公路运输 4、航空运输 5。',
    },
    en: {
      message: 'There is no transport mode[ "{value}"][ on {day}].',
      remedy: 'Use the customs code: 2 water, 3 rail, 4 road, 5 air.',
    },
    source: { zh: '海关运输方式代码表。', en: 'Customs table of transport modes.' },
  },
  'package-type-unknown': {
    params: ['value', 'day'],
    zh: {
      message: '包装种类代码[“{value}”]不存在[或在 {day} 无效]。',
      remedy: '请填写两位代码，例如纸箱 22、木箱 23、包/袋 06。',
    },
    en: {
      message: 'There is no package type[ "{value}"][ on {day}].',
      remedy: 'Use the two-digit customs code, such as 22 carton, 23 wooden case, 06 bale or bag.',
    },
    source: {
      zh: '2018 年起的海关包装种类代码表。',
      en: 'Customs table of packages since 2018.',
    },
    doubt: {
      zh: '部分代码未核实。',
      en: 'Some codes are unverified.',
    },
  },
} as const satisfies Entries;
