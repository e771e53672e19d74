import type { Entries } from './entry.js';

/** Keeping house: keys, organisations, rates and rules. */
export const ADMINISTRATION = {
  'expiry-invalid': {
    params: ['value'],
    zh: { message: '密钥的失效时间[（{value}）]不可用。', remedy: '请填写将来的时间，最长一年；不填则为一年。' },
    en: {
      message: 'A key cannot expire at this time[: {value}].',
      remedy: 'Choose an instant in the future, at most a year ahead; without one it is a year.',
    },
  },
  'organisation-mismatch': {
    params: ['role', 'kind'],
    zh: {
      message: '该角色[（{role}）]的密钥不能属于这样的单位[（{kind}）]。',
      remedy: '报关行用 broker 角色，海关用 officer 或 channel 角色；请核对单位和角色。',
    },
    en: {
      message: 'A key of this role[, {role},] cannot belong to such an organisation[ ({kind})].',
      remedy: 'Brokers take the role broker, customs officer or channel; check organisation and role.',
    },
  },
  'entry-duplicate': {
    params: ['value'],
    zh: { message: '列表中有重复的内容[：{value}]。', remedy: '请删除重复项后重试。' },
    en: { message: 'The list has the same entry twice[: {value}].', remedy: 'Keep one of them.' },
  },
} as const satisfies Entries;
