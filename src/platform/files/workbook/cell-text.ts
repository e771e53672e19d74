/** How a number is shown, as far as it says what the number is. */
export type NumberForm = 'number' | 'date' | 'percent' | { readonly digits: number };

/** Number formats without a text of their own that show dates or times. */
const DATE_FORMATS = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const;
const PERCENT_FORMATS = [9, 10];
/** What stands in quotes, brackets or behind a backslash is shown as it is and says nothing of the number. */
const LITERAL = /"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi;

/** What a number format says, by its number and, of one of a workbook's own, its code. */
export function numberForm(id: number, code: string | undefined): NumberForm {
  if (code === undefined) {
    if (PERCENT_FORMATS.includes(id)) return 'percent';
    return DATE_FORMATS.some(([first, last]) => id >= first && id <= last) ? 'date' : 'number';
  }
  const [positive = ''] = code.replace(LITERAL, '').split(';');
  if (/^0+$/.test(positive) && positive.length > 1) return { digits: positive.length };
  if (positive.includes('%')) return 'percent';
  return /[dmyhs]/i.test(positive.replace(/general|e\+|red|black/gi, '')) ? 'date' : 'number';
}

/** More digits a spreadsheet does not hold: a number this long has lost some. */
const EXACT_BELOW = 1e15;
const SIGNIFICANT = 15;

/** A number as text: its fifteen digits, never in scientific notation unless digits are lost for certain. */
export function numberText(stored: string): string {
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  if (Math.abs(value) >= EXACT_BELOW) return value.toExponential(5).toUpperCase();
  const rounded = String(Number(value.toPrecision(SIGNIFICANT)));
  return rounded.includes('e') ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : rounded;
}

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** A workbook counts days from the end of 1899, or from 1904 where a Macintosh made it. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
/** Excel takes 1900 for a leap year: before March of it days are off by one. */
const LEAP_YEAR_THAT_WAS_NONE = 60;

/** A date as `2021-12-28`, with its time where it has one; a time alone as it is shown. */
export function dateText(stored: string, epoch: keyof typeof EPOCHS): string {
  const value = Number(stored);
  if (!Number.isFinite(value) || value < 0 || value > 2_958_466) return stored;
  const days = epoch === 1900 && value < LEAP_YEAR_THAT_WAS_NONE ? value + 1 : value;
  const rounded = Math.round((days * DAY_MS) / SECOND_MS) * SECOND_MS;
  const [day = '', time = ''] = new Date(EPOCHS[epoch] + rounded).toISOString().slice(0, 19).split('T');
  if (value < 1) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** The text of a number cell as a person sees it. */
export function shownNumber(stored: string, form: NumberForm, epoch: keyof typeof EPOCHS): string {
  if (form === 'date') return dateText(stored, epoch);
  if (form === 'percent') return `${numberText(String(Number(stored) * 100))}%`;
  const text = numberText(stored);
  return typeof form === 'object' && /^\d+$/.test(text) ? text.padStart(form.digits, '0') : text;
}
