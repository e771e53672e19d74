import type { Entries } from './entry.js';

const SOURCE = {
  zh: '报关单修改和撤销：海关总署令第 220 号。',
  en: 'Amendment and cancellation of declarations: GACC Order 220.',
};
const DOUBT = {
  zh: '条款号和细节未核实。',
  en: 'The article numbers and details are unverified.',
};

/** Amending and cancelling what was submitted. */
export const AMENDMENTS = {
  'field-frozen': {
    params: ['field', 'status', 'byCustoms'],
    said: { byCustoms: 'amendmentType' },
    zh: {
      message: '当前状态[“{status}”]下不能修改[“{field}”]。',
      remedy: '请申请撤销本报关单并重新申报[；或请海关以“{byCustoms}”办理]。',
    },
    en: {
      message: 'The field[ {field}] cannot be amended any more[ in the state {status}].',
      remedy: 'Ask for the cancellation and declare anew[, or ask customs for an amendment of its own ({byCustoms})].',
    },
    source: SOURCE,
    doubt: DOUBT,
  },
  'amendment-empty': {
    params: [],
    zh: { message: '修改申请没有改变任何内容。', remedy: '请填写要修改的字段；整票不出口的请申请撤销。' },
    en: {
      message: 'The amendment changes nothing.',
      remedy: 'Name the fields that change; to withdraw the declaration ask for its cancellation.',
    },
  },
  'amendment-pending': {
    params: ['number'],
    zh: { message: '已有一项修撤单申请[（第 {number} 项）]待审批。', remedy: '请等待海关审批后再提出新的申请。' },
    en: {
      message: 'An amendment[ (number {number})] is waiting for its decision already.',
      remedy: 'Wait for the decision, then ask again.',
    },
    source: {
      zh: '两项申请同时审批时，各自依据的内容会被对方替换。',
      en: 'Two amendments at once would each be judged against a content the other one replaces.',
    },
  },
  'amendment-decided': {
    params: ['number', 'state'],
    zh: {
      message: '该修撤单申请[（第 {number} 项）]已作出其他决定[：{state}]。',
      remedy: '请刷新查看；如需更改，请另行提出。',
    },
    en: {
      message: 'The amendment[ (number {number})] has been decided otherwise[: {state}].',
      remedy: 'Read it again; to change the declaration once more a new amendment is needed.',
    },
  },
  'amendment-outdated': {
    params: ['number'],
    zh: {
      message: '提出申请[（第 {number} 项）]之后，报关单内容已变更。',
      remedy: '请不予批准该申请，由报关单位按现有内容重新提出。',
    },
    en: {
      message: 'What the declaration says has changed since the amendment[ (number {number})] was asked for.',
      remedy: 'Reject it; the broker can ask again from the present content.',
    },
  },
  'reason-not-allowed': {
    params: ['value', 'status', 'allowed'],
    said: { value: 'amendmentReason' },
    zh: { message: '当前情形[（{status}）]不能使用原因[“{value}”]。', remedy: '请改用适用的原因[：{allowed}]。' },
    en: {
      message: 'The reason[ "{value}"] does not apply here[ (state {status})].',
      remedy: 'Give a reason that applies[: {allowed}].',
    },
    source: SOURCE,
    doubt: DOUBT,
  },
  'reason-changes-figures': {
    params: ['value'],
    said: { value: 'amendmentReason' },
    zh: {
      message: '所选原因[“{value}”]不影响统计，但修改会改变统计数字。',
      remedy: '请选用与修改内容相符的原因，或只修改文字内容。',
    },
    en: {
      message: 'Under this reason[ "{value}"] no figure may change, and this amendment changes some.',
      remedy: 'Give the reason that is true of the change, or change the wording only.',
    },
    source: {
      zh: '修撤原因决定已公布的统计如何更正；原因不符，数字变动就无从解释。',
      en: 'The reason decides what happens to published statistics; a wrong one would move them unexplained.',
    },
  },
} as const satisfies Entries;
