import type { Entries } from './entry.js';

/** 周结: what can be asked of a week. */
export const SETTLEMENT = {
  'week-not-settled': {
    params: ['week'],
    zh: { message: '该周[ {week} ]尚未结算。', remedy: '请在周结完成之后再执行；未结算的周可先预览。' },
    en: {
      message: 'The week[ {week}] is not settled yet.',
      remedy: 'Ask again after it has been settled; until then it can be previewed.',
    },
  },
  'week-not-begun': {
    params: ['week'],
    zh: { message: '该周[ {week} ]尚未开始，没有可预览的内容。', remedy: '请选择本周或以前的周。' },
    en: { message: 'The week[ {week}] has not begun.', remedy: 'Ask for the present week or an earlier one.' },
  },
} as const satisfies Entries;
