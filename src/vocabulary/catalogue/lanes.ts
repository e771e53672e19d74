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
} as const satisfies Entries;
