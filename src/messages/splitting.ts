import type { Entries } from './entry.js';

const WHOLE = {
  zh: '本服务的分票建议规则，并非海关规定：集装箱和提运单尽量保持完整。',
  en: 'A rule of this proposal, not of customs: containers and bills of lading are kept whole where possible.',
};

/** Dividing a declaration, and using one trade record for two. */
export const SPLITTING = {
  'split-caution': {
    params: [],
    zh: {
      message: '分票建议仅按限额和项数计算：各票须对应各自真实的交易，不得为规避限额而拆分同一笔交易。',
      remedy: '属于同一笔交易的，请改用一般贸易（0110）等其他监管方式；否则请按交易核对各票后再申报。',
    },
    en: {
      message:
        'The proposal looks at the ceiling and the number of items only: every part must be a genuine deal of its own, and one deal may not be split to stay below the ceiling.',
      remedy:
        'For one deal use another supervision mode such as 0110; otherwise compare the parts with the deals before declaring.',
    },
    source: {
      zh: '海关总署公告 2019 年第 221 号：单票限额 15 万美元。',
      en: 'GACC Announcement 2019 No. 221: ceiling of 150,000 USD a declaration.',
    },
    doubt: {
      zh: '有关拆分的表述未核实。',
      en: 'The wording on splitting is unverified.',
    },
  },
  'split-opens-container': {
    params: ['container', 'usd', 'count'],
    zh: {
      message:
        '集装箱[ {container} ]无法完整放入一票[：箱内货物折合 {usd} 美元][，归并后 {count} 项]，只能按货物行分入多票。',
      remedy: '请在各票中核对该箱对应的货物行；更好的办法是装箱前按票分箱。',
    },
    en: {
      message:
        'The container[ {container}] cannot be kept whole in one declaration[: its goods are worth {usd} USD][ and make {count} items]; they are divided by goods line.',
      remedy:
        'Check in every part which lines lie in this container; better still, load by declaration before the container is closed.',
    },
    source: WHOLE,
  },
  'split-containers-open': {
    params: ['count', 'parts'],
    zh: {
      message: '有集装箱[（{count} 个）]未列明所装货物行，无法分成[ {parts} ]票。',
      remedy: '请填写各集装箱所装的货物行号后重试。',
    },
    en: {
      message: 'Containers[ ({count})] that name no goods lines cannot be divided over so many parts[: {parts}].',
      remedy: 'Name the goods lines of each container and ask again.',
    },
    source: WHOLE,
  },
  'split-line-above-ceiling': {
    params: ['line', 'usd', 'ceiling'],
    zh: {
      message: '货物行[ {line} ]单独已超过限额[（折合 {usd} 美元][，限额 {ceiling} 美元）]，无法再分。',
      remedy: '请核对该行数量和单价；确属一笔交易的，请改用其他监管方式。',
    },
    en: {
      message:
        'Goods line[ {line}] is above the ceiling by itself[: {usd} USD][ of at most {ceiling}]; it cannot be split.',
      remedy: 'Check its quantity and price; if it is one deal, use another supervision mode.',
    },
    source: {
      zh: '海关总署公告 2019 年第 221 号第一条：单票限额 15 万美元（含）。',
      en: 'GACC Announcement 2019 No. 221, Art. 1: at most 150,000 USD a declaration, inclusive.',
    },
    doubt: {
      zh: '原文未核实。',
      en: 'The official text is unverified.',
    },
  },
  'split-shares-bill': {
    params: ['value'],
    zh: {
      message: '各票使用同一提运单[ {value} ]。',
      remedy: '如船公司或海关要求一票一单，请先向船公司申请分单。',
    },
    en: {
      message: 'All parts carry the same bill of lading[, {value}].',
      remedy: 'Where carrier or customs want one bill for each declaration, ask the carrier to split it first.',
    },
    source: WHOLE,
  },
  'split-differs': {
    params: ['line', 'field', 'from', 'to'],
    zh: {
      message: '各票与原草稿不一致[：货物行 {line}][的“{field}”][，原草稿为 {from}][，各票合计 {to}]。',
      remedy: '请使各票合计与原草稿一致，并保留草稿的商品行号；确需不同的，请在请求中注明各票合计与原草稿不同。',
    },
    en: {
      message:
        'Parts and draft differ[ in {field}][ of goods line {line}][: {from} in the draft][, {to} in the parts].',
      remedy:
        'Make the parts add up to the draft, and keep the line numbers of the draft in them; where they are meant to come to something else, send "differs": true.',
    },
  },
  'split-goods-unfinished': {
    params: [],
    zh: {
      message: '货物清单尚不完整或缺少汇率，无法给出分票建议。',
      remedy: '请先补齐各货物行，并确认币制和当月海关汇率。',
    },
    en: {
      message: 'No split can be proposed while goods lines are unfinished or the customs rate is missing.',
      remedy: 'Finish the goods lines first, and check the currency and the rate of the month.',
    },
    source: WHOLE,
  },
  'trade-record-used': {
    params: ['record', 'line', 'first'],
    zh: {
      message: '交易单[ {record} ][第 {line} 行]已用于另一票有效申报[（{first}）]。',
      remedy: '一份交易记录只能用于一票：请核对交易单号和行号；原申报撤销后方可再次使用。',
    },
    en: {
      message: 'The trade record[ {record}][, line {line},] is used by another live declaration already[ ({first})].',
      remedy:
        'A trade record counts once: check its number and line; it is free again when the other declaration is cancelled.',
    },
    source: {
      zh: '汇发〔2020〕11 号：银行应防止同一笔交易信息重复使用；本系统在申报环节即予核对。',
      en: 'SAFE Huifa 2020 No. 11: banks prevent a trade record from being used twice; checked here at declaration already.',
    },
    doubt: {
      zh: '系转引，未核实。',
      en: 'Quoted second-hand; unverified.',
    },
  },
  'near-duplicate': {
    params: ['container', 'week', 'first'],
    zh: {
      message:
        '同一周[（{week}）]内另一票有效申报[（{first}）]与本票疑似重复：集装箱[ {container} ]、毛净重和总价均相同。',
      remedy: '请核对是否重复申报；确属两票不同货物的，可忽略本提示。',
    },
    en: {
      message:
        'Another live declaration[ ({first})] of the same week[, {week},] looks like this one: same container[ {container}], weights and total.',
      remedy: 'Check that the load is not declared twice; if the goods are others, nothing needs to be done.',
    },
    source: {
      zh: '本服务的提示性规则，并非海关规定。',
      en: 'A precaution of this service, not a rule of customs.',
    },
  },
} as const satisfies Entries;
