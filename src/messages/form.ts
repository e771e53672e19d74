import type { Entries } from './entry.js';

/** What the paper form asks, and what its codes are compared with. These rules warn as shipped; an administrator may date them. */
export const FORM = {
  'form-incomplete': {
    params: ['field', 'lines', 'refusesFrom'],
    zh: {
      message: '报关单栏目未填[：{field}][（货物行 {lines}）]。[自 {refusesFrom} 起，未填的申报将被拒绝。]',
      remedy: '请按报关单填制规范补填。',
    },
    en: {
      message:
        'A field of the declaration form is empty[: {field}][ (goods lines {lines})].[ From {refusesFrom} on a declaration without it is refused.]',
      remedy: 'Fill it in as the rules for the form say.',
    },
    source: {
      zh: '海关总署公告 2019 年第 18 号（出口货物报关单各栏目）。',
      en: 'GACC Announcement 2019 No. 18 (fields of the export declaration).',
    },
    doubt: {
      zh: '市场采购是否有免填栏目，未核实。',
      en: 'Whether this trade may leave some out is unverified.',
    },
  },
  'destination-is-china': {
    params: ['line'],
    zh: {
      message: '货物行[ {line} ]的最终目的国（地区）是中国。',
      remedy:
        '请填写货物最终消费、使用的国家（地区）；中国香港 HKG、中国澳门 MAC、中国台湾 TWN 各有代码。如数据来自报关单 XML，请注意出口时原产国与目的国两个元素互换。',
    },
    en: {
      message: 'The final destination of goods line[ {line}] is China.',
      remedy:
        'Enter the country where the goods are last consumed; Hong Kong HKG, Macao MAC and Taiwan TWN have codes of their own. In the XML of the form, the elements of origin and destination are swapped for exports.',
    },
    source: {
      zh: '海关总署公告 2019 年第 18 号（最终目的国）；境内交易不是出口。XML 元素互换见于公开的报关软件。',
      en: 'GACC Announcement 2019 No. 18 (final destination): what stays in China is no export. The swapped elements: public broker software.',
    },
  },
  'hs-code-unknown': {
    params: ['value', 'year', 'refusesFrom'],
    zh: {
      message: '商品编号[“{value}”]不在[ {year} 年]税则中。[自 {refusesFrom} 起，含此类编号的申报将被拒绝。]',
      remedy: '请按当年税则核对十位商品编号；编号可能已调整或拆分。',
    },
    en: {
      message:
        'The HS code[ "{value}"] is not in the tariff[ of {year}].[ From {refusesFrom} on a declaration with it is refused.]',
      remedy: 'Look the ten digits up in the tariff of the year; the code may have been changed or divided.',
    },
    source: {
      zh: '管理员录入的当年税则。',
      en: 'The tariff of that year as an administrator has put it.',
    },
  },
  'legal-unit-wrong': {
    params: ['value', 'units', 'hsCode', 'refusesFrom'],
    said: { value: 'unit', units: 'units' },
    zh: {
      message:
        '计量单位[“{value}”]不是该商品编号[（{hsCode}）]的法定计量单位[（{units}）]。[自 {refusesFrom} 起，未填法定数量的申报将被拒绝。]',
      remedy: '请按法定计量单位申报，或另填法定第一、第二数量。',
    },
    en: {
      message:
        'The unit[ {value}] is no legal unit of the HS code[ {hsCode}][, which has {units}].[ From {refusesFrom} on a declaration without legal quantities is refused.]',
      remedy: 'Declare the quantity in a legal unit, or give the first and the second legal quantity as well.',
    },
    source: {
      zh: '海关总署公告 2019 年第 18 号第三十六条（成交及法定数量、计量单位）；法定单位取自管理员录入的当年税则。',
      en: 'GACC Announcement 2019 No. 18, Art. 36 (quantities and units); the legal units are those of the tariff that an administrator has put.',
    },
  },
  'port-unknown': {
    params: ['value', 'day', 'refusesFrom'],
    zh: {
      message: '港口代码[“{value}”]不存在[或在 {day} 无效]。[自 {refusesFrom} 起，含此类代码的申报将被拒绝。]',
      remedy:
        '指运港请填写六位港口代码，例如拉各斯 NGA036；离境口岸请填写六位国内口岸代码，例如宁波北仑港港区 380101。',
    },
    en: {
      message: 'There is no port[ "{value}"][ on {day}].[ From {refusesFrom} on a declaration with it is refused.]',
      remedy:
        'Use the six characters of the port table, such as NGA036 for Lagos, or 380101 for Beilun as the exit port.',
    },
    source: {
      zh: '港口代码表、国内口岸代码表（管理员录入的版本）。',
      en: 'The tables of ports and of domestic ports as an administrator has put them.',
    },
  },
  'office-not-of-market': {
    params: ['value', 'market', 'offices', 'refusesFrom'],
    said: { value: 'office', offices: 'offices' },
    zh: {
      message:
        '市场[ {market} ]不使用该关区[“{value}”][，使用的是：{offices}]。[自 {refusesFrom} 起，此类申报将被拒绝。]',
      remedy: '市场采购货物在采购地海关申报；请核对关区代码，或请管理员在市场设置中补充。',
    },
    en: {
      message:
        'The market[ {market}] does not use this customs office[, {value}][; it uses {offices}].[ From {refusesFrom} on such a declaration is refused.]',
      remedy:
        'Goods of this trade are declared at the place of purchase: check the office, or ask the administrator to add it to the settings of the market.',
    },
    source: {
      zh: '海关总署公告 2019 年第 221 号：在采购地海关申报；市场使用的关区见市场设置。',
      en: 'GACC Announcement 2019 No. 221: declared at the place of purchase; the offices are a setting of the market.',
    },
  },
} as const satisfies Entries;
