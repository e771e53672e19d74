import { currentLanguage, LANGUAGE_TAGS, type Language } from '../texts';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}${JSON.stringify(options)}`;
  const found =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : LANGUAGE_TAGS[language], { timeZone: ZONE, ...options });
  formats.set(key, found);
  return found;
}

/** The day of an instant in Asia/Shanghai, as the API writes days. */
export function dayOf(instant: string | Date): string {
  const parts = formatOf('en', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export const today = (): string => dayOf(new Date());

const clockOf = (instant: Date): string =>
  formatOf('zh', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);

/** 14:32:08 */
export const timeToSecond = (instant: Date): string =>
  formatOf('zh', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(instant);

/** Today only the time, this year without the year. */
export function shortInstant(instant: string | null | undefined): string {
  if (!instant) return '–';
  const at = new Date(instant);
  const day = dayOf(at);
  if (day === today()) return clockOf(at);
  return `${shortDay(day)} ${clockOf(at)}`;
}

/** 11月26日, 26 Nov; with the year where it is another one. */
export function shortDay(day: string | null | undefined): string {
  if (!day) return '–';
  const language = currentLanguage();
  const at = new Date(`${day}T12:00:00+08:00`);
  const isThisYear = day.slice(0, 4) === today().slice(0, 4);
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  return formatOf(language, { month: language === 'zh' ? 'long' : 'short', day: 'numeric', ...year }).format(at);
}

/** A day so many days later. */
export const shifted = (day: string, days: number): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + days * DAY).toISOString().slice(0, 10);

/** For `title`: the whole instant, with its zone. */
export const wholeInstant = (instant: string | null | undefined): string =>
  instant ? `${dayOf(instant)} ${timeToSecond(new Date(instant))} UTC+8` : '';

/** How long in the two largest units. */
export function duration(ms: number): string {
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.max(Math.floor((ms % HOUR) / MINUTE), 0);
  const isChinese = currentLanguage() === 'zh';
  if (days > 0) return isChinese ? `${days} 天` : `${days} ${days === 1 ? 'day' : 'days'}`;
  if (hours > 0) return isChinese ? `${hours} 时 ${minutes} 分` : `${hours} h ${minutes} min`;
  return isChinese ? `${minutes} 分` : `${minutes} min`;
}

/** Facts beside each other; where the line breaks, the dot stays behind what it follows. */
export const dotted = (parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter(Boolean).join('\u00a0· ');

/** Thousands by comma, in both languages; the digits are those of the service. */
export function grouped(amount: string | number | null | undefined): string {
  if (amount === null || amount === undefined || amount === '') return '–';
  const [whole = '', fraction] = String(amount).replace('-', '\u2212').split('.');
  const commas = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

/** "0.1465" as "14.65%", cut after two decimals. */
export function percentText(ratio: string | null): string | null {
  if (ratio === null) return null;
  const [whole = '', fraction = ''] = ratio.replace('-', '').split('.');
  const hundredths = BigInt(whole + fraction.padEnd(4, '0').slice(0, 4));
  const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
  return ratio.startsWith('-') ? `\u2212${text}` : text;
}

/** The present minute as it is typed into a field: 2026-11-28 14:30, in Asia/Shanghai. */
export const typedNow = (): string => `${today()} ${clockOf(new Date())}`;

/** What was typed as an instant of the API; what is none goes as it is, and the service says so. */
export const instantOfTyped = (text: string): string => `${text.trim().replace(/\s+/, 'T')}:00+08:00`;
