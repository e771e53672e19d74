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
  'follow-up-too-early': {
    params: ['value', 'earliest'],
    zh: {
      message: '日清、周结、月提醒的起始日期[（{value}）]过早。',
      remedy: '请填写[ {earliest} 或]之后的日期：此前的每一天、每一周、每一月都要逐一补跑；更早的日子可单独请求日清。',
    },
    en: {
      message: 'Follow-up cannot begin so far back[: {value}].',
      remedy:
        'Choose a later day[, {earliest} at the earliest]: every day, week and month since then is run; ask for single earlier days by POST /v1/clearance-runs.',
    },
    source: {
      zh: '本系统的规定：最多补跑一年。',
      en: 'A rule of this service: at most a year is made up for.',
    },
  },
  'link-expiry-invalid': {
    params: ['value'],
    zh: { message: '链接的失效时间[（{value}）]不可用。', remedy: '请填写将来的时间，最长一年；不填则为 90 天。' },
    en: {
      message: 'A link cannot expire at this time[: {value}].',
      remedy: 'Give a time ahead, at most a year; without one it is 90 days.',
    },
  },
  'link-asked-too-often': {
    params: ['seconds'],
    zh: { message: '该地址请求过于频繁。', remedy: '请稍后再试[（{seconds} 秒后）]。' },
    en: { message: 'This address is asked too often.', remedy: 'Ask again later[: in {seconds} s].' },
  },
  'organisation-mismatch': {
    params: ['role', 'kind'],
    zh: {
      message: '该角色[（{role}）]不能用于这类单位[（{kind}）]。',
      remedy: '报关行用报关角色，海关用关员或通道角色；请核对单位和角色。',
    },
    en: {
      message: 'This role[, {role},] cannot be had at such an organisation[ ({kind})].',
      remedy: 'Brokers take the role broker, customs officer or channel; check organisation and role.',
    },
  },
  'rule-not-dated': {
    params: ['value', 'allowed'],
    said: { value: 'finding', allowed: 'findings' },
    zh: {
      message: '规则[“{value}”]没有可调整的生效日期。',
      remedy: '只能调整按日期生效的规则[：{allowed}]；不得出口的商品请按商品编号前缀维护。',
    },
    en: {
      message: 'The rule[ "{value}"] has no days that could be set.',
      remedy: 'Only some rules hold by date[: {allowed}]; ineligible goods are kept by prefix (/v1/hs-rules).',
    },
    source: {
      zh: '本系统的规定：其他规则始终有效，不能通过数据停用或降为提示。',
      en: 'A rule of this service: all other rules always hold; data can neither switch one off nor turn it into a warning.',
    },
  },
  'rule-version-taken': {
    params: ['current', 'given'],
    zh: {
      message: '该规则的版本已变更[：当前版本 {current}][，您要追加的是 {given}]。',
      remedy: '请重新读取规则，核对他人写入的日期后再追加。',
    },
    en: {
      message: 'The rule has another version by now[: the last is {current}][, yours was to be {given}].',
      remedy: 'Read the rule again and compare the days before you append the next version.',
    },
  },
  'entry-duplicate': {
    params: ['value'],
    zh: { message: '列表中有重复的内容[：{value}]。', remedy: '请删除重复项后重试。' },
    en: { message: 'The list has the same entry twice[: {value}].', remedy: 'Keep one of them.' },
  },
  'scope-missing': {
    params: ['needed'],
    said: { needed: 'scopes' },
    zh: {
      message: '密钥的用途范围不包括此操作[（需要 {needed}）]。',
      remedy: '请使用范围足够的密钥，或申请新的密钥。',
    },
    en: {
      message: 'The scopes of the key do not cover this[: {needed} is needed].',
      remedy: 'Use a key whose scopes do, or ask for another one.',
    },
  },
  'scope-beyond-maker': {
    params: ['value'],
    said: { value: 'scopes' },
    zh: { message: '新密钥的用途范围[（{value}）]超出了创建它的密钥。', remedy: '请缩小范围，或由管理员创建。' },
    en: {
      message: 'The key would have scopes[, {value},] that the key which makes it has not.',
      remedy: 'Leave them out, or let an administrator make the key.',
    },
  },
  'rotation-running': {
    params: [],
    zh: { message: '该密钥已有一把接替的新密钥在用。', remedy: '请先停用其中一把。' },
    en: { message: 'The key has a successor already.', remedy: 'Revoke one of the two first.' },
  },
  'key-rotates-itself': {
    params: [],
    zh: { message: '密钥不能轮换自己。', remedy: '请由本单位管理员登录后轮换，或用制作它的那把密钥。' },
    en: {
      message: 'A key does not rotate itself.',
      remedy: 'Let the administrator of the firm, who signs in, or the key that made it rotate it.',
    },
  },
  'acting-for-unknown': {
    params: [],
    zh: { message: 'Acting-For 所指单位未并入本单位。', remedy: '可代为办理的单位见 GET /v1/me 的 mergedFirms。' },
    en: {
      message: 'Acting-For names no firm that was merged into yours.',
      remedy: 'GET /v1/me lists the firms for which you may act, in mergedFirms.',
    },
  },
  'merge-impossible': {
    params: [],
    zh: { message: '只有未关闭的报关行可以并入另一家未关闭的报关行。', remedy: '请核对两家单位及其状态。' },
    en: {
      message: 'Only an open broker is merged into another open broker.',
      remedy: 'Check both firms and their states.',
    },
  },
  'firm-merged': {
    params: [],
    zh: { message: '该单位已并入本单位，只能办完原有业务，不能新增。', remedy: '请以本单位名义新增。' },
    en: {
      message: 'The firm was merged into yours: what it has begun is finished, nothing new is begun for it.',
      remedy: 'Do it for your own firm.',
    },
  },
  'organisation-closed': {
    params: ['name'],
    zh: { message: '单位[“{name}”]已关闭。', remedy: '请先重新开放该单位，或选择另一单位。' },
    en: { message: 'The organisation[ {name}] is closed.', remedy: 'Open it again first, or name another one.' },
  },
  'uscc-taken': {
    params: ['value'],
    zh: { message: '统一社会信用代码[（{value}）]已属于另一单位。', remedy: '请核对代码；同一单位只登记一次。' },
    en: {
      message: 'The unified social credit code[, {value},] belongs to another organisation.',
      remedy: 'Check the code; an organisation is entered once.',
    },
  },
} as const satisfies Entries;
