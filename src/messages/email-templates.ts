import type { Language } from '../vocabulary/language.js';
import type { OpenItemKind } from '../vocabulary/open-item-kinds.js';
import { OPEN_ITEM_NAMES } from './open-items.js';

/** What a reminder may list: open items, and what a firm is reminded of beside them. */
export type ReminderItemKind = OpenItemKind | 'amendment-pending' | 'key-expiring';

/** The texts of a reminder's e-mail in one language. A language without one of them does not compile. */
export interface EmailTemplate {
  /** `{market}` and `{month}` are filled in. */
  readonly subject: Readonly<Record<'reminder' | 'pre-close', string>>;
  readonly opening: Readonly<Record<'reminder' | 'pre-close', string>>;
  readonly columns: Readonly<Record<'kind' | 'reference' | 'due', string>>;
  readonly kinds: Readonly<Record<ReminderItemKind, string>>;
  readonly key: string;
  readonly overdue: string;
  readonly calendarUnpublished: string;
  /** `{count}` items are left out. */
  readonly more: string;
  /** `{id}` is the reminder's. */
  readonly closing: string;
}

export const EMAIL_TEMPLATES: Readonly<Record<Language, EmailTemplate>> = {
  zh: {
    subject: {
      reminder: '【织关】{market} {month} 月提醒',
      'pre-close': '【织关】{market} {month} 月末结关预警',
    },
    opening: {
      reminder: '截至 {month} 月末，贵单位在 {market} 市场尚有以下 {count} 项未办结：',
      'pre-close': '以下 {count} 票已放行但尚未结关；如 {month} 内不能结关，将计入下月统计：',
    },
    columns: { kind: '事项', reference: '申报参考号 / 箱号', due: '期限' },
    kinds: {
      ...OPEN_ITEM_NAMES.zh,
      'amendment-pending': '修撤单待审批',
      'key-expiring': '接口密钥即将失效',
    },
    key: '密钥',
    overdue: '已逾期',
    calendarUnpublished: '注意：该年度放假安排尚未公布，预警日期按每天均为工作日推算。',
    more: '另有 {count} 项未列出，请登录系统查看。',
    closing: '请在系统中查看并确认（提醒编号 {id}）。本邮件由系统自动发送，请勿回复。',
  },
  en: {
    subject: {
      reminder: '[Loomgate] {market}: reminder of {month}',
      'pre-close': '[Loomgate] {market}: before {month} closes',
    },
    opening: {
      reminder: 'At the end of {month} these {count} items of your firm were open at {market}:',
      'pre-close':
        'These {count} declarations are released and not closed; unless they close within {month}, they count in the statistics of the next month:',
    },
    columns: { kind: 'Item', reference: 'Reference / container', due: 'Due' },
    kinds: {
      ...OPEN_ITEM_NAMES.en,
      'amendment-pending': 'Amendment not decided',
      'key-expiring': 'API key expires',
    },
    key: 'key',
    overdue: 'overdue',
    calendarUnpublished: 'Note: the holidays of that year are not published yet; every day was counted as worked.',
    more: '{count} more items are not listed here; see the service.',
    closing:
      'See and acknowledge them in the service (reminder {id}). This mail was sent by a machine; please do not answer.',
  },
};
