import type { Entries } from './entry.js';

/** Receipts: what they name, who reports them, what they cannot say of their declaration, and the tables of their codes. */
export const RECEIPT_TEXTS = {
  'receipt-target-missing': {
    params: ['value'],
    zh: {
      message: '回执没有指明对应的申报[，或找不到：{value}]。',
      remedy: '请填写报关单标识、海关编号或申报参考号之一。',
    },
    en: {
      message: 'The receipt names no declaration[, or one that is not there: {value}].',
      remedy: 'Name the declaration by its id, its customs number or its reference.',
    },
  },
  'receipt-target-ambiguous': {
    params: ['reference', 'count'],
    zh: {
      message: '申报参考号[ {reference} ]对应多票申报[（共 {count} 票）]。',
      remedy: '请补充报关单位，或改用报关单标识、海关编号。',
    },
    en: {
      message: 'The reference[ {reference}] stands for several declarations[ ({count})].',
      remedy: 'Name the broker, too, or the declaration by its id or its customs number.',
    },
  },
  'receipt-not-yours': {
    params: ['channel'],
    zh: {
      message: '报关单位只能上报单一窗口对本单位报关单的回执[，不能上报“{channel}”的回执]。',
      remedy: '请使用单一窗口渠道，并只填写本单位的报关单。',
    },
    en: {
      message: 'A broker reports what the Single Window answered about its own declarations[, not {channel}].',
      remedy: 'Use the channel single-window, and name declarations of your own firm.',
    },
  },
  'broker-receipts-off': {
    params: ['market'],
    zh: {
      message: '该市场[（{market}）]不接受报关单位上报回执。',
      remedy: '回执由海关渠道送达；如需开通请联系市场管理员。',
    },
    en: {
      message: 'This market[, {market},] takes no receipts from brokers.',
      remedy: 'They arrive by the channel of customs; an administrator can change the setting of the market.',
    },
  },
  'before-filing': {
    params: [],
    zh: {
      message: '回执时间早于该票的申报日期，未生效。',
      remedy: '请核对回执时间；如该票实际申报更早，请由海关核实后处理该回执。',
    },
    en: {
      message: 'It happened on a day before the declaration was filed: it has no effect.',
      remedy: 'Compare its time with the day of the filing; customs settles the receipt.',
    },
  },
  'after-closing': {
    params: [],
    zh: {
      message: '该票已结关，本回执要求退单或撤销，未生效。',
      remedy: '请通过修撤单办理；如系误发，请由海关处理该回执。',
    },
    en: {
      message: 'It returns or cancels what is closed, which only an amendment takes back: it has no effect.',
      remedy: 'Ask for an amendment that cancels it; if it was sent by mistake, customs dismisses the receipt.',
    },
  },
  'entry-id-implausible': {
    params: ['value'],
    zh: {
      message: '海关编号[“{value}”]与该票不符：应为申报地关区、申报年份（或次年）的出口编号。',
      remedy: '请核对编号是否属于该票；回执已暂存，更正后请重新发送。',
    },
    en: {
      message:
        "The customs number[ {value}] cannot be this declaration's: it has another office, another year than that of the filing or the next, or is an import.",
      remedy: 'Compare it with the customs receipt; this one is parked, send it again with the right number.',
    },
  },
  'entry-id-taken': {
    params: ['value'],
    zh: { message: '海关编号[“{value}”]已属于另一票申报。', remedy: '请核对编号；回执已暂存，由海关处理。' },
    en: {
      message: 'The customs number[ {value}] belongs to another declaration.',
      remedy: 'Compare the numbers; the receipt is parked until customs has settled it.',
    },
  },
  'entry-id-changed': {
    params: ['value'],
    zh: {
      message: '该票已有另一海关编号[，本回执为“{value}”]；只有退单或删单后才能更换编号。',
      remedy: '请核对编号；如该票已退单，请先补报退单回执。',
    },
    en: {
      message:
        'The declaration has another customs number[ than {value}]; it changes only after a return or a cancellation.',
      remedy: 'Compare the numbers; if it was returned, the receipt of the return is missing.',
    },
  },
  'receipt-not-waiting': {
    params: ['receipt'],
    zh: {
      message: '该回执[（{receipt}）]已不在待处理之列。',
      remedy: '请查看待处理回执列表；已归属的回执不能再指定。',
    },
    en: {
      message: 'The receipt[ {receipt}] is not waiting any more.',
      remedy: 'Read the list of parked receipts; one that has its declaration cannot be given to another.',
    },
  },
  'receipt-code-overlaps': {
    params: ['code', 'meaning', 'from', 'to'],
    zh: {
      message: '回执代码[“{code}”]在该期间已有含义[：{meaning}，自 {from} 起][至 {to}]。',
      remedy: '请另选有效期；如要更正，请注明为更正，原含义在前一日终止。',
    },
    en: {
      message: 'The receipt code[ "{code}"] already means something then[: {meaning}, from {from}][ to {to}].',
      remedy: 'Choose other days; to correct it, say that this corrects it, and the old mapping ends the day before.',
    },
    source: {
      zh: '公开客户端对若干代码的解释不一；每个含义均为数据，并注明有效期。',
      en: 'Public clients disagree on several letters; every mapping is data with the days on which it holds.',
    },
  },
  'receipt-code-not-in-force': {
    params: ['code', 'from', 'to'],
    zh: {
      message: '没有可按此期间更正的回执代码[“{code}”][：自 {from} 起][，至 {to}]。',
      remedy: '请查看该代码的有效期；更正沿用原含义的终止日，无原含义时请直接新增。',
    },
    en: {
      message: 'No mapping of the receipt code[ "{code}"] can be corrected so[: from {from}][, which ends on {to}].',
      remedy: 'Read its mappings; a correction keeps the last day of what it corrects, and what is not there is added.',
    },
  },
} as const satisfies Entries;
