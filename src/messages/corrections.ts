import type { Entries } from './entry.js';

/** Requests of customs to correct named fields. */
export const CORRECTIONS = {
  'correction-open': {
    params: ['number'],
    zh: {
      message: '该报关单已有一项未办结的更正要求[（第 {number} 号）]。',
      remedy: '请在该要求中补充，或先办结、撤回。',
    },
    en: {
      message: 'A request for corrections[ (number {number})] of this declaration is open already.',
      remedy: 'Add to it, or close or withdraw it first.',
    },
    source: {
      zh: '同一报关单若有两项要求并行，双方会互相等待，海关计时也会重复停止。',
      en: 'Two threads about one declaration would each wait for the other, and its clock would stop twice.',
    },
  },
  'correction-state': {
    params: ['number', 'state', 'action'],
    zh: {
      message: '更正要求[（第 {number} 号）]当前状态[“{state}”]不允许此操作[：{action}]。',
      remedy: '请刷新查看最新状态。',
    },
    en: {
      message:
        'The present state of the request[ (number {number})][ is "{state}": it] does not allow this step[ ({action})].',
      remedy: 'Read it again: someone may have acted on it meanwhile.',
    },
  },
  'correction-field-unknown': {
    params: ['value'],
    zh: {
      message: '报关单中没有字段[“{value}”]。',
      remedy: '请填写报关单现有字段的位置；货物行从 0 开始计数。',
    },
    en: {
      message: 'The declaration has no field[ "{value}"].',
      remedy: 'Give the JSON pointer of one of its fields; rows count from 0.',
    },
  },
  'correction-field-repeated': {
    params: ['value'],
    said: { value: 'place' },
    zh: { message: '字段[“{value}”]重复。', remedy: '每个字段只填写一次。' },
    en: { message: 'The field[ "{value}"] is named twice.', remedy: 'Name each field once.' },
  },
  'correction-not-asked': {
    params: ['value'],
    said: { value: 'place' },
    zh: { message: '海关没有要求更正字段[“{value}”]。', remedy: '请只答复要求中列出的字段；其他内容写在备注中。' },
    en: {
      message: 'Customs has not asked for the field[ "{value}"].',
      remedy: 'Answer the fields of the request; put anything else into the comment.',
    },
  },
  'correction-unanswered': {
    params: ['value'],
    said: { value: 'place' },
    zh: { message: '字段[“{value}”]尚未答复。', remedy: '请逐项答复；无需更正的字段请说明理由。' },
    en: {
      message: 'The field[ "{value}"] is not answered.',
      remedy: 'Answer every field of the request; where nothing is to be corrected say why.',
    },
  },
  'correction-amendment-unknown': {
    params: ['number'],
    zh: { message: '该报关单没有第[ {number} ]项修撤单申请。', remedy: '请先提出修撤单申请，再填写其序号。' },
    en: {
      message: 'This declaration has no amendment[ number {number}].',
      remedy: 'Ask for the amendment first, then name its number.',
    },
  },
  'answer-day-past': {
    params: ['value', 'today'],
    zh: { message: '答复期限[“{value}”]早于今天[（{today}）]。', remedy: '请填写今天或以后的日期。' },
    en: {
      message: 'The day to answer by[, {value},] is before today[ ({today})].',
      remedy: 'Give today or a later day.',
    },
  },
} as const satisfies Entries;
