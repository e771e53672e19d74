import type { Entries } from './entry.js';

/** Lanes: what one officer may not do alone. */
export const LANES = {
  'second-officer-needed': {
    params: [],
    zh: { message: '降低监管级别需要另一位关员确认。', remedy: '请由另一位关员以相同通道提交确认。' },
    en: {
      message: 'Lowering control takes a second officer.',
      remedy: 'Let another officer put the same colour.',
    },
    source: {
      zh: '本系统的规定：放宽监管须经第二名关员确认。',
      en: 'A rule of this service: lowering control takes a second officer.',
    },
  },
  'lanes-not-shown': {
    params: [],
    zh: { message: '通道只对海关显示。', remedy: '请去掉通道这一条件；其余条件可以照常使用。' },
    en: {
      message: 'Lanes are shown to customs alone.',
      remedy: 'Leave out what asks for lanes; the rest is yours to use.',
    },
  },
  'lane-check-known': {
    params: ['at', 'by'],
    zh: {
      message: '该项已有核查记录[（{at}，{by}）]，结论或说明与本次不同。',
      remedy: '请查阅已有记录；需要补充的内容请写入更正要求或查验记录。',
    },
    en: {
      message: 'This was looked at before[, at {at} by {by}], with another result or note.',
      remedy: 'Read what is on record; put what is new into a request for corrections or an inspection.',
    },
  },
  'takes-effect-too-early': {
    params: ['value', 'earliest'],
    zh: { message: '生效日期[ {value}]过早[，最早为 {earliest}]。', remedy: '请填写[ {earliest} 或]更晚的日期。' },
    en: {
      message: 'The first day[, {value},] is too early[: the earliest is {earliest}].',
      remedy: 'Enter[ {earliest} or] a later day.',
    },
  },
  'rate-above-one': {
    params: ['value'],
    zh: { message: '随机抽查比例[ {value}]大于 1。', remedy: '请填写 0 到 1 之间的小数，例如 0.03 表示 3%。' },
    en: { message: 'The random rate[, {value},] is above 1.', remedy: 'Enter a share from 0 to 1; 0.03 is 3 %.' },
  },
} as const satisfies Entries;
