import type { Language } from '../../../vocabulary/language.js';
import { PROJECTED_REASONS } from './project-status.js';

/**
 * Why a receipt is parked: its code has no meaning, or the declaration it names is not known, not the only one, or a draft; its names are of different declarations; or what
 * it says cannot be true of its declaration (see also `PROJECTED_REASONS`): its customs number is of another office, year or direction, or of another declaration.
 */
export const PARKED_REASONS = [
  'code-unknown',
  'target-unknown',
  'target-ambiguous',
  'target-contradicted',
  'not-submitted',
  ...PROJECTED_REASONS,
  'entry-id-implausible',
  'entry-id-taken',
] as const;
export type ParkedReason = (typeof PARKED_REASONS)[number];

/** The reason as a list of what is to be done says it. */
export const PARKED_BECAUSE: Readonly<Record<ParkedReason, Readonly<Record<Language, string>>>> = {
  'code-unknown': { zh: '回执代码没有含义', en: 'its code has no meaning' },
  'target-unknown': { zh: '找不到对应的申报', en: 'it names no declaration that is known' },
  'target-ambiguous': { zh: '对应多票申报', en: 'it may be about several declarations' },
  'target-contradicted': { zh: '所指的申报互相矛盾', en: 'its names are of different declarations' },
  'not-submitted': { zh: '对应的申报尚未提交', en: 'its declaration is not submitted' },
  'before-filing': { zh: '时间早于申报日期', en: 'it happened before the filing' },
  'after-closing': { zh: '该票已结关，只能通过修撤单撤回', en: 'it takes back what is closed' },
  'entry-id-implausible': { zh: '海关编号与该票不符', en: 'its customs number cannot be that of the declaration' },
  'entry-id-taken': { zh: '海关编号已属于另一票申报', en: 'its customs number belongs to another declaration' },
  'entry-id-changed': { zh: '该票已有另一海关编号', en: 'the declaration has another customs number' },
};
