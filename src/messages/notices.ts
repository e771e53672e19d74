import type { Entries } from './entry.js';

/** Reminders, webhooks and e-mail. */
export const NOTICES = {
  'reminder-item-unknown': {
    params: ['value'],
    zh: {
      message: '该提醒中没有这一项[：{value}]。',
      remedy: '请按提醒中的事项种类和对象填写；不填事项即全部确认。',
    },
    en: {
      message: 'This reminder has no such item[: {value}].',
      remedy: 'Name items by kind and subject.id as they stand in it; without "items" all are acknowledged.',
    },
  },
  'webhook-url-invalid': {
    params: ['value'],
    zh: { message: '接收地址不可用[：{value}]。', remedy: '请填写完整的 https 地址，不含用户名、密码和 # 部分。' },
    en: {
      message: 'The address cannot be used[: {value}].',
      remedy: 'Give a complete https address, without user name, password or fragment.',
    },
  },
  'webhook-address-refused': {
    params: ['host', 'address'],
    zh: {
      message: '接收地址[ {host} ]指向内部网络[（{address}）]，不予发送。',
      remedy: '请填写公网可达的地址；回环、内网和链路本地地址一律拒绝。',
    },
    en: {
      message: 'The host[ {host}] is inside a network[: {address}]; nothing is sent there.',
      remedy: 'Give an address of the public internet; loopback, private and link-local ones are refused.',
    },
  },
  'webhook-host-unknown': {
    params: ['host'],
    zh: { message: '找不到主机[“{host}”]。', remedy: '请核对地址中的主机名，或等待域名解析生效。' },
    en: {
      message: 'The host[ {host}] cannot be found.',
      remedy: 'Check the name in the address, or wait until the name service knows it.',
    },
  },
  'webhook-failing': {
    params: ['count', 'reason', 'nextAttemptAt'],
    said: { reason: 'deliveryFailure' },
    zh: {
      message: '推送失败[（已连续 {count} 次）][：{reason}]。',
      remedy: '请检查接收端；系统会自动重试[，下次 {nextAttemptAt}]，事件按顺序保留。',
    },
    en: {
      message: 'Deliveries fail[, {count} in a row][: {reason}].',
      remedy: 'Look at the receiver; it is tried again by itself[, next at {nextAttemptAt}], and nothing is lost.',
    },
  },
  'webhook-switched-off': {
    params: ['count', 'reason'],
    said: { reason: 'deliveryFailure' },
    zh: {
      message: '该推送[连续失败 {count} 次后]已停用[，最后一次：{reason}]。',
      remedy: '请修复接收端后重新保存该推送，将从停止处继续发送。',
    },
    en: {
      message: 'The webhook was switched off[ after {count} failures in a row][, the last: {reason}].',
      remedy: 'Mend the receiver, then save the webhook again: it goes on where it stopped.',
    },
  },
  'webhook-limit': {
    params: ['max'],
    zh: { message: '接收地址的数量已达上限[（{max}）]。', remedy: '请先删除不再使用的接收地址。' },
    en: {
      message: 'There are as many webhooks as there may be[ ({max})].',
      remedy: 'Delete one that is not used any more.',
    },
  },
  'email-invalid': {
    params: ['value'],
    zh: { message: '电子邮箱[“{value}”]格式不正确。', remedy: '请填写一个邮箱地址，例如 notice@example.com。' },
    en: { message: 'This is no e-mail address[: {value}].', remedy: 'Give one address, such as notice@example.com.' },
  },
} as const satisfies Entries;
