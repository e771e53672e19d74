import { EMAIL_TEMPLATES } from '../../messages/email-templates.js';
import { renderReminder } from './reminder-email.js';

const ITEM = {
  kind: 'released-not-closed' as const,
  subject: { type: 'declaration', id: '1', reference: '<b>DC-1</b>' },
  dueAt: '2026-12-15T12:00:00.000Z',
  overdue: true,
};
const REMINDER = {
  id: 'R-1',
  market: 'KQ-CTC',
  month: '2026-11',
  kind: 'reminder' as const,
  calendarPublished: true,
  items: [ITEM],
};

describe('the mail of a reminder', () => {
  it('is in Chinese and in English', () => {
    expect(renderReminder(REMINDER, 'zh').subject).toBe('【织关】KQ-CTC 2026-11 月提醒');
    expect(renderReminder(REMINDER, 'zh').text).toContain('- 已放行未结关 | <b>DC-1</b> | 2026-12-15 (已逾期)');
    expect(renderReminder({ ...REMINDER, kind: 'pre-close' }, 'en').subject).toBe(
      '[Loomgate] KQ-CTC: before 2026-11 closes',
    );
    for (const language of ['zh', 'en'] as const) {
      const { subject, text, html } = renderReminder(REMINDER, language);
      expect(subject + text + html).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  it('turns nothing that somebody typed into markup', () => {
    expect(renderReminder(REMINDER, 'en').html).not.toContain('<b>');
    expect(renderReminder(REMINDER, 'en').html).toContain('&#60;b&#62;DC-1');
  });

  it('names no key as a person called it', () => {
    const key = { ...ITEM, subject: { type: 'key', id: '0190a0b0-c0d0-7000-8000-00000000abcd', reference: '王丽' } };
    const { text, html } = renderReminder({ ...REMINDER, items: [key] }, 'zh');
    expect(text + html).not.toContain('王丽');
    expect(text).toContain('0000abcd');
  });

  it('lists two hundred items and counts the rest', () => {
    const { text } = renderReminder(
      { ...REMINDER, items: Array.from({ length: 203 }, () => ITEM), calendarPublished: false },
      'en',
    );
    expect(text.match(/DC-1/g)).toHaveLength(200);
    expect(text).toContain('3 more items');
    expect(text).toContain(EMAIL_TEMPLATES.en.calendarUnpublished);
  });

  it('has a word for the same things in both languages', () => {
    expect(Object.keys(EMAIL_TEMPLATES.zh.kinds)).toEqual(Object.keys(EMAIL_TEMPLATES.en.kinds));
  });
});
