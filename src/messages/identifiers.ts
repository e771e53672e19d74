import type { Entries } from './entry.js';

/** Numbers that can be checked by themselves: commodity, firm, container, customs number. */
export const IDENTIFIERS = {
  'hs-code-invalid': {
    params: ['value', 'chapter', 'heading'],
    zh: {
      message:
        '商品编号[“{value}”]应为 10 位数字，且其章和品目须在税则中[：没有第 {chapter} 章][：没有品目 {heading}]。',
      remedy: '请填写完整的 10 位商品编号（前 8 位为税则号列，后 2 位为监管附加编号），不加点和空格；并核对归类。',
    },
    en: {
      message:
        'The HS code[ "{value}"] must be ten digits, of a chapter and heading of the tariff[: there is no chapter {chapter}][: there is no heading {heading}].',
      remedy:
        'Enter all ten digits (8 of the tariff, 2 of supervision) without points or blanks, and check the classification.',
    },
    source: { zh: '海关总署公告 2019 年第 18 号第三十四条。', en: 'GACC Announcement 2019 No. 18, Art. 34.' },
  },
  'hs-code-ineligible': {
    params: ['value', 'day', 'refusesFrom'],
    zh: {
      message: '商品编号[ {value} ][在 {day} ][自 {refusesFrom} 起]不得以市场采购贸易方式出口。',
      remedy: '请核对归类；属于禁止、限制出口或未经市场商品认定体系确认的商品，应改用其他监管方式并办理相应许可。',
    },
    en: {
      message:
        'Goods of HS code[ {value}] may not be exported by market procurement[ on {day}][ from {refusesFrom} on].',
      remedy:
        'Check the classification; banned or restricted goods, and goods the market has not recognised, need another supervision mode and its licences.',
    },
    source: {
      zh: '海关总署公告 2014 年第 54 号和 2019 年第 221 号（不适用的商品）；清单按日期作为数据维护。',
      en: 'GACC Announcement 2014 No. 54 and 2019 No. 221 (excluded goods); the list is kept as dated data.',
    },
    doubt: {
      zh: '现行清单未核实。',
      en: 'The list in force is unverified.',
    },
  },
  'uscc-invalid': {
    params: ['value'],
    zh: {
      message: '统一社会信用代码[“{value}”]有误：位数、字符或校验码不符。',
      remedy: '请对照营业执照核对 18 位代码；代码中不使用字母 I、O、S、V、Z，字母须大写、半角。',
    },
    en: {
      message: 'The unified social credit code[ "{value}"] is wrong in length, characters or check character.',
      remedy:
        'Compare all 18 characters with the business licence; the letters I, O, S, V and Z do not occur, letters are upper case.',
    },
    source: {
      zh: 'GB 32100-2015：校验码按加权因子 3^(i-1) mod 31 计算。',
      en: 'GB 32100-2015, check character with the weights 3^(i-1) mod 31.',
    },
  },
  'container-number-invalid': {
    params: ['value', 'suggestions'],
    zh: {
      message: '集装箱号[“{value}”]不正确：应为 4 位字母（第 4 位为 U、J 或 Z）加 7 位数字，且末位校验码相符。',
      remedy: '请对照箱体或设备交接单核对箱号。[是否为：{suggestions}？]',
    },
    en: {
      message:
        'The container number[ "{value}"] is wrong: four letters, of which the fourth is U, J or Z, and seven digits, the last of which checks the others.',
      remedy: 'Compare it with the container or the equipment interchange receipt.[ Did you mean {suggestions}?]',
    },
    source: { zh: '国际标准 ISO 6346。', en: 'ISO 6346.' },
  },
  'entry-id-invalid': {
    params: ['value'],
    zh: {
      message: '海关编号[“{value}”]应为 18 位数字：关区代码 4 位、年份 4 位、进出口标志 1 位、顺序号 9 位。',
      remedy: '请按海关回执填写完整的 18 位海关编号（不是预录入的统一编号）。',
    },
    en: {
      message:
        'The customs number[ "{value}"] is not 18 digits of office (4), year (4), import/export flag (1) and serial (9).',
      remedy: 'Copy all 18 digits from the customs receipt (not the Single Window number given before).',
    },
    source: { zh: '海关总署公告 2019 年第 18 号第一、二条。', en: 'GACC Announcement 2019 No. 18, Art. 1 and 2.' },
  },
} as const satisfies Entries;
