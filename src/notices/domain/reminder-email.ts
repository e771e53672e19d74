import { EMAIL_TEMPLATES, type ReminderItemKind } from '../../messages/email-templates.js';
import type { Language } from '../../vocabulary/language.js';
import { businessDayOf, type Instant } from '../../vocabulary/period.js';

/** A reminder as an e-mail shows it: references and days only, nothing about a person. */
export interface ReminderToSend {
  readonly id: string;
  readonly market: string;
  readonly month: string;
  readonly kind: 'reminder' | 'pre-close';
  readonly calendarPublished: boolean;
  readonly items: readonly {
    readonly kind: ReminderItemKind;
    readonly subject: {
      readonly type: string;
      readonly id: string;
      readonly reference?: string;
      readonly number?: string;
    };
    readonly dueAt: Instant;
    readonly overdue: boolean;
  }[];
}

export interface Email {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail of thousands of lines is read by nobody, and by some servers refused. */
const LISTED_MAX = 200;

/** The mail of a reminder in one language, as plain text and as simple HTML. */
export function renderReminder(reminder: ReminderToSend, language: Language): Email {
  const words = EMAIL_TEMPLATES[language];
  const { id, market, month, kind } = reminder;
  const fill = (text: string, count = reminder.items.length) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => ({ id, market, month, count: String(count) })[name] ?? '');
  const rows = reminder.items.slice(0, LISTED_MAX).map((item) => [
    words.kinds[item.kind],
    // What a key is called was typed by a person, and may be a person's name.
    item.subject.type === 'key'
      ? `${words.key} ${item.subject.id.slice(-8)}`
      : (item.subject.reference ?? item.subject.number ?? ''),
    businessDayOf(item.dueAt) + (item.overdue ? ` (${words.overdue})` : ''),
  ]);
  const notes = [
    ...(reminder.items.length > LISTED_MAX ? [fill(words.more, reminder.items.length - LISTED_MAX)] : []),
    ...(reminder.calendarPublished ? [] : [words.calendarUnpublished]),
    fill(words.closing),
  ];
  const { columns } = words;
  const head = [columns.kind, columns.reference, columns.due];
  return {
    subject: fill(words.subject[kind]),
    text: [fill(words.opening[kind]), '', ...rows.map((row) => `- ${row.join(' | ')}`), '', ...notes, ''].join('\n'),
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><p>${safe(fill(words.opening[kind]))}</p>
<table border="1" cellpadding="4" cellspacing="0">${rowOf('th', head)}${rows.map((row) => rowOf('td', row)).join('')}</table>
${notes.map((note) => `<p>${safe(note)}</p>`).join('')}</html>`,
  };
}

const rowOf = (cell: 'th' | 'td', texts: readonly string[]): string =>
  `<tr>${texts.map((text) => `<${cell}>${safe(text)}</${cell}>`).join('')}</tr>`;

/** References are typed by firms: they must not become markup in somebody's mail. */
const safe = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
