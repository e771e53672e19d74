import type { GoodsField } from './rows.js';

/** What was typed in one cell, read as a value; a problem says why it cannot be right, and then the text stays as it is. */
export interface CellReading {
  readonly value: string;
  readonly problem: CellProblem | null;
}

/**
 * `digits-lost`: a spreadsheet wrote a long number as 5.40752E+09, the digits behind are gone. `nine-digits`: one digit short, as when a
 * spreadsheet drops a zero in front. `no-number`: what should be a number is none. `not-listed`: no code and no name of the table.
 */
export type CellProblem = 'digits-lost' | 'nine-digits' | 'no-number' | 'not-listed';

/** The code that a name or a code stands for, or null. The tables are the service's; this file knows none of them. */
export interface CodeNames {
  unit(text: string): string | null;
  country(text: string): string | null;
  /** How people call a code, in the language of the page. */
  readonly nameOf?: (field: GoodsField, code: string) => string | null;
}

/** Names are compared without width, case, blanks and hyphens. */
export const bareName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./·]/g, '');

/** The look-up of a table's rows by code and by each of their names. A name that two codes share stands for none of them. */
export function codeOfNames(
  rows: readonly { code: string; names: readonly string[] }[],
): (text: string) => string | null {
  const codes = new Map<string, string | null>();
  for (const { code, names } of rows) {
    for (const name of new Set(names.map(bareName)))
      codes.set(name, codes.has(name) && codes.get(name) !== code ? null : code);
  }
  for (const { code } of rows) codes.set(bareName(code), code);
  return (text) => codes.get(bareName(text)) ?? null;
}

const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+?\d{1,3}$/i;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const NUMBER = /^\d+(?:\.\d+)?$/;
const CURRENCY_SIGNS = /^(?:US\$|USD|RMB|CNY|EUR|[$¥€£])|(?:USD|RMB|CNY|EUR|元|美元)$/gi;
const WEIGHT_UNITS = /(?:kgs?|公斤|千克)$/i;

const fullWidth = /[\uff01-\uff5e]/g;
const halfWidth = (text: string): string =>
  text
    .replace(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('￥', '¥');

const fine = (value: string): CellReading => ({ value, problem: null });
/** Typed texts hold no line breaks and no tabs: from a spreadsheet they come inside quoted cells. */
const oneLine = (text: string): string => text.replace(/[\t\r\n\u2028\u2029]+/g, ' ').trim();

/** Reads what was typed into a cell or stands in a pasted one. Never guesses: what is not clear stays as it was typed. */
export function readCell(
  field: GoodsField,
  typed: string,
  names: CodeNames,
  { padHsCodes }: { padHsCodes: boolean } = { padHsCodes: false },
): CellReading {
  const text = oneLine(typed);
  if (text === '') return fine('');
  switch (field) {
    case 'hsCode':
      return readHsCode(text, padHsCodes);
    case 'quantity':
    case 'totalPrice':
    case 'legalQuantity1':
    case 'legalQuantity2':
      return readNumber(text, CURRENCY_SIGNS);
    case 'grossWeightKg':
    case 'netWeightKg':
      return readNumber(text, WEIGHT_UNITS);
    case 'packages':
    case 'tradeLine':
      return readWhole(text);
    case 'unit':
      return readCode(text, names.unit);
    case 'finalDestination':
      return readCode(text, names.country);
    case 'domesticSource':
      return fine(halfWidth(text).replace(/\s/g, ''));
    default:
      return fine(text.normalize('NFC'));
  }
}

function readHsCode(text: string, pad: boolean): CellReading {
  const code = halfWidth(text);
  if (SCIENTIFIC.test(code.replace(/\s/g, ''))) return { value: text, problem: 'digits-lost' };
  const digits = code.replace(/[\s.\-\u2010-\u2015]/g, '');
  if (!/^\d+$/.test(digits)) return fine(digits);
  if (digits.length === 9) return pad ? fine(`0${digits}`) : { value: digits, problem: 'nine-digits' };
  return fine(digits);
}

function readNumber(text: string, around: RegExp): CellReading {
  const bare = halfWidth(text).replace(/\s/g, '').replace(around, '');
  if (SCIENTIFIC.test(bare)) return { value: text, problem: 'digits-lost' };
  const number = THOUSANDS.test(bare) ? bare.replaceAll(',', '') : bare.startsWith('.') ? `0${bare}` : bare;
  if (!NUMBER.test(number)) return { value: text, problem: 'no-number' };
  return fine(number.replace(/^0+(?=\d)/, ''));
}

function readWhole(text: string): CellReading {
  const { value, problem } = readNumber(text, /(?:件|包|箱|ctns?)$/i);
  if (problem !== null) return { value, problem };
  const whole = /^(\d+)(?:\.0+)?$/.exec(value)?.[1];
  return whole === undefined ? { value: text, problem: 'no-number' } : fine(whole);
}

function readCode(text: string, codeOf: (text: string) => string | null): CellReading {
  const written = halfWidth(text);
  const code = codeOf(written) ?? (/^\d{1,2}$/.test(written) ? codeOf(written.padStart(3, '0')) : null);
  return code === null ? { value: text, problem: 'not-listed' } : fine(code);
}
