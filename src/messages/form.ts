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
      zh: '海关总署公告 2019 年第 18 号（出口货物报关单各栏目）；市场采购是否有免填栏目，未核实。',
      en: 'GACC Announcement 2019 No. 18 (fields of the export declaration); whether this trade may leave some out: unverified.',
    },
  },
} as const satisfies Entries;
